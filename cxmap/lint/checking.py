"""Checks maps one after the other: read, validate, apply the rules of the policy; or remember that it has been done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from cxmap.diagnostics import CxmapError, Diagnostic, InvalidFile, Severity, Text
from cxmap.document import Document, language_of_text, load_text
from cxmap.lint.context import Context
from cxmap.lint.engine import ActiveRule, review
from cxmap.measures_file import text_beside
from cxmap.model.coverage import Coverage, coverage_of
from cxmap.source import read_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from cxmap.language import Language
    from cxmap.lint.cache import Cache
    from cxmap.lint.policy import Policy
    from cxmap.measures_file import MeasuresText
    from cxmap.workspace import Workspace


class Checked(NamedTuple):
    """What is known of one file after a check.

    `text` is None where it could not even be read; `excused` are the findings that a comment excuses, with the reason;
    `teams` are those the map may name as owners, `asked` the files that rules looked for, and whether they were there,
    `stamps` those of the files that they read.
    """

    text: Text | None
    found: tuple[Diagnostic, ...]
    excused: tuple[tuple[Diagnostic, str], ...] = ()
    coverage: Coverage | None = None
    language: Language | None = None
    teams: tuple[str, ...] = ()
    asked: tuple[tuple[str, bool], ...] = ()
    stamps: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Checker:
    """Checks maps under one policy, on one day; `cache` is None where nothing is to be remembered.

    `measured` finds what was measured of the map of a name: the file beside it, where nothing else is said.
    """

    policy: Policy
    workspace: Workspace | None
    today: date
    cache: Cache | None = None
    measured: Callable[[str], MeasuresText | None] = text_beside

    def check(self, path: Path) -> Checked:
        """Check the map at `path`; what stops the reading of it is a finding like any other."""
        try:
            text = read_text(path)
        except InvalidFile as error:
            return Checked(error.text, error.diagnostics, language=language_of_text(error.text))
        except CxmapError as error:
            return Checked(None, (unreadable(str(path), error),))
        active = self.policy.rules_for(path)
        if self.cache is None:
            return self.check_text(text, active)
        key = self.cache.key(text.content, active, self.measured(text.name))
        known = self.cache.get(key, text, self.workspace)
        if known is None:
            known = self.check_text(text, active)
            self.cache.put(key, known)
        return known

    def check_text(self, text: Text, active: tuple[ActiveRule, ...]) -> Checked:
        """Check a text by rules."""
        try:
            document = load_text(text, self.workspace)
        except InvalidFile as error:
            return Checked(text, error.diagnostics, language=language_of_text(text))
        return check_document(document, active, self.today, self.measured(text.name))


def check_document(
    document: Document, active: tuple[ActiveRule, ...], today: date, measured: MeasuresText | None
) -> Checked:
    """Check a valid map by rules, and by what was measured of it."""
    context = Context(document, today, measured)
    reviewed = review(context, active)
    return Checked(
        document.source.text,
        (*document.notes, *reviewed.found),
        tuple(reviewed.excused),
        coverage_of(document.journey, document.library.evidence),
        document.journey.language,
        tuple(document.library.teams),
        tuple(context.asked.items()),
        tuple(context.stamps.items()),
    )


def unreadable(name: str, error: CxmapError) -> Diagnostic:
    """Return the finding that a file could not be read."""
    return Diagnostic(Severity.ERROR, "unreadable", error.message, name, None, error.help)
