"""The lanes of a poster: what each touchpoint says in each row. A lane with nothing to say is not drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxmap.diagnostics import CxmapError
from cxmap.language import Words, listed
from cxmap.model.library import DEFAULT_HONEYCOMB, honeycomb_dimensions
from cxmap.model.reading import called
from cxmap.model.vocabulary import ACTION_STATUSES, FEELINGS, FORMULAS, LEVELS, METRIC_KINDS, SENSES, SEVERITIES
from cxmap.render.marks.chips import Chip, Chips
from cxmap.render.marks.icons import MARK_ICONS
from cxmap.render.needs import needs_at
from cxmap.render.subject import once
from cxmap.render.text.labels import LANES
from cxmap.render.text.paragraphs import BODY, MINOR, STRONG, Cell, Paragraph, facts
from cxmap.render.text.saying import quoted, sample, with_detail
from cxmap.render.theme import BAD, GOOD, LEVEL_COLOURS, SEVERITY_COLOURS, emotion_colour

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cxmap.model.claims import BlueprintStep, Metric
    from cxmap.model.journey import Touchpoint
    from cxmap.render.subject import Subject

_BUILT_IN_FIRST = tuple(
    name for name in LANES if name not in ("physical_evidence", "frontstage", "backstage", "support")
)
_BLUEPRINT = ("physical_evidence", "frontstage", "backstage", "support")


@dataclass(frozen=True, slots=True)
class Lane:
    """A row: its label, and a cell for every column.

    Two lanes have no cells: `emotion`, in which a curve is drawn, and `storyboard`, which holds pictures.
    """

    id: str
    label: str
    cells: tuple[Cell, ...]


def lane_order(subject: Subject, chosen: Sequence[str] = ()) -> list[str]:
    """Return the ids of all lanes from top to bottom, a map's own before the blueprint.

    Raises:
        CxmapError: a chosen lane does not exist.
    """
    built_in = (name for name in _BUILT_IN_FIRST if name != "touchpoint")
    order = list(dict.fromkeys([*built_in, *subject.library.lanes, *_BLUEPRINT]))
    unknown = [name for name in chosen if name not in order and name != "touchpoint"]
    if unknown:
        raise CxmapError(
            Words(f"there is no lane `{unknown[0]}`", f"没有泳道 `{unknown[0]}`"),
            Words(f"lanes: {listed(order, 'en')}", f"可选：{listed(order, 'zh')}"),
        )
    return order


@once
def lanes_of(subject: Subject, chosen: tuple[str, ...] = ()) -> tuple[Lane, ...]:
    """Return the lanes to draw, from top to bottom; `chosen` narrows them by id.

    Raises:
        CxmapError: a chosen lane does not exist.
    """
    own = {lane.id: called(lane, subject.language) for lane in subject.library.lanes.values()}
    order = lane_order(subject, chosen)
    lanes = []
    for name in order:
        if chosen and name not in chosen:
            continue
        if name == "emotion":
            if any(subject.score(p.touchpoint, a) is not None for p in subject.columns for a in subject.actors):
                lanes.append(Lane(name, subject.say(LANES[name]), ()))
            continue
        if name == "storyboard":
            if any(subject.picture(place.touchpoint.image) for place in subject.columns):
                lanes.append(Lane(name, subject.say(LANES[name]), ()))
            continue
        label = own[name] if name in own and name not in LANES else subject.say(LANES[name])
        cells = tuple(_cell(subject, name, place.touchpoint) for place in subject.columns)
        if any(cells):
            lanes.append(Lane(name, label, cells))
    return tuple(lanes)


def _cell(subject: Subject, name: str, touchpoint: Touchpoint) -> Cell:
    write = _WRITERS.get(name)
    if write is not None:
        return tuple(write(subject, touchpoint))
    texts = touchpoint.lanes.get(name, ())
    return tuple(Paragraph(subject.text(text), subject.theme.ink) for text in texts)


def _description(subject: Subject, touchpoint: Touchpoint) -> Iterable[Paragraph]:
    if touchpoint.description is not None:
        yield Paragraph(subject.text(touchpoint.description), subject.theme.soft)


def _channel(subject: Subject, touchpoint: Touchpoint) -> Iterable[Paragraph]:
    channel = touchpoint.channel
    if channel is not None:
        name = subject.library.channel_name(channel, subject.language)
        yield Paragraph(name, subject.theme.ink, icon=subject.channel_icon(channel), icon_colour=subject.theme.accent)


def _owner(subject: Subject, touchpoint: Touchpoint) -> Iterable[Paragraph]:
    if touchpoint.owner is not None:
        colour = subject.team_colour(touchpoint.owner)
        yield Paragraph(subject.library.team_name(touchpoint.owner, subject.language), colour, MINOR, pill=colour)


def _time(subject: Subject, touchpoint: Touchpoint) -> Iterable[Paragraph]:
    if touchpoint.wait is not None:
        yield Paragraph(subject.word("wait", subject.duration(touchpoint.wait)), BAD, icon=MARK_ICONS["wait"])
    if touchpoint.interval is not None:
        yield Paragraph(
            subject.word("interval", subject.duration(touchpoint.interval)),
            subject.theme.soft,
            icon=MARK_ICONS["calendar"],
            said=subject.word("interval-time"),
        )
    if touchpoint.duration is not None:
        yield Paragraph(
            subject.duration(touchpoint.duration),
            subject.theme.soft,
            icon=MARK_ICONS["duration"],
            said=subject.word("time-taken"),
        )


def _actions(subject: Subject, touchpoint: Touchpoint) -> Iterable[Paragraph]:
    for text in touchpoint.actions:
        yield Paragraph(subject.text(text), subject.theme.ink)


def _thoughts(subject: Subject, touchpoint: Touchpoint) -> Iterable[Paragraph]:
    for text in touchpoint.thoughts:
        yield Paragraph(quoted(subject.text(text)), subject.theme.soft)


def _feelings(subject: Subject, touchpoint: Touchpoint) -> Iterable[Paragraph]:
    names = [_feeling(subject.text(text), subject) for text in touchpoint.feelings]
    if names:
        yield Paragraph(
            listed(names, subject.language),
            subject.theme.ink,
            icon=MARK_ICONS["feeling"],
            icon_colour=subject.theme.soft,
        )


def _feeling(name: str, subject: Subject) -> str:
    """Say one of the seven feelings in the picture's language; another word stays as it is."""
    for english, label in FEELINGS.items():
        if name.lower() == english or name == label.zh:
            return label.said(subject.language)
    return name


