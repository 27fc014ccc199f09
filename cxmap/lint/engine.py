"""Runs rules over a document and turns what they find into diagnostics."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from cxmap.diagnostics import Diagnostic, Fix, Path, Severity, Span, in_order
from cxmap.lint.context import Context
from cxmap.lint.phrasing import nested

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cxmap.document import Document
    from cxmap.language import Words
    from cxmap.lint.options import Option, Value
    from cxmap.measures_file import MeasuresText

POLICIES = ("default", "strict", "workshop", "regulated")
"""The built-in policies. `strict` applies every rule."""

ALWAYS = frozenset(POLICIES)
"""What is wrong even in a draft."""
DEFAULT = ALWAYS - {"workshop"}
"""What every team would agree with, once the workshop is over."""
REGULATED = frozenset({"strict", "regulated"})
"""What an auditor asks for."""
STRICT = frozenset({"strict"})
"""What a demanding reviewer asks for."""


class Finding(NamedTuple):
    """What a rule found: where, what, and how to mend it.

    `at_key` points at the key instead of the value; `span` at a stretch of text instead of either; `related` at a
    second place; `fix` is the one right way to mend it. `hides` keeps reports from repeating what stands there.
    `places` are what a finding stands for that is made once for many: comments at each of them excuse it too.
    """

    path: Path
    message: Words
    remedy: Words
    at_key: bool = False
    fix: Fix | None = None
    related: tuple[Path, Words] | None = None
    span: Span | None = None
    hides: bool = False
    places: tuple[Path, ...] = ()


Check = Callable[..., Iterator[Finding]]
"""A rule's function: it takes the context, and by name the value of each of the rule's options."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: a name, how much it weighs, which policies apply it, and its function, whose docstring is its page.

    Its family is the module or package below `cxmap.lint.rules` that it lives in: `ownership`, `structure` …
    """

    name: str
    family: str
    severity: Severity
    policies: frozenset[str]
    check: Check
    options: dict[str, Option] = field(default_factory=dict)
    mends: bool = False


@dataclass(frozen=True, slots=True)
class ActiveRule:
    """A rule as a policy applies it."""

    rule: Rule
    severity: Severity
    options: dict[str, Value]


def rule(
    severity: Severity, policies: frozenset[str], *, mends: bool = False, **options: Option
) -> Callable[[Check], Rule]:
    """Make a rule of a function; its name is the function's, in kebab-case. `mends` says that it offers fixes."""

    def make(check: Check) -> Rule:
        name, family = check.__name__.replace("_", "-"), check.__module__.split(".")[3]
        return Rule(name, family, severity, policies, check, options, mends)

    return make


def as_declared(rule: Rule) -> ActiveRule:
    """Return a rule with its own severity and the defaults of its options."""
    return ActiveRule(rule, rule.severity, {name: option.default for name, option in rule.options.items()})


def lint_document(
    document: Document, active: Iterable[ActiveRule], today: date, measured: MeasuresText | None = None
) -> list[Diagnostic]:
    """Apply rules to a valid map and return what they find and no comment excuses, in the order of the text.

    `measured` is the file of measures beside the map; without one, the rules on drift are silent.
    """
    return review(Context(document, today, measured), active).found


class Review(NamedTuple):
    """What rules found, and what of it a comment in the map excuses, each with the reason given."""

    found: list[Diagnostic]
    excused: list[tuple[Diagnostic, str]]


def review(context: Context, active: Iterable[ActiveRule]) -> Review:
    """Apply rules to a context; those of the family `suppressions` come last, since they judge what the others did."""
    rules = [one for one in active if one.rule.family != "suppressions"]
    last = [one for one in active if one.rule.family == "suppressions"]
    context.applied = frozenset(one.rule.name for one in rules if context.is_measured or one.rule.family != "drift")
    found, excused = context.suppressions.divide(_findings(context, rules), context.stands_for)
    context.standing = tuple(found)
    return Review(in_order([*found, *_findings(context, last)]), excused)


def _findings(context: Context, active: Iterable[ActiveRule]) -> list[Diagnostic]:
    found = []
    for one in active:
        options: dict[str, Any] = one.options
        found += [_diagnostic(context, one, finding) for finding in one.rule.check(context, **options)]
    return in_order(found)


def _diagnostic(context: Context, one: ActiveRule, finding: Finding) -> Diagnostic:
    document, locate = context.document, context.document.source.locate
    span = finding.span or locate(finding.path, key=finding.at_key)
    if finding.places:
        context.stands_for[one.rule.name, span] = [locate(path) for path in finding.places]
    related = (locate(finding.related[0]), finding.related[1]) if finding.related else None
    return Diagnostic(
        one.severity,
        one.rule.name,
        nested(finding.message),
        document.name,
        span,
        nested(finding.remedy),
        related,
        finding.path,
        finding.fix,
        _owner(document.source.data, finding.path),
        document.source.address(finding.path),
        finding.hides,
    )


def _owner(data: Any, path: Path) -> str | None:
    """Return the owner of the innermost item on a path that has one."""
    owner = data.get("owner")
    for step in path:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int):
            data = data[step]
        else:
            break
        if isinstance(data, dict) and isinstance(data.get("owner"), str):
            owner = data["owner"]
    return owner if isinstance(owner, str) else None
