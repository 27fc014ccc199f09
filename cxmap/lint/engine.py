"""Runs rules over a document and turns what they find into diagnostics."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from cxmap.diagnostics import CxmapError, Diagnostic, Path, Severity, in_order
from cxmap.language import Words
from cxmap.suggestions import closest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from cxmap.document import Document
    from cxmap.model.journey import JourneyMap
    from cxmap.model.library import Library
    from cxmap.model.workspace import LintPolicy


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may look at. `today` is given, so that a run can be repeated."""

    document: Document
    today: date

    @property
    def journey(self) -> JourneyMap:
        """The map under review."""
        return self.document.journey

    @property
    def library(self) -> Library:
        """What the map's references lead to."""
        return self.document.library


class Finding(NamedTuple):
    """What a rule found: where, what, and how to mend it. `at_key` points at the key instead of the value."""

    path: Path
    message: Words
    remedy: Words
    at_key: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: a name, how much it weighs, and the function that applies it; the function's docstring is its page."""

    name: str
    severity: Severity
    check: Callable[[Context], Iterator[Finding]]

    @property
    def family(self) -> str:
        """The module the rule lives in: `ownership`, `structure` …"""
        return self.check.__module__.rsplit(".", 1)[-1]

    @property
    def page(self) -> str:
        """The rule's documentation."""
        from inspect import getdoc

        return getdoc(self.check) or ""


def rule(severity: Severity) -> Callable[[Callable[[Context], Iterator[Finding]]], Rule]:
    """Make a rule of a function; its name is the function's, in kebab-case."""

    def make(check: Callable[[Context], Iterator[Finding]]) -> Rule:
        return Rule(check.__name__.replace("_", "-"), severity, check)

    return make


def choose(rules: Iterable[Rule], policy: LintPolicy | None) -> list[Rule]:
    """Return the rules that a policy leaves, with its severities.

    Raises:
        CxmapError: the policy names a rule that does not exist.
    """
    by_name = {rule.name: rule for rule in rules}
    if policy is None:
        return list(by_name.values())
    for name in (*policy.select, *policy.ignore, *policy.severity):
        if name not in by_name:
            suggestion = closest(name, by_name)
            hint = Words(f"did you mean `{suggestion}`?", f"是否想写 `{suggestion}`？") if suggestion else None
            raise CxmapError(
                Words(f"the lint policy names an unknown rule, `{name}`", f"检查策略中有未知的规则 `{name}`"), hint
            )
    chosen = [rule for rule in by_name.values() if not policy.select or rule.name in policy.select]
    return [
        Rule(rule.name, Severity[policy.severity[rule.name].upper()], rule.check)
        if rule.name in policy.severity
        else rule
        for rule in chosen
        if rule.name not in policy.ignore
    ]


def lint_document(document: Document, rules: Iterable[Rule], today: date) -> list[Diagnostic]:
    """Apply the rules to a valid map and return what they find, in the order of the text."""
    context = Context(document, today)
    source = document.source
    found = [
        Diagnostic(
            rule.severity,
            rule.name,
            finding.message,
            document.name,
            source.locate(finding.path, key=finding.at_key),
            finding.remedy,
            path=finding.path,
        )
        for rule in rules
        for finding in rule.check(context)
    ]
    return in_order(found)
