"""How the cost of a line grows with the number of lines: it should not.

The same quote at 100 and at 10,000 lines, each over its count of lines. The floor is measured
beside the library, for a processor's caches make a large quote dearer whoever prices it.
"""

from __future__ import annotations

import json
from functools import partial

from floor import floor_quote
from sample import TERMS, items_of, raw_quote
from timing import Program, Timing, interleaved, ratio

from cspricing import Item, Money, Quote

SMALL, LARGE = 100, 10_000
LIMIT = 1.2
ROUNDS = 30


def total(items: tuple[Item, ...]) -> Money:
    """Price a quote."""
    return Quote.of(*items).on_terms(TERMS).totals.total


def main() -> None:
    """Measure, and print the figures."""
    programs: dict[str, Program] = {}
    sizes = {"small": SMALL, "large": LARGE}
    for size, lines in sizes.items():
        raw = raw_quote(lines=lines)
        items = items_of(raw)
        assert total(items).amount == floor_quote(raw)[-1]
        programs[f"quote_{size}"] = partial(total, items)
        programs[f"floor_{size}"] = partial(floor_quote, raw)
    timings = interleaved(programs, rounds=ROUNDS)
    lines_of = {name: sizes[name.partition("_")[2]] for name in programs}
    per_line = {
        name: Timing([window / lines_of[name] for window in timing.windows])
        for name, timing in timings.items()
    }
    figures = {
        "what": f"CPU time per line at {LARGE:,} lines over that at {SMALL:,}",
        "limit": LIMIT,
        "quote": ratio(per_line["quote_large"], per_line["quote_small"]),
        "floor": ratio(per_line["floor_large"], per_line["floor_small"]),
        "quote_over_floor": {
            size: ratio(timings[f"quote_{size}"], timings[f"floor_{size}"]) for size in sizes
        },
        "microseconds_per_line": {
            name: round(timing.least * 1e6, 3) for name, timing in per_line.items()
        },
        "noise": {name: round(timing.noise, 3) for name, timing in per_line.items()},
    }
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
