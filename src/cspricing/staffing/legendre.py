"""The rule of Gauss and Legendre with 16 points, by which smooth functions are integrated."""

from __future__ import annotations

from typing import Final

_HALF: Final = (
    (0.09501250983763744, 0.18945061045506850),
    (0.28160355077925891, 0.18260341504492359),
    (0.45801677765722739, 0.16915651939500254),
    (0.61787624440264375, 0.14959598881657673),
    (0.75540440835500303, 0.12462897125553387),
    (0.86563120238783174, 0.09515851168249278),
    (0.94457502307323258, 0.06225352393864789),
    (0.98940093499164993, 0.02715245941175409),
)

RULE: Final = tuple(
    ((1 + side * node) / 2, weight / 2) for node, weight in _HALF for side in (-1, 1)
)
"""The nodes within (0, 1) and their weights, which add up to 1."""
