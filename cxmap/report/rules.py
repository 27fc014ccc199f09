"""The documentation of the rules: a list of them all, a page of each; as text, JSON and Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any

from cxmap.diagnostics import Severity
from cxmap.language import Language, Words, listed
from cxmap.report.cells import cell_width, padded
from cxmap.report.escaping import capitalised, json_text, our_prose, table_row
from cxmap.report.words import SEVERITY_WORDS, family_words
from cxmap.report.wrapping import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cxmap.pages import OptionPage, RulePage
    from cxmap.report.findings import Styled

NARROWEST = 40
"""Cells. A narrower terminal gets lines of this width."""

_GAP = "  "
_INDENT = "  "
_NARROWEST_TEXT = 36  # cells that are worth a column of their own
_MENDS = "✓"
_WIDEST_PAGE = 100  # cells; longer lines are hard to read
_DEFAULT = Words("default", "默认")
_NO_POLICY = Words("none", "无")
_ALL_POLICIES = Words("all", "全部")

_FINDS = Words("What it finds", "查什么")
_WHY = Words("Why it matters", "为什么重要")
_EXAMPLE = Words("Example", "示例")
_MEASURED, _MEASURED_THEN = Words("Measured", "实测"), Words("Measured then", "之后的实测")
_HOW = Words("How to mend", "如何修改")
_OPTIONS = Words("Options", "选项")


# Every rule.


def rules_text(pages: Sequence[RulePage], language: Language, width: int) -> Iterator[list[Styled]]:
    """Yield a table of the rules, grouped by family, on `width` cells."""
    if not pages:
        return
    everywhere = _every_policy(pages)
    heads = [Words("Rule", "规则"), Words("Severity", "级别"), Words("--fix", "--fix"), Words("Policies", "策略")]
    rows = {page.name: _cells(page, everywhere, language) for page in pages}
    columns = [
        max(cell_width(head.said(language)), *(cell_width(cells[n]) for cells in rows.values()))
        for n, head in enumerate(heads)
    ]
    start = len(_INDENT) + sum(columns) + len(_GAP) * len(columns)
    beside = max(width, NARROWEST) - start >= _NARROWEST_TEXT
    head = _INDENT + _GAP.join(padded(h.said(language), w) for h, w in zip(heads, columns, strict=True))
    yield [((head + (_GAP + _FINDS.said(language) if beside else "")).rstrip(), "dim")]
    for family, group in groupby(pages, key=lambda page: page.family):
        yield []
        yield [(family_words(family).said(language), "strong")]
        for page in group:
            yield from _row(page, rows[page.name], columns, language, max(width, NARROWEST), start if beside else 0)


def _row(
    page: RulePage, cells: Sequence[str], columns: Sequence[int], language: Language, width: int, start: int
) -> Iterator[list[Styled]]:
    """Yield a rule's lines: what it finds from cell `start` on, or below where that is 0."""
    name, *others = (padded(cell, column) for cell, column in zip(cells, columns, strict=True))
    severity = (others[0], page.severity)
    rest = _GAP + _GAP.join(others[1:])
    indent = start or 2 * len(_INDENT)
    first, *more = wrapped(page.finds.said(language), width - indent)
    if start:
        yield [(_INDENT + name + _GAP, ""), severity, (rest + _GAP + first, "")]
    else:
        yield [(_INDENT + name + _GAP, ""), severity, (rest.rstrip(), "")]
        more = [first, *more]
    yield from ([(" " * indent + line, "")] for line in more)


def _cells(page: RulePage, everywhere: set[str], language: Language) -> list[str]:
    policies = _policies(page, everywhere, language)
    return [page.name, _severity(page, language), _MENDS if page.mends else "", policies]


def rules_json(pages: Sequence[RulePage]) -> str:
    """Return all pages as one JSON document, in both languages."""
    return json_text({"version": 1, "rules": [_data(page) for page in pages]}, indent=2)


