"""The inverse of Erlang's loss formula, in floats: 1 / B, from which the other figures follow.

With a load of A erlangs, y(n) = 1 / B(n, A) obeys

    y(n) = 1 + (n / A) y(n - 1),   y(0) = 1

(Jagerman, 1974). All terms are positive, so that nothing cancels. An error in y(k) shrinks by k / A
in each step below A, so that the recursion may start shortly below A: at A - 4 sqrt(A), with

    y(k) = A / (A - k + 1 k / (A - k + 2 + 2 (k - 1) / (A - k + 4 + ...)))

(Legendre's continued fraction of the incomplete gamma function), of which a few terms do there.
So the cost grows as sqrt(A). For lines that are no whole number, the same holds of

    y(x) = A integral over t from 0 to infinity of e^(-A t) (1 + t)^x

(Fortet, 1948), and y(x) for x below 0 is integrated.
"""

from __future__ import annotations

from math import exp, expm1, floor, inf, log, log1p, sqrt
from typing import Final

from .legendre import RULE

_WINDOW: Final = 4.0
_TERMS: Final = 28
_NEAR_WINDOW: Final = 2.5
_NEAR_TERMS: Final = 12
# Beyond this many lines, B is below 1e-308.
_FAR_WINDOW: Final = 40.0
_FAR: Final = 800.0
_OVERFLOW: Final = 710.0
_FORGOTTEN: Final = 40.0
_CHANGE: Final = 12.0


def inverse_blocking(load: float, lines: float) -> float:
    """Give 1 / B for *lines* from 0; infinity where B is below 1e-308.

    Args:
        load: In erlangs; from 1e-300 to 1e7.
        lines: How many; from 0, whole or not.
    """
    if lines > load and lines * log(lines / load) - lines + load > _OVERFLOW:
        return inf
    first, value = start(load, lines)
    return ascend(load, first, lines, value)


def inverse_blocking_below(load: float, lines: float) -> float:
    """Give y(lines - 1), for *lines* above 0: what the probability to wait is made of."""
    return inverse_blocking(load, lines - 1) if lines >= 1 else _integrated(load, lines)


def start(
    load: float, lines: float, window: float = _WINDOW, terms: int = _TERMS
) -> tuple[float, float]:
    """Give where to start below *lines*, and y there.

    With a window of 4 and 28 terms, the result is right to the last digits; with 3 and 12, to
    about 1e-11 for more lines than load.
    """
    fraction = lines % 1.0
    low = floor(min(lines, load - window * sqrt(load)) - fraction) + fraction
    if low > terms:
        return low, _continued(load, low, terms)
    if not fraction:
        return 0.0, 1.0
    return fraction, 1.0 + fraction * _integrated(load, fraction) / load


def ascend(load: float, first: float, last: float, value: float) -> float:
    """Step from y(first) = *value* up to y(last), a whole number of steps."""
    line = first
    for _ in range(round(last - first)):
        line += 1.0
        value = 1.0 + line * value / load
    return value


def _continued(load: float, lines: float, terms: int) -> float:
    """Give y(lines), for fewer lines than load and more than *terms*."""
    gap = load - lines
    above = lines + 1.0
    term = float(terms)
    rest = 0.0
    for _ in range(terms):
        rest = term * (above - term) / (gap + term + term + rest)
        term -= 1.0
    return load / (gap + rest)


def _integrated(load: float, share: float) -> float:
    """Give y(share - 1) for a *share* above 0 and below 1.

    With 1 + t = e^w, it is the integral of e^(share w - A (e^w - 1)), times A.
    """
    length = log1p(_FORGOTTEN / load)
    panels = floor(length * max(1.0, (load + _FORGOTTEN) / _CHANGE)) + 1
    width = length / panels
    total = 0.0
    for panel in range(panels):
        for node, weight in RULE:
            at = (panel + node) * width
            total += weight * exp(share * at - load * expm1(at))
    return load * width * total


def nearly_inverse_blocking(load: float, lines: float) -> float:
    """Give 1 / B to 7 digits or more, for a whole number of lines above load - 1, and faster."""
    spread = sqrt(load)
    if lines > load + _FAR_WINDOW * spread + _FAR:
        return inf
    low = float(floor(load - _NEAR_WINDOW * spread))
    if low > _NEAR_TERMS:
        value = _continued(load, low, _NEAR_TERMS)
    else:
        low, value = 0.0, 1.0
    while low < lines:
        low += 1.0
        value = 1.0 + low * value / load
    return value
