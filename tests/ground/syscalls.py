"""Kind C: single system calls that fail, or kill the process that makes them, by strace.

The faults are counted from the moment the change begins: the process waits until strace watches it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.ground.kills import Tally, count
from tests.ground.oracle import judge
from tests.ground.template import fresh_copy

CALLS = {
    "write": ("ENOSPC", "EIO", "KILL"),
    "pwrite64": ("EIO",),
    "fsync": ("EIO", "ENOSPC", "KILL"),
    "rename,renameat,renameat2": ("EIO", "ENOSPC", "KILL"),
    "link,linkat": ("EIO", "EMLINK", "KILL"),
    "unlink,unlinkat": ("EIO", "KILL"),
    "openat": ("EMFILE", "KILL"),
    "mkdir,mkdirat": ("ENOSPC", "KILL"),
}
_MOST = 400
_LONGEST = 10.0
"""Seconds for one change; after that it is killed, and judged like any that was."""
_REPO = Path(__file__).parents[2]


def available() -> bool:
    """Whether strace is there and may watch a process."""
    if shutil.which("strace") is None:
        return False
    return (
        subprocess.run(["strace", "-qq", "true"], capture_output=True, check=False).returncode == 0
    )


def watched(directory: Path, verb: str, options: Sequence[str]) -> str:
    """What strace wrote down while the verb was carried out; its answer on the first line."""
    driver = subprocess.Popen(
        [
            *(sys.executable, "-m", "tests.ground.drive"),
            *(str(directory), verb, "--wait", "--patience", "1"),
        ],
        cwd=_REPO,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert driver.stdout is not None
    assert driver.stdout.readline() == "ready\n"
    log = directory.parent / f"{directory.name}.strace"
    strace = subprocess.Popen(
        ["strace", "-f", "-o", str(log), "-p", str(driver.pid), *options],
        stderr=subprocess.PIPE,
        text=True,
    )
    assert strace.stderr is not None
    while "attached" not in strace.stderr.readline():
        assert strace.poll() is None
    try:
        told, err = driver.communicate("go\n", timeout=_LONGEST)
    except subprocess.TimeoutExpired:
        # git cat-file goes on when its answer could not be written, and both sides wait. A pipe
        # does not fail so outside of a trial.
        driver.kill()
        told, err = driver.communicate()
    strace.wait()
    strace.stderr.close()
    lines = log.read_text()
    log.unlink()
    if "Traceback" in err:
        told = f"{told.strip()} Traceback: {err.strip().splitlines()[-1]}"
    return f"{told.strip()}\n{lines}"


def inject(directory: Path, verb: str, calls: str, fault: str, nth: int) -> tuple[str, bool]:
    """What the verb told, and whether the fault was hit, in git's processes or in ours."""
    how = "signal=KILL" if fault == "KILL" else f"error={fault}"
    options = ["-e", f"trace={calls}", "-e", f"inject={calls}:{how}:when={nth}"]
    told, _, lines = watched(directory, verb, options).partition("\n")
    return told, "(INJECTED)" in lines or (fault == "KILL" and "killed by SIGKILL" in lines)


def until_none_is_hit(
    template: Path, room: Path, verb: str, calls: Sequence[str] = tuple(CALLS)
) -> Tally:
    """Every system call of these kinds in turn, with every fault, until there are no more."""
    tally = Tally()
    for call in calls:
        for fault in CALLS[call]:
            for nth in range(1, _MOST):
                directory = fresh_copy(template, room / f"call-{call.split(',')[0]}-{fault}-{nth}")
                told, hit = inject(directory, verb, call, fault, nth)
                verdict = judge(directory, verb, told)
                if "Traceback" in told:
                    verdict.wrong.append(told)
                count(tally, f"{verb} {call} {fault} #{nth}", "KILL" in fault and hit, verdict)
                shutil.rmtree(directory)
                if not hit:
                    break
    return tally