def rules_markdown(pages: Sequence[RulePage], language: Language) -> str:
    """Return the reference of the rules, with a line end: a table for each family, then every page."""
    title = Words("Rules", "规则")
    count = Words(f"{len(pages)} rules. `cxmap explain RULE` shows a page in the terminal.",
                  f"共 {len(pages)} 条规则。运行 `cxmap explain RULE` 可在终端查看任一条。")  # fmt: skip
    everywhere = _every_policy(pages)
    heads = [
        Words("Rule", "规则"),
        Words("Severity", "级别"),
        Words("`--fix`", "`--fix`"),
        Words("Policies", "策略"),
        _FINDS,
    ]
    lines = [f"# {title.said(language)}", "", count.said(language), ""]
    families = [(family, list(group)) for family, group in groupby(pages, key=lambda page: page.family)]
    for family, group in families:
        lines += [f"## {_titled(family_words(family).said(language))}", ""]
        lines += [table_row([head.said(language) for head in heads]), "|" + " :-- |" * len(heads)]
        for page in group:
            _, severity, mends, policies = _cells(page, everywhere, language)
            link, finds = f"[`{page.name}`](#{page.name})", our_prose(page.finds.said(language))
            lines.append(table_row([link, severity, mends, policies, finds]))
        lines.append("")
    written = "\n".join(lines)
    for _, group in families:
        for page in group:
            written += "\n" + page_markdown(page, language, 3, everywhere)
    return written


# One rule.


def page_text(
    page: RulePage, language: Language, width: int, everywhere: set[str] | None = None
) -> Iterator[list[Styled]]:
    """Yield a rule's page on `width` cells. `everywhere` are all policies there are: a rule of each is in `all`."""
    room = min(max(width, NARROWEST), _WIDEST_PAGE)
    yield [(page.name, "strong")]
    facts = _facts(page, language, everywhere or set())
    yield from ([(line, "dim")] for line in wrapped(" · ".join(facts), room))
    for head, words, example in _parts(page):
        yield []
        yield [(head.said(language), "strong")]
        if words is not None:
            yield from (
                [(_INDENT + line, "")]
                for line in wrapped(capitalised(words.said(language), language), room - len(_INDENT))
            )
        if words is not None and example:
            yield []
        yield from ([(_INDENT * 2 + line if line else "", "help")] for line in example.splitlines())
    if page.options:
        yield []
        yield [(_OPTIONS.said(language), "strong")]
        for option in page.options:
            yield [
                (_INDENT + option.name, "help"),
                (f"{_GAP}{_DEFAULT.said(language)}{_colon(language)}{_default(option)}", "dim"),
            ]
            about = _about(option, language)
            yield from ([(_INDENT * 2 + line, "")] for line in wrapped(about, room - 2 * len(_INDENT)))


def page_json(page: RulePage) -> str:
    """Return a rule's page as JSON, in both languages."""
    return json_text({"version": 1, **_data(page)}, indent=2)


def page_markdown(page: RulePage, language: Language, level: int = 1, everywhere: set[str] | None = None) -> str:
    """Return a rule's page as Markdown without HTML, under a heading of `level`, with a line end."""
    lines = [
        "#" * level + f" {page.name}",
        "",
        " · ".join(map(our_prose, _facts(page, language, everywhere or set()))),
        "",
    ]
    for head, words, example in _parts(page):
        lines += [f"**{head.said(language)}**", ""]
        if words is not None:
            lines += [our_prose(capitalised(words.said(language), language)), ""]
        if example:
            fence = _fence(example)
            lines += [
                f"{fence}{'json' if head in (_MEASURED, _MEASURED_THEN) else 'yaml'}",
                example.rstrip("\n"),
                fence,
                "",
            ]
    if page.options:
        lines += [f"**{_OPTIONS.said(language)}**", ""]
        for option in page.options:
            about = our_prose(_about(option, language))
            default = f"{_DEFAULT.said(language)}{_colon(language)}`{_default(option)}`"
            lines.append(
                f"- `{option.name}` ({default}) {about}"
                if language == "en"
                else f"- `{option.name}`（{default}）{about}"
            )
    return "\n".join(lines).rstrip("\n") + "\n"