def _needs(subject: Subject, touchpoint: Touchpoint) -> Iterable[Paragraph]:
    for text, let_down in needs_at(subject, touchpoint):
        yield Paragraph(
            text,
            subject.theme.ink,
            icon=MARK_ICONS["need-let-down" if let_down else "need"],
            icon_colour=BAD if let_down else subject.theme.accent,
            said=subject.word("need-let-down" if let_down else "need-met"),
        )


def _pain_points(subject: Subject, touchpoint: Touchpoint) -> Iterable[Paragraph]:
    felt = {id(pain) for pain in subject.pain_felt(touchpoint)}
    for number, pain in enumerate(touchpoint.pain_points):
        if id(pain) not in felt:
            continue
        severity = pain.severity or "medium"
        colour = SEVERITY_COLOURS[severity]
        mark = MARK_ICONS[f"severity-{severity}"] if pain.severity else MARK_ICONS["pain"]
        text = subject.text(pain.text) + _only(subject, pain.personas) + subject.cited(pain.evidence)
        said = subject.say(SEVERITIES[pain.severity]) if pain.severity else ""
        weight = STRONG if pain.severity in ("high", "critical") else BODY
        of = ("pain_points", number)
        yield Paragraph(text, subject.theme.ink, weight, icon=mark, icon_colour=colour, said=said, of=of)


def _only(subject: Subject, personas: Sequence[str]) -> str:
    """Name the personas whom something concerns, where it is not all of them."""
    names = [actor.name for actor in subject.actors if actor.id in personas]
    if not names or len(names) == len(subject.actors) == len(subject.journey.personas):
        return ""
    return with_detail("", listed(names, subject.language), subject.language)


