"""`cxmap rules` and `cxmap explain`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from cxmap.cli.help import language as spoken_here
from cxmap.codes import FORMAT_CODES, no_rule
from cxmap.diagnostics import CxmapError
from cxmap.language import Words
from cxmap.lint import RULES
from cxmap.lint.engine import POLICIES
from cxmap.lint.pages import page_of
from cxmap.lint.policy import Choice, Policy, choice_of, named_policy
from cxmap.report.rules import page_json, page_markdown, page_text, rules_json, rules_markdown, rules_text
from cxmap.report.terminal import utf8_stdout, width, write_lines
from cxmap.suggestions import closest, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.language import Language


def list_rules(select: Sequence[str], policy: str | None, format_: str, language: Language | None) -> int:
    """List the rules that are selected: by default, and without a policy, all of them."""
    speak = language or spoken_here()
    everything = Policy(RULES, (Choice(select=frozenset(rule.name for rule in RULES)),))
    chosen = named_policy(RULES, policy, None) if policy is not None else everything
    names = choice_of(RULES, select, ()).select
    pages = [page_of(one.rule) for one in chosen.rules_for() if not names or one.rule.name in names]
    match format_:
        case "json":
            utf8_stdout()
            sys.stdout.write(rules_json(pages) + "\n")
        case "markdown":
            utf8_stdout()
            sys.stdout.write(rules_markdown(pages, speak))
        case _:
            write_lines(rules_text(pages, speak, width()))
    return 0


def explain_rule(name: str, format_: str, language: Language | None) -> int:
    """Show the page of a rule, or list the rules of a family."""
    speak = language or spoken_here()
    rules = {rule.name: rule for rule in RULES}
    if name in {rule.family for rule in RULES}:
        return list_rules([name], None, format_, language)
    if name in FORMAT_CODES:
        raise CxmapError(*no_rule(name))
    if name not in rules:
        suggestion = closest(name, rules)
        remedy = Words("`cxmap rules` lists them all", "`cxmap rules` 列出全部规则")
        if suggestion is not None:
            remedy = did_you_mean(suggestion)
        raise CxmapError(Words(f"there is no rule `{name}`", f"没有名为 `{name}` 的规则"), remedy)
    page, everywhere = page_of(rules[name]), set(POLICIES)
    match format_:
        case "json":
            utf8_stdout()
            sys.stdout.write(page_json(page) + "\n")
        case "markdown":
            utf8_stdout()
            sys.stdout.write(page_markdown(page, speak, everywhere=everywhere))
        case _:
            write_lines(page_text(page, speak, width(), everywhere))
    return 0
