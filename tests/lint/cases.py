"""What the tests of every family of rules need: run one rule on a text, and name the lines that it finds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from cxmap.diagnostics import Text
from cxmap.document import load_text
from cxmap.lint import RULES, lint_document
from cxmap.lint.engine import ActiveRule, Rule, as_declared
from cxmap.measures_file import MeasuresText

if TYPE_CHECKING:
    from cxmap.diagnostics import Diagnostic
    from cxmap.workspace import Workspace

HEAD = "cxmap: 1\nid: example\ntitle: Example\n"
"""Three lines before every case: what a case holds begins on line 4."""
STAGES = "stages:\n- name: s\n  touchpoints:\n  - name: t\n"
"""One stage with one touchpoint, to which fields are added with an indentation of four."""
TODAY = date(2026, 6, 1)
BY_NAME = {rule.name: rule for rule in RULES}


def found(
    rule: Rule | str,
    content: str,
    workspace: Workspace | None = None,
    *,
    file: str = "example.yaml",
    measured: str = "",
    **options: Any,
) -> list[Diagnostic]:
    """Apply one rule, with its options changed, to a map of `HEAD` and `content`, and what was measured of it, as JSON."""
    chosen = BY_NAME[rule] if isinstance(rule, str) else rule
    declared = as_declared(chosen)
    active = [ActiveRule(chosen, declared.severity, declared.options | options)]
    if chosen.family == "suppressions":  # they judge what the others did
        active += [as_declared(rule) for rule in RULES if rule.family != chosen.family]
    beside = MeasuresText("example.measures.json", measured) if measured else None
    diagnostics = lint_document(load_text(Text(file, HEAD + content), workspace), active, TODAY, beside)
    return [diagnostic for diagnostic in diagnostics if diagnostic.code == chosen.name]


def found_lines(rule: Rule | str, content: str, workspace: Workspace | None = None, **options: Any) -> list[int]:
    """Return the lines at which one rule finds something."""
    text = Text("", HEAD + content)
    return [text.position(d.span.start)[0] for d in found(rule, content, workspace, **options) if d.span]


def marked_lines(rule: Rule, content: str) -> list[int]:
    """Return the lines of a page's example that are marked with the rule's name."""
    return [n for n, line in enumerate((HEAD + content).splitlines(), 1) if line.endswith(f"# {rule.name}")]
