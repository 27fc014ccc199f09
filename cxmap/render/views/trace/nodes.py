"""What stands in the boxes of a trace: what it is, the facts about it, and in words what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import in_quotes, listed
from cxmap.model.reading import called
from cxmap.model.vocabulary import ACTION_STATUSES, EVIDENCE_KINDS, METRIC_KINDS, SEVERE, SEVERITIES
from cxmap.render.lanes import figure
from cxmap.render.marks.icons import MARK_ICONS
from cxmap.render.text.paragraphs import BODY, MINOR, STRONG, Cell, Paragraph, facts
from cxmap.render.text.saying import sample
from cxmap.render.theme import BAD, SEVERITY_COLOURS
from cxmap.render.views.trace.chains import ACTION, EVIDENCE, OPPORTUNITY, PAIN, is_reached
from cxmap.render.views.trace.labels import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.model.claims import Metric
    from cxmap.model.journey import Stage
    from cxmap.render.subject import Subject
    from cxmap.render.views.trace.chains import Chains, Node
    from cxmap.render.views.trace.sections import Section


_INDENT = 1.45  # ems: facts stand under the text that is behind the icon


def cell_of(chains: Chains, node: Node, section: Section | None) -> Cell:
    """Write what stands in the box of a node, in a section of the trace or in none."""
    write = (_evidence, _pain, _opportunity, _action, _measure)[node.column]
    return (*write(chains, node), *_where(chains, node, section), *_missing(chains, node))


def name_of(chains: Chains, node: Node) -> str:
    """Return a node's text, on one line."""
    subject = chains.subject
    if node.column == EVIDENCE:
        name, evidence = chains.evidence[node.number]
        return subject.text(evidence.title) or name
    if node.column == PAIN:
        return subject.text(chains.pains[node.number][1].text)
    if node.column == OPPORTUNITY:
        return subject.text(chains.opportunities[node.number][1].text)
    if node.column == ACTION:
        return subject.text(chains.actions[node.number].title)
    return metric_name(subject, chains.measures[node.number].metric)


def metric_name(subject: Subject, metric: Metric) -> str:
    """Return what a metric is called."""
    return subject.text(metric.name) or subject.say(METRIC_KINDS[metric.kind])


def value_of(subject: Subject, metric: Metric) -> str:
    """Say where a metric is and where it should be: `46% → 65%`."""
    unit = subject.text(metric.unit)
    target = figure(metric.target, unit) if metric.target is not None else ""
    if metric.value is None:
        return subject.word("target", target) if target else subject.word("unmeasured")
    value = figure(metric.value, unit)
    if is_reached(metric):
        return f"{value}{subject.dot}{subject.say(LABELS['reached']).format(target)}"
    return f"{value} → {target}" if target else value


def _evidence(chains: Chains, node: Node) -> Iterable[Paragraph]:
    subject, theme = chains.subject, chains.subject.theme
    name, evidence = chains.evidence[node.number]
    is_assumed = evidence.kind == "assumption"
    number = f"[{subject.sources[name]}] " if name in subject.sources else ""
    yield Paragraph(
        number + name_of(chains, node),
        theme.ink,
        icon=MARK_ICONS["assumption" if is_assumed else "evidence"],
        icon_colour=BAD if is_assumed else theme.accent,
    )
    said = facts(
        (
            subject.say(EVIDENCE_KINDS[evidence.kind]) if evidence.kind else "",
            sample(evidence.n) if evidence.n is not None else "",
            evidence.date.isoformat() if evidence.date else "",
        ),
        subject.dot, theme.soft, MINOR, space_before=0.1, term_room=_INDENT,
    )  # fmt: skip
    if said:
        yield said


def _pain(chains: Chains, node: Node) -> Iterable[Paragraph]:
    subject = chains.subject
    _, pain = chains.pains[node.number]
    mark = MARK_ICONS[f"severity-{pain.severity}"] if pain.severity else MARK_ICONS["pain"]
    colour = SEVERITY_COLOURS[pain.severity or "medium"]
    said = subject.say(SEVERITIES[pain.severity]) if pain.severity else ""
    yield Paragraph(
        name_of(chains, node), subject.theme.ink, STRONG if pain.severity in SEVERE else BODY,
        icon=mark, icon_colour=colour, said=said,
    )  # fmt: skip
    who = [actor.name for actor in subject.actors if actor.id in pain.personas]
    only = subject.word("only") + listed(who, subject.language) if who else ""
    if line := facts((said, only), subject.dot, colour, MINOR, space_before=0.1, term_room=_INDENT):
        yield line