def _opportunities(subject: Subject, touchpoint: Touchpoint) -> Iterable[Paragraph]:
    mark, colour = MARK_ICONS["opportunity"], subject.theme.accent
    for number, item in enumerate(touchpoint.opportunities):
        text = subject.text(item.text) + subject.cited(item.evidence)
        yield Paragraph(text, subject.theme.ink, icon=mark, icon_colour=colour, of=("opportunities", number))


def _plan(subject: Subject, touchpoint: Touchpoint) -> Iterable[Paragraph]:
    mine = {item.id for item in touchpoint.opportunities if item.id}
    mark, colour = MARK_ICONS["action"], subject.theme.accent
    for number, action in enumerate(subject.journey.actions):
        if not mine.intersection(action.addresses):
            continue
        title = subject.text(action.title)
        yield Paragraph(title, subject.theme.ink, icon=mark, icon_colour=colour, of=("actions", number))
        yield from _facts(
            subject,
            subject.library.team_name(action.owner, subject.language) if action.owner else "",
            subject.say(ACTION_STATUSES[action.status]) if action.status else "",
            subject.word("due", action.due.isoformat()) if action.due else "",
            subject.word("impact", f"{action.impact:g}") if action.impact is not None else "",
            subject.word("effort", f"{action.effort:g}") if action.effort is not None else "",
        )


def _facts(subject: Subject, *said: str) -> Iterable[Paragraph]:
    """Write small facts under what they are about."""
    paragraph = facts(said, subject.dot, subject.theme.soft, MINOR, space_before=0.06, keeps=True, hangs=True)
    if paragraph is not None:
        yield paragraph


def _promises(subject: Subject, touchpoint: Touchpoint) -> Iterable[Paragraph]:
    brand = subject.journey.brand
    known = {promise.id: promise.text for promise in brand.promises if promise.id} if brand else {}
    for name in touchpoint.delivers:
        yield Paragraph(
            subject.text(known.get(name, name)), GOOD, icon=MARK_ICONS["promise-kept"], said=subject.word("kept")
        )
    for name in touchpoint.breaks:
        yield Paragraph(
            subject.text(known.get(name, name)), BAD, icon=MARK_ICONS["promise-broken"], said=subject.word("broken")
        )


def _metrics(subject: Subject, touchpoint: Touchpoint) -> Iterable[Paragraph]:
    for number, metric in enumerate(touchpoint.metrics):
        name, *details = metric_paragraphs(subject, metric)
        yield name._replace(of=("metrics", number))
        yield from details


def metric_paragraphs(subject: Subject, metric: Metric) -> Iterable[Paragraph]:
    """Write a figure, and under it what it takes to read it."""
    name = subject.text(metric.name) or subject.say(METRIC_KINDS[metric.kind])
    unit = subject.text(metric.unit)
    value = f" {figure(metric.value, unit)}" if metric.value is not None else ""
    yield Paragraph(
        name + value + subject.cited(metric.evidence),
        subject.theme.ink,
        STRONG,
        icon=MARK_ICONS["metric"],
        icon_colour=subject.theme.accent,
    )
    yield from _facts(
        subject,
        subject.word("unmeasured") if metric.value is None else "",
        subject.word("target", figure(metric.target, unit)) if metric.target is not None else "",
        subject.word("baseline", figure(metric.baseline, unit)) if metric.baseline is not None else "",
        _formula(subject, subject.text(metric.formula)),
        f"{metric.scale.min:g}–{metric.scale.max:g}" if metric.scale else "",
        sample(metric.n) if metric.n is not None else "",
        metric.period or "",
    )


def _formula(subject: Subject, formula: str) -> str:
    return subject.say(FORMULAS[formula.lower()]) if formula.lower() in FORMULAS else formula


def figure(value: float, unit: str) -> str:
    """Write a number with its unit: `61%`, `4.2 days`, `3.5天`."""
    number = f"{value:,.10g}"
    if not unit:
        return number
    return f"{number}{unit}" if unit in ("%", "‰", "°") or not unit[0].isascii() else f"{number} {unit}"


def _honeycomb(subject: Subject, touchpoint: Touchpoint) -> Iterable[Paragraph]:
    chips = tuple(
        Chip(paragraph.text, MARK_ICONS["honeycomb"], paragraph.icon_colour)
        for paragraph in honeycomb_paragraphs(subject, touchpoint.honeycomb)
    )
    if chips:
        yield Chips(subject.dot.join(chip.text for chip in chips), subject.theme.ink, chips=chips)


