"""Every rule there is, in the order of the documentation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.lint.rules import (
    backstage,
    channels,
    compliance,
    design,
    drift,
    evidence,
    experience,
    honeycomb,
    metrics,
    ownership,
    plan,
    structure,
    suppressions,
    wording,
)

if TYPE_CHECKING:
    from cxmap.lint.engine import Rule

RULES: tuple[Rule, ...] = (
    *ownership.RULES,
    *structure.RULES,
    *experience.RULES,
    *evidence.RULES,
    *channels.RULES,
    *backstage.RULES,
    *honeycomb.RULES,
    *design.RULES,
    *metrics.RULES,
    *drift.RULES,
    *plan.RULES,
    *compliance.RULES,
    *wording.RULES,
    *suppressions.RULES,
)
