"""The cheapest cover of intervals by spans, found by HiGHS (Huangfu and Hall 2018).

It is brought by ``pip install "cspricing[shifts]"``, and imported only when it is asked.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

from ..errors import StaffingError
from .covering import Covering, Placed, merged

_GAP: Final = 0.75
OPTIONS: Final[dict[str, bool | int | float]] = {
    "output_flag": False,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.5,
    "threads": 1,
    "random_seed": 0,
}


def solved(covering: Covering, most_seconds: Fraction) -> tuple[Placed, ...]:
    """Solve the integer programme: as few of each span and start as cover every need.

    Costs are whole multiples of a unit, so that a gap below one unit proves the optimum.

    Raises:
        ImportError: If HiGHS is not installed.
        StaffingError: If there is no cover that is proven to be the cheapest
            (``shifts.unsolved``).
    """
    highs = _highs()
    ways = [(span, start) for span in range(len(covering.spans)) for start in covering.starts(span)]
    rows: list[list[int]] = [[] for _ in covering.needs]
    solver = highs.Highs()
    for option, value in OPTIONS.items():
        solver.setOptionValue(option, value)
    solver.setOptionValue("time_limit", float(most_seconds))
    for column, (span, start) in enumerate(ways):
        solver.addVar(0.0, float(max(covering.needs)))
        solver.changeColCost(column, float(covering.spans[span].cost / covering.unit))
        solver.changeColIntegrality(column, highs.HighsVarType.kInteger)
        for interval in covering.worked(span, start):
            rows[interval].append(column)
    for row, need in zip(rows, covering.needs, strict=True):
        solver.addRow(float(need), highs.kHighsInf, len(row), row, [1.0] * len(row))
    solver.run()
    people = [round(value) for value in solver.getSolution().col_value]
    placed = merged(
        [Placed(*way, several) for way, several in zip(ways, people, strict=False) if several]
    )
    _check_solved(covering, placed, solver.getInfo().mip_dual_bound)
    return placed


def _highs() -> Any:  # noqa: ANN401  the library has no types of its own here
    try:
        import highspy  # type: ignore[import-not-found,unused-ignore]  # pyright: ignore[reportMissingImports]  # noqa: PLC0415  only where the bounds do not meet
    except ImportError:
        raise ImportError(
            "the smallest cover needs HiGHS here; pip install 'cspricing[shifts]', or take "
            "cover_bounds"
        ) from None
    return highspy  # pyright: ignore[reportUnknownVariableType]


def _check_solved(covering: Covering, placed: tuple[Placed, ...], bound: float) -> None:
    """Hold the answer, in whole numbers, against the needs and against the bound."""
    there = zip(covering.present(placed), covering.needs, strict=True)
    cost = covering.cost(placed)
    if all(present >= need for present, need in there) and bound > cost / covering.unit - _GAP:
        return
    raise StaffingError.of(
        "shifts.unsolved",
        "HiGHS proved no cover to be the cheapest in time; take cover_bounds, give it longer, or "
        "give costs that are multiples of a larger unit",
        field="shifts",
        value=cost,
    )
