"""The page in brief: the figures that count, how the journey feels, what hurts most and what to do first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import listed
from cxmap.measured_figures import interval, number, trend_of
from cxmap.model.coverage import coverage_of
from cxmap.model.reading import called
from cxmap.model.vocabulary import SEVERITIES
from cxmap.model.worth import ranked, sums
from cxmap.render.curve.drawing import feelings_of
from cxmap.render.curve.figures import average_of, mean_said
from cxmap.render.marks.icons import MARK_ICONS
from cxmap.render.options import ViewOptions
from cxmap.render.packs.hero import draw_hero, has_feelings
from cxmap.render.packs.labels import SUMMARY, WORDS
from cxmap.render.page.blocks import Block, Columns, Drawing, Stack, Texts, heading
from cxmap.render.page.composing import compose
from cxmap.render.page.title import Headline
from cxmap.render.standing import moments_of, severe_pain
from cxmap.render.text.paragraphs import MINOR, STRONG, Paragraph, Type
from cxmap.render.text.saying import sample, with_detail
from cxmap.render.theme import BAD, SEVERITY_COLOURS
from cxmap.render.views import View
from cxmap.render.views.measured.heads import WHAT
from cxmap.render.views.measured.notable import trend_said
from cxmap.render.views.plan.money import plainly, times
from cxmap.render.views.poster import takeaway
from cxmap.render.wordtables import WordTable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.render.scene import Scene
    from cxmap.render.subject import Subject

SUMMARY_VIEW = View("summary", SUMMARY, WORDS["shows-summary"])

_MOST = 4
"""Pain points and actions that are named; the views of the pack have all of them."""
_FIGURE = Type(2.6, bold=True)
_CURVE = 17.0  # ems, the least height
_ITEM = Type(1.15)
_HALF = 50  # percent

Figure = tuple[str, str, str, bool]
"""What is counted, the figure, what it is of; and whether it is a bad one."""


def figures_of(subject: Subject) -> list[Figure]:
    """Return the figures that the map has and the audience may see."""
    return [*_feeling(subject), *_measured(subject), *_experience(subject), *_grounds(subject), *_worth(subject)]


def _feeling(subject: Subject) -> Iterable[Figure]:
    known = {actor.name: average_of(feelings_of(subject, actor)) for actor in subject.actors}
    means = {name: average.mean for name, average in known.items() if average.mean is not None}
    if means:
        count = sum(average.known for average in known.values())
        mean = sum((average.mean or 0.0) * average.known for average in known.values()) / count
        each = [f"{name} {mean_said(subject, value)}" for name, value in means.items()]
        note = listed(each, subject.language) if len(each) > 1 else ""
        yield subject.say(WORDS["average"]), mean_said(subject, mean), note, mean < 0


def _measured(subject: Subject) -> Iterable[Figure]:
    """Yield what was measured of the journey; a bad one is one that gets worse."""
    for one in subject.measures.figures if subject.measures is not None else ():
        if one.of == "journey" and not one.by and one.figure.value is not None:
            facts = (interval(one.figure, one.metric), sample(one.figure.n), trend_said(subject, one))
            note = subject.dot.join(filter(None, facts))
            worsens = trend_of(one) == (-1 if one.rises else 1)
            yield subject.say(WHAT[one.metric]), number(one.figure.value, one.metric), note, worsens


def _experience(subject: Subject) -> Iterable[Figure]:
    say, hidden = subject.say, subject.hidden
    lost, known, total = moments_of(subject)
    if total and known and "pain_points" not in hidden:
        yield say(WORDS["moments"]), say(WORDS["of"]).format(total - lost, total), "", lost > 0
    severe = severe_pain(subject)
    if "pain_points" not in hidden:
        left = sum(not one.is_taken_on for one in severe)
        shows = subject.journey.actions and not hidden & {"opportunities", "plan"}
        said = WORDS["without-action"] if left else WORDS["all-taken-on"]
        note = say(said).format(left) if shows and severe else ""
        yield say(WORDS["severe"]), str(len(severe)), note, left > 0 and bool(shows)


def _grounds(subject: Subject) -> Iterable[Figure]:
    say, hidden = subject.say, subject.hidden
    coverage = coverage_of(subject.journey, subject.library.evidence)
    if coverage.touchpoints.total and "owners" not in hidden:
        covered, total = coverage.touchpoints
        yield say(WORDS["owned"]), say(WORDS["of"]).format(covered, total), "", covered < total
    if coverage.claims.percent is not None and not hidden & {"evidence", "pain_points"}:
        yield say(WORDS["evident"]), f"{coverage.claims.percent}%", "", coverage.claims.percent < _HALF
    risks = [risk for place in subject.columns for risk in place.touchpoint.risks]
    high = sum(risk.residual == "high" for risk in risks)
    if risks and "risks" not in hidden:
        yield say(WORDS["risks"]), say(WORDS["of"]).format(high, len(risks)), "", high > 0


def _worth(subject: Subject) -> Iterable[Figure]:
    found = sums(action for action in subject.journey.actions if action.status != "dropped")
    if len(found) == 1 and found[0].roi is not None and not subject.hidden & {"costs", "plan"}:
        note = subject.say(WORDS["counted"]).format(found[0].counted)
        yield subject.say(WORDS["roi"]), plainly(times(found[0].roi)), note, found[0].roi < 1


def draw_summary(subject: Subject, paper: str) -> Scene:
    """Lay the page out."""
    blocks: list[Block] = []
    figures = figures_of(subject)
    if figures:
        blocks.append(Columns([_figure(subject, figure) for figure in figures], between=1.6))
    if has_feelings(subject):
        blocks.append(
            Drawing(lambda _, body: _CURVE * body, lambda box, body: draw_hero(subject, box, body), grows=1.0, gap=2.6)
        )
    beside = [Stack((heading(head, subject.theme.ink), *texts)) for head, texts in _lists(subject) if texts]
    if beside:
        blocks.append(Columns(beside, between=3.0, gap=1.6))
    headline = Headline(subject.say(SUMMARY), takeaway(subject) or subject.text(subject.journey.description))
    return compose(subject, SUMMARY_VIEW.id, headline, blocks, ViewOptions(paper, numbered=False))


def _figure(subject: Subject, figure: Figure) -> Texts:
    name, value, note, is_bad = figure
    cell = (
        Paragraph(value, BAD if is_bad else subject.theme.ink, _FIGURE),
        Paragraph(name, subject.theme.ink, STRONG, space_before=0.1),
    )
    return Texts((*cell, Paragraph(note, subject.theme.soft, MINOR, space_before=0.1)) if note else cell)


def _lists(subject: Subject) -> Iterable[tuple[str, list[Block]]]:
    yield subject.say(WORDS["hurts"]), [_item(subject, *one) for one in _worst(subject)]
    yield subject.say(WORDS["first"]), [_item(subject, *one) for one in _next(subject)]


_Item = tuple[Paragraph, str]


def _item(subject: Subject, text: Paragraph, about: str) -> Block:
    below = Paragraph(about, subject.theme.soft, MINOR, space_before=0.05, keeps=True, hangs=True)
    return Texts((text, below) if about else (text,), gap=0.7)


def _worst(subject: Subject) -> Iterable[_Item]:
    """Yield the gravest pain points with where they are."""
    if "pain_points" in subject.hidden:
        return
    for pain, place, _ in severe_pain(subject)[:_MOST]:
        severity = pain.severity or "high"
        icon, colour = MARK_ICONS[f"severity-{severity}"], SEVERITY_COLOURS[severity]
        said = subject.say(SEVERITIES[severity])
        text = Paragraph(subject.text(pain.text), subject.theme.ink, _ITEM, icon, colour, said=said)
        yield text, called(place.touchpoint, subject.language)


def _next(subject: Subject) -> Iterable[_Item]:
    """Yield the actions to take up first, as the plan ranks them, with who does them and by when."""
    if "plan" in subject.hidden:
        return
    left = [action for action in subject.journey.actions if action.status not in ("done", "dropped")]
    for action in ranked(left)[:_MOST]:
        owner = subject.library.team_name(action.owner, subject.language) if action.owner else ""
        if not owner and "owners" not in subject.hidden:
            owner = subject.say(WORDS["nobody"])
        due = subject.word("due", action.due.isoformat()) if action.due else ""
        icon, colour = MARK_ICONS["action"], subject.theme.accent
        text = Paragraph(subject.text(action.title), subject.theme.ink, _ITEM, icon, colour)
        yield text, subject.dot.join(filter(None, (owner, due)))


def summary_tables(subject: Subject) -> tuple[WordTable, ...]:
    """Return the page in words."""
    say, language = subject.say, subject.language
    rows = tuple((name, with_detail(value, note, language)) for name, value, note, _ in figures_of(subject))
    tables = [WordTable(say(SUMMARY), (say(WORDS["fact"]), say(WORDS["value"])), rows)] if rows else []
    for name, items, head in (("hurts", _worst(subject), "where"), ("first", _next(subject), "who")):
        found = tuple((text.text, about) for text, about in items)
        if found:
            tables.append(WordTable(say(WORDS[name]), (say(WORDS["fact"]), say(WORDS[head])), found))
    return tuple(tables)
