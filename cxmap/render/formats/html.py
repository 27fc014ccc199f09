"""Writes a scene as one HTML page: the picture on screen and on paper, and the same journey in words.

The page fetches nothing and runs nothing: its Content-Security-Policy allows one style sheet, by its hash.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from cxmap.language import listed
from cxmap.model.reading import called
from cxmap.model.vocabulary import KINDS, MOMENTS_OF_TRUTH, STATES
from cxmap.render.citations import evidence_entries
from cxmap.render.formats.svg import Drawing, font_stack
from cxmap.render.icons import face
from cxmap.render.lanes import honeycomb_paragraphs, lanes_of, metric_paragraphs
from cxmap.render.templating import environment
from cxmap.render.theme import PAPER_MILLIMETRES, STAGE_TINTS, emotion_colour, face_ink
from cxmap.render.views.poster.header import cards, design_cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jinja2 import Template

    from cxmap.model.journey import Stage
    from cxmap.model.reading import Place
    from cxmap.render.book import Book
    from cxmap.render.icons import Icon
    from cxmap.render.lanes import Lane
    from cxmap.render.paragraphs import Paragraph
    from cxmap.render.scene import Scene
    from cxmap.render.subject import Subject


_LEGIBLE = 1.1  # CSS pixels to the point: type of 8 points is then set in 9 pixels; a narrower window scrolls


class _Feeling(NamedTuple):
    """How one persona feels at a touchpoint."""

    name: str
    colour: str
    score: str
    fill: str
    outline: Icon
    face: Icon | None
    ink: str


class _Entry(NamedTuple):
    """One lane of a touchpoint, in words."""

    label: str
    texts: tuple[str, ...]


class _Touchpoint(NamedTuple):
    """A touchpoint in words; `only` names the personas who pass where not all do, `evidence` what it rests on."""

    anchor: str
    name: str
    moment: str
    only: str
    evidence: str
    feelings: tuple[_Feeling, ...]
    entries: tuple[_Entry, ...]


class _Stage(NamedTuple):
    """A stage in words."""

    name: str
    goal: str
    facts: tuple[str, ...]
    tint: str
    touchpoints: tuple[_Touchpoint, ...]


class _Card(NamedTuple):
    """A persona, the scope, the figures or the design of the journey, in words."""

    name: str
    texts: tuple[str, ...]


def book_html(book: Book) -> str:
    """Return one page with the plates of a book."""
    return scene_html(book.plates[0].scene, book.subject, book.options.lanes)


def scene_html(scene: Scene, subject: Subject, lanes: Sequence[str] = ()) -> str:
    """Return a page with a scene's sheets and, below them, the journey in words (see `drawing_html`)."""
    return drawing_html(Drawing(scene), subject, lanes)


def drawing_html(drawing: Drawing, subject: Subject, lanes: Sequence[str] = ()) -> str:
    """Return a page with the sheets of a drawing and, below them, the journey in words, lane by lane.

    Raises:
        CxmapError: a lane in `lanes` does not exist.
    """
    scene = drawing.scene
    names = [
        scene.title if index == 0 else subject.word("sheet", str(index + 1), str(len(scene.sheets)))
        for index in range(len(scene.sheets))
    ]
    sheets = [Markup(drawing.sheet(index).replace("<desc", "<metadata").replace("</desc", "</metadata")) for index, _ in enumerate(names)]  # noqa: S704  escaped by its template
    millimetres = PAPER_MILLIMETRES[scene.paper]
    if any(sheet.height > sheet.width for sheet in scene.sheets[:1]):
        millimetres = millimetres[::-1]
    style = _template("page.css.j2").render(
        fonts=Markup(font_stack(scene.fonts)),  # noqa: S704  letters, digits, spaces, dots and hyphens only
        theme=subject.theme,
        tints=STAGE_TINTS,
        legible=round(max((sheet.width for sheet in scene.sheets), default=800) * _LEGIBLE),
        width=millimetres[0],
        height=millimetres[1],
    )
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return _template("page.html.j2").render(
        language="zh-Hans" if scene.language == "zh" else "en",
        title=scene.title,
        description=scene.description,
        style=Markup(style),  # noqa: S704  made of the package's own text and checked colours
        style_hash=digest,
        eyebrow=_eyebrow(subject),
        sheets=sheets,
        cards=tuple(_cards(subject)),
        evidence=tuple(entry.text for entry in evidence_entries(subject)),
        stages=tuple(_stages(subject, lanes_of(subject, lanes))),
        say=subject.word,
        revision=subject.revision,
    )


