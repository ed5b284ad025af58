"""The heading of a line lists its sources, and then says whether to trust it."""

from __future__ import annotations

from cspricing import EUR, Item, Quote, Sourced

SEATS = Item(
    name="Seats",
    quantity=Sourced(3, "a guess", None, "assumption"),
    price=Sourced(EUR(40), "hearsay", None, "unverified"),
)


def test_sources_and_doubts_do_not_run_on() -> None:
    """What a line rests on and what follows from that are two statements."""
    quote = Quote.of(SEATS)
    assert "] - [1] ASSUMPTION; rests on unverified figures\n" in quote.explain()
    assert "] - [1] 假设；含未经核实的数据\n" in quote.explain("zh")
