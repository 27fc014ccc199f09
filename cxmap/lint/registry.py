"""Every rule there is, in the order of the documentation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.lint import channels, evidence, experience, ownership, structure

if TYPE_CHECKING:
    from cxmap.lint.engine import Rule

RULES: tuple[Rule, ...] = (
    *ownership.RULES,
    *structure.RULES,
    *experience.RULES,
    *evidence.RULES,
    *channels.RULES,
)
