"""What each action would lift: the curve in little, with an arrow at the touchpoints whose pain it eases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import enumerated, in_quotes
from cxmap.model.reading import called
from cxmap.render.curve.drawing import Feeling, feelings_of, scale_label
from cxmap.render.curve.figures import score_said
from cxmap.render.curve.sparkline import Sparkline
from cxmap.render.marks.faces import draw_face
from cxmap.render.marks.gaps import gap
from cxmap.render.marks.numbered import after_marker
from cxmap.render.page.blocks import Drawing, Texts, heading
from cxmap.render.page.cards import Card, Cards
from cxmap.render.page.legend import Entry
from cxmap.render.scene import Box, Curve, Group, Line, Rect
from cxmap.render.scene import Item as Drawn
from cxmap.render.text.paragraphs import MINOR, STRONG, Paragraph, one_line
from cxmap.render.text.saying import with_detail
from cxmap.render.theme import GOOD, SMALLEST_TEXT
from cxmap.render.views.plan import labels
from cxmap.render.views.plan.backlog import pain_paragraph
from cxmap.render.views.plan.marks import marker
from cxmap.render.views.plan.reading import lowest, not_eased, said_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.model.reading import Place
    from cxmap.render.page.blocks import Block
    from cxmap.render.subject import Actor, Subject
    from cxmap.render.views.plan.reading import Item, Plan, Relief

_CARD = 24.0  # ems, the least width of a card
_WIDEST = 44.0
_GAP_CARD = 19.0
_CURVE = 6.4  # ems
_SCALE = 1.9  # ems left of the curve
_FACE = 1.35  # ems
_ARROWS = (0.9, 0.34)  # ems of the smallest arrow, and what each point of impact adds
_MANY = 24  # columns, from which on scores are not dotted
_DENSE = 1.6  # columns: scores are drawn smaller where there are many
_SHAPE = 0.68  # width of an arrow, of its usual height
_SHORTEST = 0.35  # ems: to a target that is no higher, no arrow leads
_AIR = 0.15  # ems between a face and its arrow


Feelings = dict[str, tuple[Feeling, ...]]
"""What each persona feels, by id."""


def lifts(subject: Subject, plan: Plan, against: Subject | None) -> Iterable[Block]:
    """Return a card for every action that eases something, and what no action eases."""
    shown = [item for item in plan.kept if _reliefs(subject, item)]
    theme = subject.theme
    if shown:
        yield heading(subject.say(labels.LIFTS), theme.ink)
        note = subject.say(labels.LIFTS_NOTE)
        if against is not None:
            said = subject.say(labels.LIFTS_TARGET).format(in_quotes(subject.text(against.journey.title)))
            note = f"{note}{'' if subject.language == 'zh' else ' '}{said}"
        yield Texts((Paragraph(note, theme.soft, MINOR),), gap=0.3, measure=125, keeps_with_next=True)
        feelings = {actor.id: feelings_of(subject, actor) for actor in subject.actors}
        yield Cards([_card(subject, item, against, feelings) for item in shown], _CARD, gap=0.9, widest=_WIDEST)
    left = not_eased(subject, plan)
    if left:
        yield heading(subject.say(labels.NOT_LIFTED), theme.ink)
        yield Cards([_gap_card(subject, place) for place in left], _GAP_CARD, gap=0.7, below=1.0, widest=_WIDEST)


def is_lifting(subject: Subject, plan: Plan) -> bool:
    """Whether an arrow is drawn."""
    return any(_reliefs(subject, item) for item in plan.kept)


def _reliefs(subject: Subject, item: Item) -> list[Relief]:
    """Return where an action eases something, of the touchpoints that are drawn."""
    drawn = {place.column for place in subject.columns}
    return [
        relief
        for relief in item.reliefs
        if relief.place.column in drawn and (relief.opportunities or said_of(subject, relief.pains))
    ]


def _card(subject: Subject, item: Item, against: Subject | None, feelings: Feelings) -> Card:
    reliefs = _reliefs(subject, item)
    columns = {relief.place.column for relief in reliefs}
    title = (Paragraph(subject.text(item.action.title), subject.theme.ink, STRONG),)
    chart = _Chart(subject, item, reliefs, against, feelings)
    return Card(
        (
            rule(subject),
            after_marker(marker(subject, item), title),
            Drawing(chart.height, chart.draw, gap=0.5),
            Texts(tuple(_eased(subject, reliefs, against)), gap=0.5),
        ),
        touchpoint=columns.pop() if len(columns) == 1 else None,
    )  # fmt: skip


def rule(subject: Subject) -> Drawing:
    """Return a hairline above a card."""
    return Drawing(
        lambda _, body: 0.35 * body,
        lambda box, body: [Line(box.x, box.y, box.right, box.y, subject.theme.hairline, 0.05 * body)],
        gap=0.0,
    )


def _eased(subject: Subject, reliefs: Sequence[Relief], against: Subject | None) -> Iterable[Paragraph]:
    """Say where an action helps, how low it is there, and what it eases."""
    theme = subject.theme
    for index, relief in enumerate(reliefs):
        name = called(relief.place.touchpoint, subject.language)
        facts = [said_lowest(subject, relief.place)]
        target = target_of(subject, relief.place, against)
        if target is not None:
            facts.append(subject.say(labels.TARGET).format(score_said(subject, target)))
        yield Paragraph(subject.dot.join((name, *facts)), theme.soft, MINOR, space_before=0.5 if index else 0.0)
        for pain in said_of(subject, relief.pains):
            yield pain_paragraph(subject, pain, subject.say(labels.EASES).format(subject.text(pain.text)), theme.ink)
        for opportunity in relief.opportunities:
            yield Paragraph(
                subject.say(labels.ANSWERS).format(subject.text(opportunity.text)), theme.ink, space_before=0.1
            )


def said_lowest(subject: Subject, place: Place) -> str:
    """Say the lowest score at a touchpoint, and whose it is where several are drawn; of all who share it."""
    low = lowest(subject, place)
    if low is None:
        return subject.say(labels.SCORE_UNKNOWN)
    score = score_said(subject, low[0])
    if len(subject.actors) == 1:
        return score
    whose = [actor.name for actor in subject.actors if subject.score(place.touchpoint, actor) == low[0]]
    said = subject.say(labels.LOWEST).format(score)
    return with_detail(said, enumerated(whose, subject.language), subject.language)


def target_of(subject: Subject, place: Place, against: Subject | None) -> float | None:
    """Return the score that the other map gives the same touchpoint, for the persona whose score is the lowest here.

    Where the other map knows no score of that persona, its lowest there.
    """
    if against is None or place.touchpoint.id is None:
        return None
    other = next((p for p in against.columns if p.touchpoint.id == place.touchpoint.id), None)
    if other is None:
        return None
    low = lowest(subject, place)
    same = next((a for a in against.actors if low is not None and a.id == low[1]), None)
    score = against.score(other.touchpoint, same) if same is not None else None
    if score is not None:
        return score
    least = lowest(against, other)
    return least[0] if least is not None else None


def _actor(subject: Subject, name: str) -> Actor:
    return next(actor for actor in subject.actors if actor.id == name)


class _Chart:
    """The curves of all personas in little, and the arrows of one action."""

    def __init__(
        self, subject: Subject, item: Item, reliefs: Sequence[Relief], against: Subject | None, feelings: Feelings
    ) -> None:
        self._subject, self._item, self._reliefs, self._against = subject, item, reliefs, against
        self._feelings = feelings
        self._at = {place.column: index for index, place in enumerate(subject.columns)}

    def _arrow(self) -> float:
        """Return the height of the action's arrows, in ems."""
        least, step = _ARROWS
        return least + step * (self._item.action.impact or 1.0)

    def _headroom(self) -> float:
        """Return the ems above the curve that the highest arrow needs."""
        per_step = (_CURVE - _FACE) / 4
        highest = max((low[0] for r in self._reliefs if (low := lowest(self._subject, r.place))), default=0.0)
        return max((_FACE + _AIR + self._arrow()) - (2 - highest) * per_step - _FACE / 2, 0.0)

    def height(self, width: float, body: float) -> float:
        return (_CURVE + self._headroom()) * body

    def draw(self, box: Box, body: float) -> Iterable[Drawn]:
        subject, theme = self._subject, self._subject.theme
        plot = Box(box.x + _SCALE * body, box.bottom - _CURVE * body, box.width - _SCALE * body, _CURVE * body)
        size = min(_FACE * body, max(0.6 * body, _DENSE * plot.width / len(subject.columns)))
        lines = [Sparkline(subject, actor, plot, size) for actor in subject.actors]
        size = max(SMALLEST_TEXT, 0.8 * body)
        for score in (-2, 0, 2):
            y = lines[0].y(score) + 0.36 * size
            yield one_line(scale_label(subject, score), plot.x - 0.4 * body, y, size, theme.soft, anchor="end")
        yield from lines[0].grounds()
        for line in lines:
            yield from line.curve(self._feelings[line.actor.id], dots=len(subject.columns) <= _MANY)
        for relief in self._reliefs:
            yield Group(tuple(self._relief(relief, lines, body)), touchpoint=relief.place.column)

    def _relief(self, relief: Relief, lines: Sequence[Sparkline], body: float) -> Iterable[Drawn]:
        """Draw the face at the lowest score, an arrow above it, and the score of the other map."""
        subject, item = self._subject, self._item
        low = lowest(subject, relief.place)
        score, name = low if low is not None else (None, subject.actors[0].id)
        actor = _actor(subject, name)
        size = _FACE * body
        x, y = lines[0].x(self._at[relief.place.column]), lines[0].y(score or 0.0)
        title = subject.named(called(relief.place.touchpoint, subject.language), said_lowest(subject, relief.place))
        target = target_of(subject, relief.place, self._against)
        tip = None
        if target is not None:
            ring = 0.62 * size
            goal = Box(x - ring / 2, lines[0].y(target) - ring / 2, ring, ring)
            yield Rect(goal, "#FFFFFF", GOOD, 0.14 * body, ring / 2)
            tip = goal.bottom + 0.1 * body
        yield from draw_face(
            actor.outline, actor.colour, score, x - size / 2, y - size / 2, size, title,
            assumed=score is not None and subject.is_assumed(relief.place.touchpoint),
        )  # fmt: skip
        tall, bottom = self._arrow() * body, y - size / 2 - _AIR * body
        wide = _SHAPE * tall
        if tip is not None:
            tall = bottom - tip
        if tall > _SHORTEST * body:
            yield arrow(x, bottom, tall, wide, hollow=item.action.impact is None)


