"""Strategies for loads, agents and goals of queues, each at three scales.

``small``
    finds ties and borders: few agents, loads in quarters and thirds, targets in tenths.
``edges``
    finds what floats lose: loads that agents barely bear, up to 1 - 2^-20 of them, loads that no
    float holds, the smallest and the largest, and agents far beyond the load.
``wide``
    is the rest: loads up to 100,000 erlangs, up to 20,000 agents.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from hypothesis import strategies as st

from cspricing.staffing import ServiceLevel
from cspricing.testing import Scales

_PARTS: Final = st.sampled_from([Fraction(1, 4), Fraction(1, 3), Fraction(1, 2), Fraction(1)])
_SPARES: Final = st.integers(1, 20).map(lambda power: 1 - Fraction(1, 2**power))


def _ratio(most: int) -> st.SearchStrategy[Fraction]:
    return st.fractions(Fraction(1, 1024), most, max_denominator=10**6)


LOADS: Final = Scales(
    small=st.builds(lambda units, part: units * part, st.integers(1, 24), _PARTS),
    edges=st.builds(lambda spare, agents: spare * agents, _SPARES, st.integers(1, 500))
    | st.sampled_from([Fraction(1, 1024), Fraction(10**5), Fraction(99_999) + Fraction(1, 3)]),
    wide=_ratio(300) | _ratio(100_000),
)
AGENTS: Final = Scales(
    small=st.integers(1, 12),
    edges=st.sampled_from([1, 2, 27, 28, 29, 30, 60, 127, 170, 171, 1000, 20_000]),
    wide=st.integers(1, 20_000),
)
TARGETS: Final = Scales(
    small=st.integers(1, 9).map(lambda tenths: Fraction(tenths, 10)),
    edges=st.sampled_from(["0.0001", "0.999", "0.9999999999", "0.5"]).map(Fraction),
    wide=st.fractions(Fraction(1, 1000), Fraction(999, 1000), max_denominator=10**6),
)
SECONDS: Final = Scales(
    small=st.integers(0, 60).map(Fraction),
    edges=st.sampled_from([Fraction(0), Fraction(1, 10**6), Fraction(86_400)]),
    wide=st.fractions(0, 3600, max_denominator=1000),
)
LEVELS: Final = st.builds(
    lambda target, seconds: ServiceLevel(target, within_seconds=seconds),
    TARGETS.any,
    SECONDS.any,
)
HANDLINGS: Final = st.integers(1, 60).map(lambda tens: Fraction(10 * tens)) | st.fractions(
    Fraction(1, 100), 10_000, max_denominator=1000
)