def honeycomb_paragraphs(subject: Subject, scores: dict[str, float | None]) -> Iterable[Paragraph]:
    """Write the scored dimensions of a honeycomb, each with a hexagon in the colour of its score."""
    model = subject.journey.honeycomb_model or DEFAULT_HONEYCOMB
    labels = honeycomb_dimensions(model, subject.library, subject.language)
    for name, score in scores.items():
        if score is not None:
            text = f"{labels.get(name, name)}\N{NO-BREAK SPACE}{score:g}"
            yield Paragraph(
                text,
                subject.theme.ink,
                icon=MARK_ICONS["honeycomb"],
                icon_colour=emotion_colour(score - 3),
                space_before=0.12,
            )


def _senses(subject: Subject, touchpoint: Touchpoint) -> Iterable[Paragraph]:
    senses = touchpoint.senses
    if senses is None:
        return
    for name in SENSES:
        text = getattr(senses, name)
        if text is not None:
            icon = MARK_ICONS["heart" if name == "feeling" else name]
            yield Paragraph(
                subject.text(text),
                subject.theme.ink,
                icon=icon,
                icon_colour=subject.theme.accent,
                said=subject.say(SENSES[name]),
            )


def _risks(subject: Subject, touchpoint: Touchpoint) -> Iterable[Paragraph]:
    for number, risk in enumerate(touchpoint.risks):
        rule = subject.text(risk.rule)
        head = subject.named(rule, subject.text(risk.risk))
        colour = LEVEL_COLOURS.get(risk.residual or "", subject.theme.soft)
        yield Paragraph(head, subject.theme.ink, icon=MARK_ICONS["risk"], icon_colour=colour, of=("risks", number))
        yield from _facts(
            subject,
            subject.word("control", subject.text(risk.control)) if risk.control is not None else "",
            subject.library.team_name(risk.owner, subject.language) if risk.owner else "",
            subject.word("likelihood", subject.say(LEVELS[risk.likelihood])) if risk.likelihood else "",
            subject.word("risk-impact", subject.say(LEVELS[risk.impact])) if risk.impact else "",
            subject.word("residual", subject.say(LEVELS[risk.residual])) if risk.residual else "",
        )


def _physical_evidence(subject: Subject, touchpoint: Touchpoint) -> Iterable[Paragraph]:
    for text in touchpoint.physical_evidence:
        yield Paragraph(subject.text(text), subject.theme.ink)


def _steps(name: str) -> Callable[[Subject, Touchpoint], Iterable[Paragraph]]:
    def write(subject: Subject, touchpoint: Touchpoint) -> Iterable[Paragraph]:
        steps: tuple[BlueprintStep, ...] = getattr(touchpoint, name)
        for number, step in enumerate(steps):
            icon = MARK_ICONS["fail-point"] if step.fail_point else MARK_ICONS["wait"] if step.wait_point else None
            said = (
                subject.word("fail-point") if step.fail_point else subject.word("wait-point") if step.wait_point else ""
            )
            text, of = subject.text(step.text), (name, number)
            yield Paragraph(text, subject.theme.ink, icon=icon, icon_colour=BAD, said=said, of=of)
            if step.owner is not None and step.owner != touchpoint.owner:
                team = subject.library.team_name(step.owner, subject.language)
                yield Paragraph(
                    team, subject.team_colour(step.owner), MINOR, space_before=0.05, keeps=True, hangs=icon is not None
                )

    return write


_WRITERS: dict[str, Callable[[Subject, Touchpoint], Iterable[Paragraph]]] = {
    "description": _description,
    "channel": _channel,
    "owner": _owner,
    "time": _time,
    "actions": _actions,
    "thoughts": _thoughts,
    "feelings": _feelings,
    "needs": _needs,
    "pain_points": _pain_points,
    "opportunities": _opportunities,
    "plan": _plan,
    "promises": _promises,
    "metrics": _metrics,
    "honeycomb": _honeycomb,
    "senses": _senses,
    "risks": _risks,
    "physical_evidence": _physical_evidence,
    "frontstage": _steps("frontstage"),
    "backstage": _steps("backstage"),
    "support": _steps("support"),
}
