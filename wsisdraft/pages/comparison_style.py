"""How the page of a comparison looks: on screens light and dark, and on paper."""

STYLE = """\
:root{color-scheme:light dark;--ink:#1b1b1b;--paper:#fff;--quiet:#55595e;--line:#c9ced3;
--in:#0b5c2b;--in-ground:#e2f5e7;--out:#9b1c1c;--out-ground:#fdeaea;--link:#0b57a8;--mark:#eef1f4}
@media (prefers-color-scheme:dark){:root{--ink:#ececec;--paper:#161819;--quiet:#a9b0b6;
--line:#3d4348;--in:#8fe0a6;--in-ground:#12331d;--out:#ffa8a0;--out-ground:#431a1a;
--link:#8cc2ff;--mark:#24292d}}
*{box-sizing:border-box}
body{font:1.0625rem/1.6 Georgia,"Noto Serif","Noto Naskh Arabic","Noto Serif CJK SC",serif;
color:var(--ink);background:var(--paper);max-width:48rem;margin:2rem auto;padding:0 1rem;
overflow-wrap:break-word}
h1,h2,h3,h4,nav,dl,.change,.status,.said,.folded,.note,small{font-family:system-ui,sans-serif}
h1{font-size:1.6rem;line-height:1.25}
h2{font-size:1.25rem;line-height:1.3;margin:2.5rem 0 .5rem;border-bottom:2px solid var(--line);
padding-bottom:.25rem}
h3{font-size:1rem;margin:0 0 .25rem}h4{font-size:.9rem;margin:.75rem 0 .1rem}
a{color:var(--link)}a:focus-visible{outline:3px solid var(--link);outline-offset:2px}
article{border-inline-start:.3rem solid var(--line);padding:.1rem 0 .1rem 1rem;margin:1.5rem 0}
article.add{border-color:var(--in)}article.sup{border-color:var(--out)}
.words{white-space:pre-line;margin:.35rem 0}
ins{color:var(--in);background:var(--in-ground);text-decoration:underline;
text-underline-offset:.15em}
ins,del{padding:0 .12em;border-radius:.15em}
del{color:var(--out);background:var(--out-ground);text-decoration:line-through}
.change{font-size:.8rem;font-weight:700;text-decoration:none;border:1px solid currentcolor;
border-radius:.2rem;padding:.05rem .35rem;margin-inline-end:.35rem;white-space:nowrap}
.status{margin:0;font-size:.9rem;font-weight:600}
small,.said,.folded,dd{color:var(--quiet);font-size:.9rem}
.said{margin:.35rem 0;padding-inline-start:1.2rem}
.alternative,.statement{border-inline-start:.2rem solid var(--line);padding-inline-start:1rem}
.statement{border-inline-start-style:dotted}
.note{background:var(--mark);padding:.5rem .75rem}
.plain,.row{list-style:none;padding:0;margin:.25rem 0}
.plain>li{margin:.3rem 0}
.row{display:flex;flex-wrap:wrap;gap:.1rem .8rem;padding-inline-start:1rem;font-size:.9rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.35rem .75rem}dd{margin:0}
.skip{position:absolute;inset-inline-start:-100rem}.skip:focus{position:static}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);
white-space:nowrap}
@media print{:root{--ink:#000;--paper:#fff;--quiet:#333;--line:#888;--in:#000;--in-ground:#fff;
--out:#444;--out-ground:#fff;--link:#000}body{max-width:none;margin:0;font-size:11pt}
article{break-inside:avoid}h2,h3{break-after:avoid}nav .row,.skip{display:none}
a{text-decoration:none}
@page{margin:2cm}}
"""
