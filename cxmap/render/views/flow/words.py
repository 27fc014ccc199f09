"""The flow in words: what to take away from it, where each touchpoint leads, and what each stage takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import in_quotes, listed
from cxmap.model.reading import called
from cxmap.render.text.labels import WORDS
from cxmap.render.text.saying import commas, semicolons, sentence, some_of, with_detail
from cxmap.render.views.flow.graph import flow_of
from cxmap.render.views.flow.labels import COLUMNS, LABELS, STAGE_COLUMNS, TAKEAWAYS
from cxmap.render.views.flow.times import longest_waits, said_span, stage_times
from cxmap.render.wordtables import WordTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.model.journey import Touchpoint
    from cxmap.render.subject import Subject
    from cxmap.render.views.flow.graph import Flow, Stop, Way


def takeaway(subject: Subject, flow: Flow) -> str:
    """Return one sentence: what is lost on the way, where one waits longest, who leaves early, what runs in circles."""
    losing = [way for way in flow.ways if way.loses]
    early = [stop for stop in flow.stops if stop.drops_out]
    waiting = longest_waits(flow)
    back = sum(way.is_back for way in flow.ways)
    facts = []
    if losing:
        facts.append(_counted(subject, "losing", len(losing)))
    if early:
        facts.append(_counted(subject, "leaving", len(early), _so(subject, early[0])))
    if waiting:
        took = subject.duration(waiting[0].touchpoint.wait or "")
        before = some_of([_so(subject, stop) for stop in waiting], WORDS["other-touchpoints"], subject.language)
        facts.append(subject.say(TAKEAWAYS["waiting"]).format(took, before))
    if back and len(facts) < 3:
        facts.append(_counted(subject, "back", back))
    if not facts:
        channels = {stop.touchpoint.channel for stop in flow.stops if stop.touchpoint.channel}
        changes = sum(way.changes_channel for way in flow.ways)
        facts.append(_counted(subject, "steps", len(flow.stops)))
        if channels:
            facts.append(_counted(subject, "channels", len(channels)))
        if changes:
            facts.append(_counted(subject, "changes", changes))
    return sentence(facts, subject.language)


def _counted(subject: Subject, name: str, count: int, *values: str) -> str:
    one, several = TAKEAWAYS[f"{name}-1"], TAKEAWAYS[name]
    return subject.say(one if count == 1 else several).format(count, *values)


def _so(subject: Subject, stop: Stop) -> str:
    return in_quotes(_name(subject, stop))


def _name(subject: Subject, stop: Stop) -> str:
    return called(stop.touchpoint, subject.language)


def ways_in_words(flow: Flow, subject: Subject) -> str:
    """Return one sentence for each touchpoint that says where it leads, for who cannot see the picture."""
    names = [called(stop.touchpoint, subject.language) for stop in flow.stops]
    said = []
    for stop in flow.stops:
        steps = []
        for way in flow.ways_from(stop.index):
            facts = [fact for fact in (way.when, _data(subject, way)) if fact]
            steps.append(with_detail(names[way.head], commas(facts, subject.language), subject.language))
        if stop.is_end:
            steps.append(_end(subject, stop))
        said.append(sentence([f"{names[stop.index]} → {semicolons(steps, subject.language)}"], subject.language))
    return ("" if subject.language == "zh" else " ").join(said)


def _data(subject: Subject, way: Way) -> str:
    return "" if way.carries is None else subject.word("carries" if way.carries else "loses")


def _end(subject: Subject, stop: Stop) -> str:
    return subject.say(LABELS["drops-out"]) if stop.drops_out else subject.word("finish")


def way_tables(subject: Subject) -> Sequence[WordTable]:
    """Return a table with a row for every way and every end, and one of what each stage takes."""
    flow = flow_of(subject)
    tables = [WordTable(subject.word("flow"), tuple(map(subject.say, COLUMNS)), tuple(_rows(subject, flow)))]
    if stages := tuple(_stage_rows(subject, flow)):
        tables.append(WordTable(subject.say(LABELS["totals"]), tuple(map(subject.say, STAGE_COLUMNS)), stages))
    return tables


def _before(subject: Subject, touchpoint: Touchpoint) -> str:
    """Say how long is waited before a touchpoint, and what time passes as it should."""
    waited = subject.duration(touchpoint.wait) if touchpoint.wait else ""
    passed = subject.word("interval", subject.duration(touchpoint.interval)) if touchpoint.interval else ""
    return subject.dot.join(filter(None, (waited, passed)))


def _rows(subject: Subject, flow: Flow) -> Iterable[tuple[str, ...]]:
    names = [_name(subject, stop) for stop in flow.stops]
    for stop in flow.stops:
        touchpoint = stop.touchpoint
        channel = subject.library.channel_name(touchpoint.channel, subject.language) if touchpoint.channel else ""
        own = (
            names[stop.index],
            channel,
            _before(subject, touchpoint),
            subject.duration(touchpoint.duration) if touchpoint.duration else "",
        )
        for way in flow.ways_from(stop.index):
            who = listed([actor.name for actor in way.actors or subject.passing(touchpoint)], subject.language)
            back = subject.word("back") if way.is_back else ""
            yield (*own, names[way.head], way.when or back, who, _data(subject, way))
        if stop.leavers:
            who = listed([actor.name for actor in stop.leavers], subject.language)
            yield (*own, _end(subject, stop), "", who, "")


def _stage_rows(subject: Subject, flow: Flow) -> Iterable[tuple[str, ...]]:
    times = stage_times(subject, flow)
    for number, stage in enumerate(subject.journey.stages):
        time = times.get(number)
        if time is None or (time.waiting is None and time.doing is None and not stage.duration):
            continue
        doing = said_span(subject, time, time.doing) if time.doing else ""
        yield (
            called(stage, subject.language),
            subject.duration(stage.duration) if stage.duration else "",
            said_span(subject, time, time.waiting) if time.waiting else "",
            subject.say(LABELS["at-least"]).format(doing) if doing and time.is_partial else doing,
        )