def _parts(page: RulePage) -> Iterator[tuple[Words, Words | None, str]]:
    """Yield what a page has under its facts: a heading, what is said, what is shown."""
    yield _FINDS, page.finds, ""
    yield _WHY, page.why, ""
    yield _EXAMPLE, None, page.example
    if page.measured:
        yield _MEASURED, None, page.measured
    yield _HOW, page.how, page.mended
    if page.measured_then != page.measured:
        yield _MEASURED_THEN, None, page.measured_then


def _facts(page: RulePage, language: Language, everywhere: set[str]) -> list[str]:
    """Return what stands under the title: family, severity, policies, and whether `--fix` mends it."""
    policies = listed(list(page.policies), language) or _NO_POLICY.said(language)
    if everywhere and everywhere == set(page.policies):
        policies = _ALL_POLICIES.said(language)
    if language == "zh":
        mends = "--fix 可自动修改" if page.mends else "--fix 不能自动修改"
        named = f"策略：{policies}"
    else:
        mends = "--fix mends it" if page.mends else "--fix cannot mend it"
        named = f"policies: {policies}"
    return [family_words(page.family).said(language), _severity(page, language), named, mends]


def _severity(page: RulePage, language: Language) -> str:
    return SEVERITY_WORDS[Severity[page.severity.upper()]].said(language)


def _every_policy(pages: Iterable[RulePage]) -> set[str]:
    return {policy for page in pages for policy in page.policies}


def _policies(page: RulePage, everywhere: set[str], language: Language) -> str:
    """Return the policies of a rule in few words: all, all but one, or their names."""
    missing = everywhere - set(page.policies)
    if len(everywhere) > 1 and not missing:
        return _ALL_POLICIES.said(language)
    if len(everywhere) > 2 and len(missing) == 1:
        (other,) = missing
        return Words(f"not {other}", f"除 {other} 外").said(language)
    return " ".join(page.policies) or _NO_POLICY.said(language)


def _about(option: OptionPage, language: Language) -> str:
    meaning, allowed = option.meaning.said(language), option.allowed.said(language)
    if language == "zh":
        return f"{meaning.rstrip('。')}。{allowed.rstrip('。')}。"
    return f"{capitalised(meaning, language).rstrip('.')}. {capitalised(allowed, language).rstrip('.')}."


def _default(option: OptionPage) -> str:
    """Return the default as it would be written in a policy."""
    if isinstance(option.default, tuple):
        return f"[{', '.join(option.default)}]"
    if isinstance(option.default, Mapping):
        return f"{{{', '.join(f'{name}: {number}' for name, number in option.default.items())}}}"
    return str(option.default).lower() if isinstance(option.default, bool) else str(option.default)


def _data(page: RulePage) -> dict[str, Any]:
    options = [
        {
            "name": option.name,
            "default": list(option.default) if isinstance(option.default, tuple) else option.default,
            "meaning": option.meaning._asdict(),
            "allowed": option.allowed._asdict(),
        }
        for option in page.options
    ]
    return {
        "name": page.name,
        "family": page.family,
        "severity": page.severity,
        "policies": list(page.policies),
        "mends": page.mends,
        "finds": page.finds._asdict(),
        "why": page.why._asdict(),
        "example": page.example,
        **({"measured": page.measured, "measured_then": page.measured_then} if page.measured else {}),
        "how": page.how._asdict(),
        "mended": page.mended,
        "options": options,
    }


def _fence(example: str) -> str:
    """Return a fence longer than any run of backticks in the example."""
    return "`" * max(3, 1 + max((len(run) for run in re.findall("`+", example)), default=0))


def _colon(language: Language) -> str:
    return "：" if language == "zh" else ": "


def _titled(word: str) -> str:
    return word[:1].upper() + word[1:]