@cache
def _template(name: str) -> Template:
    return environment().get_template(name)


def _eyebrow(subject: Subject) -> str:
    state = subject.journey.state
    parts = [subject.say(KINDS[subject.journey.kind or "customer"]), subject.say(STATES[state]) if state else ""]
    return " · ".join(filter(None, parts))


def _cards(subject: Subject) -> Iterable[_Card]:
    for actor, cell in cards(subject):
        texts = tuple(_spoken(paragraph, subject) for paragraph in cell)
        yield _Card(actor.name, texts[1:]) if actor is not None else _Card("", texts)
    for name, texts in design_cells(subject):
        yield _Card(name, texts)


def _spoken(paragraph: Paragraph, subject: Subject) -> str:
    """Return a paragraph's text with what its icon says."""
    return subject.named(paragraph.said, paragraph.text)


def _stage_facts(subject: Subject, stage: Stage) -> Iterable[str]:
    if stage.duration is not None:
        yield subject.word("duration", subject.duration(stage.duration))
    for paragraph in (
        *honeycomb_paragraphs(subject, stage.honeycomb),
        *chain(*(metric_paragraphs(subject, m) for m in stage.metrics)),
    ):
        yield _spoken(paragraph, subject)


def _stages(subject: Subject, lanes: Sequence[Lane]) -> Iterable[_Stage]:
    stages: dict[int, list[int]] = {}
    for column, place in enumerate(subject.columns):
        stages.setdefault(int(place.path[1]), []).append(column)
    for number, columns in stages.items():
        stage = subject.columns[columns[0]].stage
        touchpoints = tuple(_touchpoint(subject, lanes, column) for column in columns)
        tint = f"tint{number % len(STAGE_TINTS)}"
        yield _Stage(
            called(stage, subject.language),
            subject.text(stage.goal),
            tuple(_stage_facts(subject, stage)),
            tint,
            touchpoints,
        )


def _touchpoint(subject: Subject, lanes: Sequence[Lane], column: int) -> _Touchpoint:
    place = subject.columns[column]
    touchpoint = place.touchpoint
    moment = MOMENTS_OF_TRUTH.get(touchpoint.moment_of_truth) if touchpoint.moment_of_truth is not False else None
    entries = [
        _Entry(lane.label, tuple(_spoken(paragraph, subject) for paragraph in lane.cells[column]))
        for lane in lanes
        if lane.cells and lane.cells[column]
    ]
    passing = subject.passing(touchpoint)
    shows_emotion = any(lane.id == "emotion" for lane in lanes)
    return _Touchpoint(
        anchor=f"t{place.column + 1}",
        name=called(touchpoint, subject.language),
        moment=subject.say(moment) if moment else "",
        only=listed([actor.name for actor in passing], subject.language) if len(passing) < len(subject.actors) else "",
        evidence=subject.cited(touchpoint.evidence).strip(),
        feelings=tuple(_feelings(subject, place)) if shows_emotion else (),
        entries=tuple(entries),
    )


def _feelings(subject: Subject, place: Place) -> Iterable[_Feeling]:
    for actor in subject.passing(place.touchpoint):
        score = subject.score(place.touchpoint, actor)
        if score is None:
            yield _Feeling(
                actor.name, actor.colour, subject.word("unknown"), "#FFFFFF", actor.outline, None, actor.colour
            )
        else:
            ink = face_ink(score)
            shown = subject.signed(score)
            yield _Feeling(actor.name, actor.colour, shown, emotion_colour(score), actor.outline, face(score), ink)
