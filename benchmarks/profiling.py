"""Where the time of a verb goes: `python -m benchmarks.profiling REPO VERB...` prints it as JSON.

The time of what is built into Python, and of other libraries, is put down to the module of ours
that called it. A profiler makes small functions look dearer than they are: the shares say where
to look.
"""

from __future__ import annotations

import cProfile
import json
import os
import pstats
import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import wsisdraft

PACKAGE = f"{Path(wsisdraft.__file__).parent}{os.sep}"
STARTING = "start-up: Typer, and modules imported"
ELSEWHERE = "elsewhere"
_IMPORTING = ("importlib", "typer", "<frozen", "dataclasses.py", "re/", "inspect.py", "enum.py")

Function = tuple[str, int, str]
Times = tuple[int, int, float, float]
Entry = tuple[int, int, float, float, Mapping[Function, Times]]


def by_module(stats: Mapping[Function, Entry]) -> dict[str, float]:
    """Shares of the whole, from 0 to 1, the largest first, by module: `notation/scanner.py`."""
    found: defaultdict[str, float] = defaultdict(float)
    for function, (_, _, own, _, callers) in stats.items():
        module = _module(function)
        if module is not None:
            found[module] += own
            continue
        told = 0.0
        for caller, (_, _, part, _) in callers.items():
            found[_module(caller) or ELSEWHERE] += part
            told += part
        found[ELSEWHERE] += max(own - told, 0.0)
    whole = sum(found.values()) or 1.0
    in_order = sorted(found.items(), key=lambda each: -each[1])
    return {module: seconds / whole for module, seconds in in_order}


def _module(function: Function) -> str | None:
    """The module of ours; start-up for what imports; None for anything else."""
    file, _, name = function
    if file.startswith(PACKAGE):
        return STARTING if name == "<module>" else file.removeprefix(PACKAGE)
    return STARTING if any(part in file for part in _IMPORTING) else None


def main() -> None:
    """Carries out the verb with its output thrown away, then prints the shares."""
    from wsisdraft.cli import main as verb

    repo, *words = sys.argv[1:]
    os.chdir(repo)
    sys.argv = ["wsisdraft", *words]
    told = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    profile = cProfile.Profile()
    try:
        profile.runcall(verb)
    except SystemExit as ended:
        if ended.code:
            raise
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    os.write(told, json.dumps(by_module(stats)).encode())


if __name__ == "__main__":
    main()
