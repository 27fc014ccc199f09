"""The journey in words: what the pictures show of it, touchpoint by touchpoint, lane by lane."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from cxmap.language import listed
from cxmap.model.reading import called
from cxmap.model.vocabulary import MOMENTS_OF_TRUTH
from cxmap.render.curve.figures import score_said
from cxmap.render.formats.markup import style, symbol
from cxmap.render.framing import cards, design_cells
from cxmap.render.lanes import honeycomb_paragraphs, lanes_of, metric_paragraphs
from cxmap.render.marks.icons import face
from cxmap.render.page.citations import evidence_entries
from cxmap.render.text.saying import semicolons
from cxmap.render.theme import STAGE_TINTS, emotion_colour, face_ink

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.model.journey import Stage
    from cxmap.model.reading import Place
    from cxmap.render.formats.markup import Piece
    from cxmap.render.lanes import Lane
    from cxmap.render.subject import Actor, Subject
    from cxmap.render.text.paragraphs import Paragraph


class Feeling(NamedTuple):
    """How one persona feels at a touchpoint, with a face."""

    name: str
    score: str
    drawing: tuple[Piece, ...]


class Entry(NamedTuple):
    """One lane of a touchpoint: texts, and in the lane of emotion faces."""

    label: str
    texts: tuple[str, ...]
    feelings: tuple[Feeling, ...] = ()


class TouchpointWords(NamedTuple):
    """A touchpoint; `only` names the personas who pass where not all do, `evidence` what it rests on."""

    column: int
    name: str
    moment: str
    only: str
    evidence: str
    entries: tuple[Entry, ...]


class StageWords(NamedTuple):
    """A stage; `tint` is the number of its colour."""

    name: str
    texts: tuple[str, ...]
    tint: int
    touchpoints: tuple[TouchpointWords, ...]


class Card(NamedTuple):
    """A persona, the scope, the figures or the design of the journey."""

    name: str
    texts: tuple[str, ...]


class JourneyWords(NamedTuple):
    """All of it."""

    cards: tuple[Card, ...]
    stages: tuple[StageWords, ...]
    evidence: tuple[str, ...]

    def drawings(self) -> Iterable[tuple[Piece, ...]]:
        """Return the faces."""
        for stage in self.stages:
            for touchpoint in stage.touchpoints:
                for entry in touchpoint.entries:
                    yield from (feeling.drawing for feeling in entry.feelings)


def words_of(subject: Subject, lanes: tuple[str, ...]) -> JourneyWords:
    """Write the journey in words; `lanes` narrows the lanes.

    Raises:
        CxmapError: a lane in `lanes` does not exist.
    """
    return JourneyWords(
        tuple(_cards(subject)),
        tuple(_stages(subject, lanes_of(subject, lanes))),
        tuple(entry.text for entry in evidence_entries(subject)),
    )


def _cards(subject: Subject) -> Iterable[Card]:
    for actor, cell in cards(subject):
        texts = tuple(_spoken(paragraph, subject) for paragraph in cell)
        yield Card(actor.name, texts[1:]) if actor is not None else Card("", texts)
    steps = tuple(subject.named(name, semicolons(texts, subject.language)) for name, texts in design_cells(subject))
    if steps:
        yield Card("", steps)


def _spoken(paragraph: Paragraph, subject: Subject) -> str:
    """Return a paragraph's text with what its icon says."""
    return subject.named(paragraph.said, paragraph.text)


def _stage_texts(subject: Subject, stage: Stage) -> Iterable[str]:
    if stage.goal is not None:
        yield subject.text(stage.goal)
    if stage.duration is not None:
        yield subject.word("duration", subject.duration(stage.duration))
    for paragraph in (
        *honeycomb_paragraphs(subject, stage.honeycomb),
        *chain(*(metric_paragraphs(subject, m) for m in stage.metrics)),
    ):
        yield _spoken(paragraph, subject)


def _stages(subject: Subject, lanes: Sequence[Lane]) -> Iterable[StageWords]:
    stages: dict[int, list[int]] = {}
    for column, place in enumerate(subject.columns):
        stages.setdefault(int(place.path[1]), []).append(column)
    for number, columns in stages.items():
        stage = subject.columns[columns[0]].stage
        yield StageWords(
            called(stage, subject.language),
            tuple(_stage_texts(subject, stage)),
            number % len(STAGE_TINTS),
            tuple(_touchpoint(subject, lanes, column) for column in columns),
        )


def _touchpoint(subject: Subject, lanes: Sequence[Lane], column: int) -> TouchpointWords:
    place = subject.columns[column]
    touchpoint = place.touchpoint
    moment = MOMENTS_OF_TRUTH.get(touchpoint.moment_of_truth) if touchpoint.moment_of_truth is not False else None
    passing = subject.passing(touchpoint)
    return TouchpointWords(
        column=place.column,
        name=called(touchpoint, subject.language),
        moment=subject.say(moment) if moment else "",
        only=listed([actor.name for actor in passing], subject.language) if len(passing) < len(subject.actors) else "",
        evidence=subject.cited(touchpoint.evidence).strip(),
        entries=tuple(_entries(subject, lanes, column)),
    )


def _entries(subject: Subject, lanes: Sequence[Lane], column: int) -> Iterable[Entry]:
    for lane in lanes:
        if lane.id == "emotion":
            yield Entry(lane.label, (), tuple(_feelings(subject, subject.columns[column])))
        elif lane.cells and lane.cells[column]:
            yield Entry(lane.label, tuple(_spoken(paragraph, subject) for paragraph in lane.cells[column]))


def _feelings(subject: Subject, place: Place) -> Iterable[Feeling]:
    for actor in subject.passing(place.touchpoint):
        score = subject.score(place.touchpoint, actor)
        shown = score_said(subject, score) if score is not None else subject.word("unknown")
        yield Feeling(actor.name, shown, tuple(_face(actor, score)))


def _face(actor: Actor, score: float | None) -> Iterable[Piece]:
    fill = emotion_colour(score) if score is not None else "#FFFFFF"
    yield from ("<use", symbol(actor.outline, True), style((("stroke", actor.colour), ("fill", fill))), " />")
    if score is not None:
        ink = face_ink(score)
        icon = face(score)
        pairs = (("stroke", ink), ("fill", ink))
        yield from ("<use", symbol(icon, False), style(pairs[: 2 if icon.fills else 1]), " />")
