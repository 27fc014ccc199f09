"""How much a compliance risk weighs before its control: from likelihood and impact, three levels each."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cxmap.model.claims import Level

LEVEL_POINTS: dict[Level, int] = {"low": 1, "medium": 2, "high": 3}
"""The three levels, from the lowest, and what they count in `inherent`."""


def inherent(likelihood: Level | None, impact: Level | None) -> Level | None:
    """Return the level of a risk without its control: likelihood × impact, 1–2 low, 3–4 medium, 6–9 high.

    A consequence/likelihood matrix (IEC 31010:2019, B.10.3). The standard leaves the levels of its cells to whoever draws
    it; these are the products that 3 × 3 matrices usually take. None where either is not known.
    """
    if likelihood is None or impact is None:
        return None
    product = LEVEL_POINTS[likelihood] * LEVEL_POINTS[impact]
    return "low" if product <= 2 else "medium" if product <= 4 else "high"
