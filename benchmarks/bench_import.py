"""What ``import cspricing`` costs, against an interpreter that imports nothing.

Each run is a fresh process, whose CPU time the system gives when it ends (`os.wait4`). The
programs run in turns, with modules compiled beforehand, as they are for whoever imports the
package the second time.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile

from timing import Timing, ratio

PROGRAMS = {
    "bare": "pass",
    "bare_again": "pass",
    "cspricing": "import cspricing",
    "attrs_and_dateutil": "import attrs, dateutil.relativedelta",
}
TARGET = 8.0
RUNS = 40


def cpu_seconds(program: str, environment: dict[str, str]) -> float:
    """Run *program* in a fresh interpreter, and give the CPU time that it took."""
    arguments = [sys.executable, "-c", program]
    _, status, usage = os.wait4(os.posix_spawn(sys.executable, arguments, environment), 0)
    assert os.waitstatus_to_exitcode(status) == 0, program
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    """Measure, and print the figures."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    windows: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    names = list(PROGRAMS)
    with tempfile.TemporaryDirectory() as folder:
        environment["PYTHONPYCACHEPREFIX"] = folder
        for program in PROGRAMS.values():
            cpu_seconds(program, environment)
        for turn in range(RUNS):
            first = turn % len(names)
            for name in names[first:] + names[:first]:
                windows[name].append(cpu_seconds(PROGRAMS[name], environment))
    timings = {name: Timing(found) for name, found in windows.items()}
    figures = {
        "what": "CPU time of a fresh process that imports it, over one that imports nothing",
        "target": TARGET,
        "over_bare": {name: ratio(timing, timings["bare"]) for name, timing in timings.items()},
        "milliseconds": {
            name: {"least": round(timing.least * 1e3, 2), "median": round(timing.median * 1e3, 2)}
            for name, timing in timings.items()
        },
    }
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