def arrow(x: float, bottom: float, tall: float, wide: float, *, hollow: bool = False) -> Curve:
    """Draw a block arrow upwards from a point."""
    half, stem = wide / 2, 0.2 * wide
    neck = bottom - tall + min(0.7 * wide, 0.6 * tall)
    points = (
        (x, bottom - tall), (x + half, neck), (x + stem, neck), (x + stem, bottom),
        (x - stem, bottom), (x - stem, neck), (x - half, neck),
    )  # fmt: skip
    return Curve(points, GOOD, 0.07 * wide, smooth=False, fill="#FFFFFF" if hollow else GOOD, closed=True)


def arrow_entry(subject: Subject) -> Entry:
    """Explain the arrow."""
    return Entry(
        subject.say(labels.LEGEND_ARROW), lambda x, y, size: [arrow(x + size / 2, y + size, size, _SHAPE * size)]
    )


def target_entry(subject: Subject) -> Entry:
    """Explain the ring."""

    def draw(x: float, y: float, size: float) -> Iterable[Drawn]:
        yield Rect(
            Box(x + 0.2 * size, y + 0.2 * size, 0.6 * size, 0.6 * size), "#FFFFFF", GOOD, 0.14 * size, 0.3 * size
        )

    return Entry(subject.say(labels.LEGEND_TARGET), draw)


def _gap_card(subject: Subject, place: Place) -> Card:
    """Say how low a touchpoint is and what hurts there, that no action eases."""
    theme = subject.theme
    head = (
        Paragraph(called(place.touchpoint, subject.language), theme.ink, STRONG),
        *gap(said_lowest(subject, place)),
    )
    pains = said_of(subject, place.touchpoint.pain_points)
    texts = tuple(pain_paragraph(subject, pain, subject.text(pain.text), theme.ink) for pain in pains)
    return Card((Texts(head), Texts(texts, gap=0.2)), touchpoint=place.column)
