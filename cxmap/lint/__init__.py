"""The reviewer: rules over a valid map, each a documented function."""

from cxmap.lint.engine import ActiveRule, Rule, lint_document
from cxmap.lint.registry import RULES

__all__ = ["RULES", "ActiveRule", "Rule", "lint_document"]
