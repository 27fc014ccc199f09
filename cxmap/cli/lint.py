"""`cxmap lint`."""

from __future__ import annotations

import gc
import sys
from datetime import date
from typing import TYPE_CHECKING

from cxmap.cli.help import language as spoken_here
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
    from collections.abc import Iterable, Sequence

    from cxmap.lint.engine import Rule
    from cxmap.workspace import MapFile


def lint_maps(paths: Sequence[str], format_: str, language: Language | None, today: str | None) -> int:
    """Check the maps that `paths` name; return 0 where nothing was found, 1 for findings, 2 for what cannot be read."""
    gc.disable()  # what reading allocates is freed by reference counts; looking for cycles costs a tenth of the time
    day = _day(today)
    tally, kept = Tally(), []
    speak = language or spoken_here()
    for found, spoken in _all_checked(paths, tally, day):
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
        sys.stdout.write(summary(tally, speak) + "\n")
    return 2 if tally.unreadable else 1 if tally.failed else 0


def _all_checked(paths: Sequence[str], tally: Tally, today: date) -> Iterable[tuple[FileFindings, Language]]:
    """Check every map; a workspace that is not valid is a finding too, and stops the rest."""
    try:
        map_files = find_maps(paths)
    except InvalidFile as error:
        tally.unreadable += 1
        yield FileFindings(error.text, error.diagnostics), language_of_text(error.text) or spoken_here()
        return
    for map_file in map_files:
        policy = map_file.workspace.policy if map_file.workspace else None
        yield _checked(map_file, choose(RULES, policy), today)


def _checked(map_file: MapFile, rules: list[Rule], today: date) -> tuple[FileFindings, Language]:
    """Check one map; what stops the reading of it is a finding like any other."""
    workspace = map_file.workspace
    fallback = (workspace.language if workspace else None) or spoken_here()
    text: Text | None = None
    try:
        text = read_text(map_file.path)
        document = load_text(text, workspace)
    except InvalidFile as error:
        return FileFindings(error.text, error.diagnostics), language_of_text(error.text) or fallback
    except CxmapError as error:
        unreadable = Diagnostic(Severity.ERROR, "unreadable", error.message, str(map_file.path), None, error.help)
        return FileFindings(None, [unreadable]), fallback
    found = [*document.notes, *lint_document(document, rules, today)]
    return FileFindings(text, found), document.journey.language or fallback


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