def _opportunity(chains: Chains, node: Node) -> Iterable[Paragraph]:
    subject = chains.subject
    _, item = chains.opportunities[node.number]
    yield Paragraph(
        name_of(chains, node) + subject.cited(item.evidence),
        subject.theme.ink,
        icon=MARK_ICONS["opportunity"],
        icon_colour=subject.theme.accent,
    )


def _action(chains: Chains, node: Node) -> Iterable[Paragraph]:
    subject, theme = chains.subject, chains.subject.theme
    action = chains.actions[node.number]
    yield Paragraph(name_of(chains, node), theme.ink, icon=MARK_ICONS["action"], icon_colour=theme.accent)
    said = facts(
        (
            subject.library.team_name(action.owner, subject.language) if action.owner else "",
            subject.say(ACTION_STATUSES[action.status]) if action.status else "",
            subject.word("due", action.due.isoformat()) if action.due else "",
        ),
        subject.dot, theme.soft, MINOR, space_before=0.1, term_room=_INDENT,
    )  # fmt: skip
    if said:
        yield said


def _measure(chains: Chains, node: Node) -> Iterable[Paragraph]:
    subject, theme = chains.subject, chains.subject.theme
    metric, place, _ = chains.measures[node.number]
    yield Paragraph(metric_name(subject, metric), theme.ink, icon=MARK_ICONS["metric"], icon_colour=theme.accent)
    yield Paragraph(value_of(subject, metric), theme.ink, STRONG, space_before=0.1, term_room=_INDENT)
    said = facts(
        (
            subject.say(LABELS["whole-stage"]) if place is None else "",
            subject.word("unmeasured") if metric.value is None and metric.target is not None else "",
            sample(metric.n) if metric.n is not None else "",
            metric.period or "",
        ),
        subject.dot, theme.soft, MINOR, space_before=0.1, term_room=_INDENT,
    )  # fmt: skip
    if said:
        yield said


def _where(chains: Chains, node: Node, section: Section | None) -> Iterable[Paragraph]:
    """Say with which other stages a node has to do, beside that of its section."""
    if node.column == EVIDENCE and chains.evidence[node.number][0] in chains.elsewhere:
        yield _note(chains, chains.subject.say(LABELS["cited-elsewhere"]))
    if section is None:
        return
    inside = set(section.nodes())
    if node.column == OPPORTUNITY:
        own = chains.opportunities[node.number][0].stage
        if own is not section.stage:
            yield from _stages(chains, "also-under", [own])
            return
        yield from _stages(
            chains, "for", [chains.pains[n.number][0].stage for n in chains.before(node) if n not in inside]
        )
    elif node.column == ACTION:
        others = [chains.opportunities[n.number][0].stage for n in chains.before(node) if n not in inside]
        yield from _stages(chains, "also-under", others)
        near = chains.after(node)
        shown = [chains.measures[n.number].stage for n in near] if not inside.intersection(near) else []
        yield from _stages(chains, "shows-under", [stage for stage in shown if stage not in others])


def _stages(chains: Chains, label: str, stages: Iterable[Stage]) -> Iterable[Paragraph]:
    language = chains.subject.language
    names = list(dict.fromkeys(in_quotes(called(stage, language)) for stage in stages))
    if names:
        yield _note(chains, chains.subject.say(LABELS[label]).format(listed(names, language)))


def _note(chains: Chains, text: str) -> Paragraph:
    return Paragraph(text, chains.subject.theme.soft, MINOR, space_before=0.1, term_room=_INDENT)


def _missing(chains: Chains, node: Node) -> Iterable[Paragraph]:
    """Say what is missing at a node's open ends."""
    subject = chains.subject
    for end in chains.open_ends(node):
        yield Paragraph(subject.say(end.said), BAD, MINOR, icon=MARK_ICONS["gap"], icon_colour=BAD, space_before=0.15)
