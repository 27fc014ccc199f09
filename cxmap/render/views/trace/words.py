"""The trace in words: what to take away from it, tables of what leads to what, and what its marks mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.model.reading import called
from cxmap.model.vocabulary import SEVERE, SEVERITIES
from cxmap.render.page.legend import Entry, dashed_symbol, severity_entries
from cxmap.render.scene import Line
from cxmap.render.text.saying import semicolons, sentence
from cxmap.render.theme import BAD
from cxmap.render.views.trace.block import STRONG_LINE, draw_ring
from cxmap.render.views.trace.chains import ACTION, EVIDENCE, OPPORTUNITY, PAIN, Chains, Node
from cxmap.render.views.trace.labels import ALL_LEAD, COLUMNS, ENDS, LABELS, TABLE, TAKEAWAYS
from cxmap.render.views.trace.nodes import metric_name, name_of, value_of
from cxmap.render.wordtables import WordTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.render.scene import Item

_MOST_FACTS = 3


def takeaway(chains: Chains) -> str:
    """Return one sentence: how many pain points, severe ones first, lead to no action, and what else hangs loose."""
    return sentence(list(_facts(chains))[:_MOST_FACTS], chains.subject.language)


def _facts(chains: Chains) -> Iterable[str]:
    severe = [node for node in chains.nodes(PAIN) if chains.pains[node.number][1].severity in SEVERE]
    kind, claims = "severe", severe
    if not severe:
        kind, claims = "pains", chains.nodes(PAIN)
    if not claims:
        kind, claims = "opportunities", chains.nodes(OPPORTUNITY)
    idle = [node for node in claims if not chains.leads_to_action(node)]
    if idle:
        yield _counted(chains, f"{kind}-idle", len(idle), len(claims))
    elif claims:
        yield chains.subject.say(ALL_LEAD[kind][len(claims) == 1]).format(len(claims))
    live = [node for node in chains.nodes(ACTION) if chains.is_live(node)]
    for name, loose, total in (
        ("untied", [node for node in live if not chains.before(node)], len(live)),
        ("blind", [node for node in live if not chains.after(node)], len(live)),
        ("bare", [node for node in chains.nodes(PAIN) if not chains.before(node)], len(chains.pains)),
        ("unused", [node for node in chains.nodes(EVIDENCE) if chains.open_ends(node)], len(chains.evidence)),
    ):
        if loose:
            yield _counted(chains, name, len(loose), total)


def _counted(chains: Chains, name: str, count: int, total: int) -> str:
    several, one, every, only = TAKEAWAYS[name]
    words = only if total == 1 else every if count == total else one if count == 1 else several
    return chains.subject.say(words).format(count, total)


def trace_tables(chains: Chains) -> Sequence[WordTable]:
    """Return a table of what leads to what, and one of the open ends."""
    subject = chains.subject
    rows = tuple(_rows(chains))
    tables = [WordTable(subject.say(LABELS["trace"]), tuple(map(subject.say, TABLE)), rows)] if rows else []
    if ends := tuple(_end_rows(chains)):
        caption = subject.say(LABELS["open-ends" if len(ends) > 1 else "open-end"]).format(len(ends))
        tables.append(WordTable(caption, tuple(map(subject.say, ENDS)), ends))
    return tables


def _rows(chains: Chains) -> Iterable[tuple[str, ...]]:
    """Yield a row for each pain point and opportunity that answers it; then the opportunities that answer none."""
    subject = chains.subject
    for node in chains.nodes(PAIN):
        place, pain = chains.pains[node.number]
        severity = subject.say(SEVERITIES[pain.severity]) if pain.severity else ""
        evidence = _names(chains, chains.before(node))
        own = (called(place.stage, subject.language), called(place.touchpoint, subject.language), evidence,
               name_of(chains, node), severity)  # fmt: skip
        answers: list[Node | None] = [*chains.after(node)]
        for opportunity in answers or [None]:
            yield (*own, *_onwards(chains, opportunity))
    for node in chains.nodes(OPPORTUNITY):
        if not chains.before(node):
            place = chains.opportunities[node.number][0]
            where = called(place.stage, subject.language), called(place.touchpoint, subject.language)
            yield (*where, "", "", "", *_onwards(chains, node))
    for node in chains.nodes(ACTION):
        if not chains.before(node):
            yield ("", "", "", "", "", "", name_of(chains, node), "")


def _onwards(chains: Chains, opportunity: Node | None) -> tuple[str, str, str]:
    if opportunity is None:
        return "", "", ""
    actions = chains.after(opportunity)
    metrics = list(dict.fromkeys(metric for action in actions for metric in chains.after(action)))
    said = [f"{metric_name(chains.subject, m)} {value_of(chains.subject, m)}"
            for m in (chains.measures[node.number].metric for node in metrics)]  # fmt: skip
    return name_of(chains, opportunity), _names(chains, actions), semicolons(said, chains.subject.language)


def _names(chains: Chains, nodes: Sequence[Node]) -> str:
    return semicolons((name_of(chains, node) for node in nodes), chains.subject.language)


def _end_rows(chains: Chains) -> Iterable[tuple[str, ...]]:
    subject = chains.subject
    for column, name in enumerate(COLUMNS):
        for node in chains.nodes(column):
            for end in chains.open_ends(node):
                yield subject.say(name), name_of(chains, node), subject.say(end.said)


def entries(chains: Chains) -> list[Entry]:
    """Return the legend: only what is used."""
    return list(_entries(chains))


def _entries(chains: Chains) -> Iterable[Entry]:
    subject = chains.subject
    used = {pain.severity for _, pain in chains.pains}
    yield from severity_entries(subject, used)
    if used.intersection(SEVERE) and chains.links:
        yield Entry(subject.say(LABELS["severe"]), _strong_line, 1.9)
    if any(
        item.kind == "assumption"
        for node, (_, item) in enumerate(chains.evidence)
        if chains.after(Node(EVIDENCE, node))
    ):
        yield Entry(subject.say(LABELS["assumed"]), dashed_symbol("#8793A0"), 1.9)
    if any(chains.open_ends(node) for column in range(5) for node in chains.nodes(column)):
        yield Entry(subject.say(LABELS["dangling"]), _open_end, 2.0)


def _strong_line(x: float, y: float, size: float) -> Iterable[Item]:
    yield Line(x, y + size / 2, x + 1.6 * size, y + size / 2, STRONG_LINE, 0.15 * size)


def _open_end(x: float, y: float, size: float) -> Iterable[Item]:
    em = size / 1.2
    yield Line(x, y + size / 2, x + 1.2 * em, y + size / 2, BAD, 0.13 * em, (0.3 * em, 0.22 * em))
    yield draw_ring(x + 1.5 * em, y + size / 2, em)
