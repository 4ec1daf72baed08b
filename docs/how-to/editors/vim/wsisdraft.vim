" Vim compiler: `:compiler wsisdraft`, then `:make` fills the list of places to go to.
if exists("current_compiler")
  finish
endif
let current_compiler = "wsisdraft"

let s:options = &cpoptions
set cpoptions&vim

CompilerSet makeprg=wsisdraft\ --no-pager\ check
" Warnings first; then errors; the lines with the words and the caret are passed over.
CompilerSet errorformat=%f:%l:%c:\ %o:\ %tarning:\ %m,%f:%l:%c:\ %o:\ %m,%-G%.%#

let &cpoptions = s:options
unlet s:options
