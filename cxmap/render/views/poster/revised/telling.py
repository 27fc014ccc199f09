"""What has changed, in words on the poster: at each touchpoint, on the whole map, and all of it in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import in_quotes
from cxmap.model.reading import called
from cxmap.render.curve.figures import score_said
from cxmap.render.lanes import Lane
from cxmap.render.marks.icons import MARK_ICONS
from cxmap.render.text.paragraphs import Paragraph
from cxmap.render.text.saying import sentence
from cxmap.render.theme import BAD, GOOD
from cxmap.render.views.poster.revised import labels
from cxmap.tidings import LEVELS, counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxmap.render.subject import Subject
    from cxmap.render.views.poster.revised.revision import Revision
    from cxmap.tidings import Tiding

CHANGES = "changes"
"""The id of the lane that says what has changed."""
_LONGEST_NAME = 40
"""Letters of what something is called, which can be read in full where it stands; hanzi count twice."""


def level_colour(level: str, subject: Subject) -> str:
    """Return the colour of a level of change."""
    return {"regression": BAD, "improvement": GOOD, "neutral": subject.theme.accent}.get(level, subject.theme.soft)


def changes_lane(revision: Revision) -> Lane:
    """Return the lane that says what has changed at each touchpoint."""
    subject = revision.subject
    cells = tuple(
        tuple(_paragraph(tiding, subject) for tiding in _by_level(revision.at_columns.get(column, ())))
        for column in range(len(revision.was))
    )
    return Lane(CHANGES, subject.say(labels.CHANGES), cells)


def elsewhere(revision: Revision) -> Iterator[tuple[str, list[Paragraph]]]:
    """Yield what has changed of the map and its stages, and of the shared library; each part with its name."""
    subject = revision.subject
    for name, shared in ((labels.WHOLE_MAP, False), (labels.SHARED, True)):
        tidings = [tiding for tiding in revision.elsewhere if tiding.shared == shared]
        yield subject.say(name), [_paragraph(tiding, subject, alone=True) for tiding in _by_level(tidings)]


def _by_level(tidings: Iterable[Tiding]) -> list[Tiding]:
    return sorted(tidings, key=lambda tiding: LEVELS.index(tiding.level))


def _paragraph(tiding: Tiding, subject: Subject, *, alone: bool = False) -> Paragraph:
    icon, said = labels.LEVELS[tiding.level]
    colour = level_colour(tiding.level, subject)
    return Paragraph(
        _said(tiding, subject, alone=alone), subject.theme.ink, icon=MARK_ICONS[icon], icon_colour=colour,
        space_before=0.3, said=subject.say(said),
    )  # fmt: skip


def _said(tiding: Tiding, subject: Subject, *, alone: bool) -> str:
    """Say a change; how a text was reworded is seen where the text stands."""
    said = tiding.said
    if tiding.stretches and not alone:
        what = said.partition("：" if subject.language == "zh" else ": ")[0]
        said = subject.say(labels.REWORDED).format(what)
    if tiding.of is not None:
        title = in_quotes(_short(tiding.of.title)) if tiding.of.title else ""
        gap = "" if subject.language == "zh" or not title else " "
        said = subject.named(f"{tiding.of.noun}{gap}{title}", said)
    if alone and tiding.under:
        said = subject.named(f"{tiding.under[-1].noun} {in_quotes(tiding.under[-1].title)}", said)
    return said[:1].upper() + said[1:]


def _short(title: str) -> str:
    """Cut what something is called after a word."""
    width = 0
    for index, letter in enumerate(title):
        width += 1 if letter.isascii() else 2
        if width > _LONGEST_NAME:
            cut = title[:index]
            return (cut[: cut.rfind(" ")] if " " in cut[index // 2 :] else cut).rstrip(" ,;，；、") + "…"
    return title


def takeaway(revision: Revision) -> str:
    """Say in one sentence how many changes of which level there are, and where emotion fell most."""
    subject = revision.subject
    said = counted(revision.tidings.tidings, subject.language)
    return sentence([said, *_deepest_fall(revision)], subject.language)


def _deepest_fall(revision: Revision) -> Iterator[str]:
    falls: list[tuple[float, str]] = []
    subject = revision.subject
    for column, was in enumerate(revision.was):
        if was is None or revision.statuses[column] != "stayed":
            continue
        name = in_quotes(called(subject.columns[column].touchpoint, subject.language))
        for actor, earlier in zip(subject.actors, revision.actors, strict=True):
            if earlier is None:
                continue
            then = revision.older.score(revision.older.columns[was].touchpoint, earlier)
            now = subject.score(subject.columns[column].touchpoint, actor)
            if then is not None and now is not None and now < then:
                change = f"{score_said(subject, then)} → {score_said(subject, now)}"
                detail = subject.named(actor.name, change) if len(subject.actors) > 1 else change
                falls.append((now - then, subject.say(labels.FELL).format(name, detail)))
    if falls:
        yield min(falls, key=lambda fall: fall[0])[1]
