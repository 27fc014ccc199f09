"""`cxmap lint`."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

from cxmap.diagnostics import CxmapError, Diagnostic, InvalidFile, Severity, Text
from cxmap.document import language_of_text, load_text
from cxmap.language import Language, Words
from cxmap.lint import RULES, lint_document
from cxmap.lint.engine import choose
from cxmap.report.findings import FileFindings, Tally, as_github, as_json, as_text, summary
from cxmap.report.terminal import write_lines
from cxmap.source import read_text
from cxmap.workspace import find_maps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.lint.engine import Rule
    from cxmap.workspace import MapFile


def lint_maps(paths: Sequence[str], format_: str, language: Language | None, today: str | None) -> int:
    """Check the maps that `paths` name; return 0 where nothing was found, 1 for findings, 2 for files that cannot be read."""
    day = _day(today)
    tally, kept = Tally(), []
    for map_file in find_maps(paths):
        policy = map_file.workspace.policy if map_file.workspace else None
        found, spoken = _checked(map_file, choose(RULES, policy), day)
        tally.count(found)
        speak = language or spoken
        match format_:
            case "text":
                write_lines(as_text(found, speak))
            case "github":
                sys.stdout.writelines(f"{line}\n" for line in as_github(found, speak))
            case "json":
                kept.append(found)
    if format_ == "json":
        sys.stdout.write(as_json(kept, tally) + "\n")
    elif format_ == "text":
        sys.stdout.write(summary(tally, language or speak) + "\n")
    return 2 if tally.unreadable else 1 if tally.failed else 0


def _checked(map_file: MapFile, rules: list[Rule], today: date) -> tuple[FileFindings, Language]:
    """Check one map; what stops the reading of it is a finding like any other."""
    workspace = map_file.workspace
    fallback: Language = (workspace.language if workspace else None) or "en"
    text: Text | None = None
    try:
        text = read_text(map_file.path)
        document = load_text(text, workspace)
    except InvalidFile as error:
        return FileFindings(error.text, error.diagnostics), language_of_text(error.text) or fallback
    except CxmapError as error:
        unreadable = Diagnostic(Severity.ERROR, "unreadable", error.message, str(map_file.path), None, error.help)
        return FileFindings(None, [unreadable]), fallback
    return FileFindings(text, [*document.notes, *lint_document(document, rules, today)]), document.language


def _day(given: str | None) -> date:
    if given is None:
        return date.today()  # a review is due by the user's own calendar
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise CxmapError(
            Words(f"--today {given} is not a date", f"--today {given} 不是日期"),
            Words("write it as 2026-09-30", "请写成 2026-09-30"),
        ) from None
