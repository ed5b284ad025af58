"""The truth about staffing, to thirty digits: cases of ``staffing_truth.json``, part by part."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

import oracles


def cases(part: str) -> Sequence[object]:
    """Return the cases of one part, such as ``erlang_bc``, as parameters named by their ``id``.

    Without the folder of oracles it is one parameter, which is skipped.
    """
    if oracles.folder() is None:
        reason = "no oracles: see tests/oracles.py"
        return [pytest.param(None, id="missing", marks=pytest.mark.skip(reason=reason))]
    return [pytest.param(case, id=case["id"]) for case in oracles.load("staffing_truth.json")[part]]
