"""How the benchmarks measure: in ratios that a busy machine does not move.

A duration says as much about the machine, and about its neighbours, as about the program.
So a benchmark states ratios of programs that were run side by side:

- in CPU time of this process (`time.process_time`), which waits for nobody;
- in one process and in turns: every round runs a short window of each program, and each round
  begins with another one, so that what slows the machine for a while slows them all;
- as the least of many windows: whatever else a machine does only ever adds time, so that the
  least is the program alone, while the median tells how noisy it was;
- without the cyclic garbage collector, which would run in whichever window comes last.

Nothing here is asserted: figures are read, and compared, by people.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Program = Callable[[], object]

ROUNDS = 80
WINDOW_SECONDS = 0.005


@dataclass(frozen=True)
class Timing:
    """The CPU time of one run of a program, in seconds, by window.

    Attributes:
        windows: The mean over each window, in the order of the rounds.
    """

    windows: Sequence[float]

    @property
    def least(self) -> float:
        """The least: the program alone."""
        return min(self.windows)

    @property
    def median(self) -> float:
        """The median: the program with what the machine did besides."""
        return statistics.median(self.windows)

    @property
    def noise(self) -> float:
        """The median over the least: 1 on a machine that does nothing else."""
        return self.median / self.least


def interleaved(
    programs: Mapping[str, Program],
    *,
    rounds: int = ROUNDS,
    window_seconds: float = WINDOW_SECONDS,
) -> dict[str, Timing]:
    """Time *programs* in turns.

    Args:
        programs: What to time, by name.
        rounds: How many windows each program gets.
        window_seconds: About how long a window lasts; at least one run.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        runs = {name: _runs(program, window_seconds) for name, program in programs.items()}
        windows: dict[str, list[float]] = {name: [] for name in programs}
        names = list(programs)
        for turn in range(rounds):
            first = turn % len(names)
            gc.collect()
            for name in names[first:] + names[:first]:
                windows[name].append(_window(programs[name], runs[name]))
    finally:
        if collecting:
            gc.enable()
    return {name: Timing(found) for name, found in windows.items()}


def ratio(one: Timing, other: Timing) -> dict[str, float]:
    """Compare two programs that were timed in turns: by their least, and round by round."""
    pairs = zip(one.windows, other.windows, strict=True)
    return {
        "least": round(one.least / other.least, 3),
        "median": round(statistics.median(a / b for a, b in pairs), 3),
    }


def microseconds(timing: Timing) -> dict[str, float]:
    """State a timing in microseconds, with the noise of its windows."""
    return {
        "least": round(timing.least * 1e6, 2),
        "median": round(timing.median * 1e6, 2),
        "noise": round(timing.noise, 3),
    }


def _runs(program: Program, window_seconds: float) -> int:
    """Find how often *program* runs in a window; it is warm afterwards."""
    runs = 1
    while True:
        seconds = _window(program, runs) * runs
        if seconds >= window_seconds:
            return runs
        runs = max(runs + 1, round(runs * min(10, 1.1 * window_seconds / max(seconds, 1e-7))))


def _window(program: Program, runs: int) -> float:
    """Run *program* so often, and give the mean CPU time of a run."""
    repeats = range(runs)
    start = time.process_time()
    for _ in repeats:
        program()
    return (time.process_time() - start) / runs
