"""Explanations and documents say what they said when somebody last read them.

To keep what they say now: ``CSPRICING_GOLDEN=write pytest tests/test_golden.py`` (see
`golden`), read the difference, and commit it.
"""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from types import ModuleType

import pytest

from cspricing.messages import LANGUAGES, Language
from golden import golden
from shapes import SHAPES

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
CASES = ("small_business", "large_enterprise")


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Give the program of a case, which may import others that lie beside it."""
    monkeypatch.syspath_prepend(str(EXAMPLES))
    return importlib.import_module(request.param)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_case(case: ModuleType, language: Language, capsys: pytest.CaptureFixture[str]) -> None:
    """The program of each case prints the tables and the explanation that were read."""
    case.main("--zh" if language == "zh" else "")
    printed = capsys.readouterr().out
    assert golden(f"{case.__name__}_{language}.txt", printed) == printed


def test_a_contract(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The program of a contract prints the offer, and what stays with the provider."""
    monkeypatch.syspath_prepend(str(EXAMPLES))
    importlib.import_module("signed_contract").main()
    printed = capsys.readouterr().out
    assert golden("signed_contract.txt", printed) == printed
    offer, kept = printed.split("# For the provider alone")
    assert "Phone support: prices rise by 3 % from month 13" in offer
    assert all(word not in offer for word in ("wage", "margin", "cost", "M. Keller"))
    assert "M. Keller" in kept


def test_remarks_are_told_in_chinese(
    case: ModuleType, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A Chinese document of a case has no remark left in English."""
    monkeypatch.syspath_prepend(str(EXAMPLES))
    remarks = importlib.import_module("remarks").CHINESE
    case.main("--zh")
    printed = capsys.readouterr().out
    told = [line for line in printed.splitlines() if "：" in line]
    assert [] == [line for line in told if any(f"：{one}，" in line for one in remarks)]
    assert sum(f"：{one}，" in printed for one in remarks.values()) > 15
    assert re.findall(r"：[ -~]+，(?:查阅于|假设|二手|未经核实)", printed) == []


def test_a_case_is_verified(case: ModuleType) -> None:
    """Every printed figure of a case follows from those that it names."""
    case.quote().verify()


def test_chapters_and_categories_are_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """The components of the five chapters are the enterprise, and so are its categories."""
    monkeypatch.syspath_prepend(str(EXAMPLES))
    enterprise = importlib.import_module("large_enterprise")
    quote = enterprise.quote()
    chapters = [component for chapter in enterprise.CHAPTERS.values() for component in chapter]
    assert chapters == list(quote.components)
    small = importlib.import_module("small_business")
    names = [one.name for chapter in small.chapters().values() for one in chapter]
    assert names == [one.name for one in small.quote().components]
    for sums in (quote.by_category, quote.by_component):
        assert quote.net == sum(sums().values())
        assert quote.cost == sum(sums(of="cost").values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shape(language: Language) -> None:
    """Quotes of every shape are explained in the words that were read."""
    told = [f"== {name}\n{quote.explain(language).rstrip()}\n" for name, quote in SHAPES.items()]
    printed = "\n".join(told)
    assert golden(f"shapes_{language}.txt", printed) == printed
