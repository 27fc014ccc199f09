"""Whether what a map claims rests on anything: pain points, emotions, figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.diagnostics import Severity
from cxmap.language import Words
from cxmap.lint.engine import DEFAULT, REGULATED, STRICT, Finding, rule
from cxmap.lint.options import Option
from cxmap.lint.rules.metrics.figures import figure, named
from cxmap.model.reading import called
from cxmap.model.vocabulary import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.lint.context import Context

_SEVERITIES = tuple(SEVERITIES)


@rule(Severity.WARNING, DEFAULT)
def pain_point_without_evidence(context: Context) -> Iterator[Finding]:
    """A pain point that rests on nothing anyone can look up.

    没有依据的痛点。

    Why it matters: a pain point is observed friction. Without evidence it is an opinion, and money is spent on it
    all the same. An assumption is welcome where it says so: evidence of `kind: assumption`. What the touchpoint
    cites holds for its pain points too. On a future map pain points are hypotheses, and the rule is silent.

    为什么重要：痛点应来自观察。没有依据的痛点只是意见，却同样会花掉预算。
    假设也可以写，只要注明：引用 `kind: assumption` 的依据。触点引用的依据，同样适用于它的痛点。
    未来旅程图上的痛点是设想，不作检查。

    Example:

        stages:
          - name: Applying
            touchpoints:
              - name: The form
                pain_points: [Asks three times for the same]  # pain-point-without-evidence

    How to mend: cite the survey, the interviews or the log; or declare the assumption.

    如何修改：引用问卷、访谈或日志；若是假设，就如实声明。

        evidence:
          - {id: survey, kind: survey, n: 412}
        stages:
          - name: Applying
            touchpoints:
              - name: The form
                pain_points:
                  - {text: Asks three times for the same, evidence: [survey]}
    """
    if context.journey.state == "future":
        return
    for path, pain, place in context.pain_points:
        if pain.evidence or (place is not None and place.touchpoint.evidence):
            continue
        text = context.said(pain.text)
        how = Words("add `evidence: […]`", "请添加 `evidence: […]`")
        if not context.given(path):
            how = Words("write it as `{text: …, evidence: […]}`", "请写成 `{text: …, evidence: […]}`")
        yield Finding(
            path,
            Words(f"nothing supports the pain point “{text}”", f"痛点“{text}”没有依据"),
            Words(
                f"{how.en}; for an assumption, cite evidence of `kind: assumption`",
                f"{how.zh}；若是假设，可引用 `kind: assumption` 的依据",
            ),
        )


@rule(
    Severity.WARNING,
    REGULATED,
    from_severity=Option(
        "high", "the least severity that an assumption cannot bear", "从哪个严重程度起不能仅凭假设", choices=_SEVERITIES
    ),
)
def severe_pain_point_on_assumption(context: Context, from_severity: str) -> Iterator[Finding]:
    """A severe pain point of a current map that rests on assumptions alone.

    现状旅程图上仅凭假设认定的严重痛点。

    Why it matters: what is marked high or critical gets the budget first. If nobody has checked that it hurts at
    all, the first step is to ask, not to mend. A future map is made of assumptions: there the rule is silent.

    为什么重要：标为严重或致命的痛点，最先拿到预算。如果没有人核实过它是否真的存在，第一步应是去问，而不是去改。
    未来旅程图本就由假设构成，不作检查。

    Example:

        evidence:
          - {id: guess, kind: assumption, title: Workshop of the sales team}
        stages:
          - name: Applying
            touchpoints:
              - name: The form
                pain_points:
                  - text: Asks three times for the same
                    severity: high
                    evidence: [guess]  # severe-pain-point-on-assumption

    How to mend: ask or watch a few customers and cite that; correct the severity to what they say.

    如何修改：访谈或观察几位客户，引用结果，并据此核定严重程度。

        evidence:
          - {id: talks, kind: interview, n: 12, title: Interviews with applicants}
          - {id: guess, kind: assumption, title: Workshop of the sales team}
        stages:
          - name: Applying
            touchpoints:
              - name: The form
                pain_points:
                  - {text: Asks three times for the same, severity: high, evidence: [talks]}
                  - {text: The fields have no help, evidence: [guess]}
    """
    severe = _SEVERITIES[_SEVERITIES.index(from_severity) :]
    known = context.library.evidence
    assumed = {id_ for id_, evidence in known.items() if evidence.kind == "assumption"}
    if not assumed or context.journey.state == "future":
        return
    for path, pain, place in context.pain_points:
        if pain.severity not in severe:
            continue
        cited = pain.evidence or (place.touchpoint.evidence if place is not None else ())
        if cited and assumed.issuperset(cited):
            text, severity = context.said(pain.text), SEVERITIES[pain.severity]
            yield Finding(
                (*path, "evidence") if pain.evidence else path,
                Words(
                    f"the severity “{severity.en.lower()}” of “{text}” rests on an assumption",
                    f"“{text}”的严重程度“{severity.zh}”仅凭假设",
                ),
                Words(
                    "check it with customers, and cite what they say",
                    "请向客户核实，并引用结果",
                ),
            )


@rule(Severity.NOTE, STRICT)
def emotion_without_evidence(context: Context) -> Iterator[Finding]:
    """A touchpoint with emotions for which it cites no evidence.

    触点有情绪分，却没有引用依据。

    Why it matters: the curve is what everybody looks at first, and in most workshops the team has drawn it from
    memory. A score that nobody can trace is a mood of the team, not of the customer. On a future map emotions are
    aims, and the rule is silent.

    为什么重要：大家看图先看情绪曲线，而在许多工作坊里，曲线是团队凭印象画的。
    查不到来处的分数，反映的是团队的心情，而不是客户的心情。未来旅程图上的情绪是目标，不作检查。

    Example:

        stages:
          - name: Applying
            touchpoints:
              - name: The form  # emotion-without-evidence
                emotion: -2

    How to mend: cite at the touchpoint what the score was read from; an assumption counts where it says so.

    如何修改：在触点上引用打分所依据的资料；若是假设，也请引用并注明。

        evidence: [{id: talks, kind: interview, n: 12}]
        stages:
          - name: Applying
            touchpoints:
              - name: The form
                emotion: -2
                evidence: [talks]
    """
    if context.journey.state == "future":
        return
    for place in context.places:
        touchpoint = place.touchpoint
        if touchpoint.emotion and not touchpoint.evidence and context.scores(touchpoint):
            name = called(touchpoint, context.language)
            yield Finding(
                place.path,
                Words(f"nothing supports the emotion at “{name}”", f"触点“{name}”的情绪分没有依据"),
                Words("add `evidence: [id]` to the touchpoint", "请在触点上添加 `evidence: [id]`"),
            )


@rule(Severity.NOTE, STRICT)
def metric_without_evidence(context: Context) -> Iterator[Finding]:
    """A figure that cites no evidence, at a touchpoint that cites none either.

    没有引用依据的指标，所在触点也没有引用依据。

    Why it matters: a number in a picture looks like a fact. Whoever doubts it, or wants next year's, must find where
    it came from.

    为什么重要：写进图里的数字，看上去就像事实。有人质疑时，或明年要更新时，必须找得到它的来源。

    Example:

        metrics:
          - {kind: nps, value: 31}  # metric-without-evidence
        stages: [Applying]

    How to mend: declare the survey or report under `evidence:` and cite it.

    如何修改：在 `evidence:` 中声明问卷或报告，并加以引用。

        evidence: [{id: survey, kind: survey, n: 412}]
        metrics:
          - {kind: nps, value: 31, evidence: [survey]}
        stages: [Applying]
    """
    if context.journey.state == "future":
        return
    for path, metric, place in context.metrics:
        if (
            metric.value is None
            or metric.from_ == "data"
            or metric.evidence
            or (place is not None and place.touchpoint.evidence)
        ):
            continue
        name = named(metric, context.language)
        yield Finding(
            path,
            Words(f"nothing says where {name.en} comes from", f"{name.zh}没有依据"),
            Words("add `evidence: [id]`", "请添加 `evidence: [id]`"),
        )


@rule(Severity.WARNING, DEFAULT)
def measurement_on_a_future_map(context: Context) -> Iterator[Finding]:
    """A measured value on a map of the future.

    未来旅程图上出现了测量值。

    Why it matters: nobody has lived this journey yet, so nothing can have been measured on it. A future map says
    what is aimed at (`target`) and where it starts from (`baseline`); a `value` makes a hypothesis look like a fact.

    为什么重要：这段旅程还没有人走过，不可能有测量结果。未来旅程图写的是目标（`target`）和起点（`baseline`）；
    写 `value` 会让假设看起来像事实。

    Example:

        state: future
        metrics:
          - {kind: nps, value: 45}  # measurement-on-a-future-map
        stages: [Applying]

    How to mend: a wish is the `target`; what was measured on the current journey, the `baseline`.

    如何修改：期望达到的写 `target`；在现有旅程上测得的写 `baseline`。

        state: future
        metrics:
          - {kind: nps, baseline: 31, target: 45}
        stages: [Applying]
    """
    if context.journey.state != "future":
        return
    for path, metric, _ in context.metrics:
        if metric.value is not None:
            name, value = named(metric, context.language), figure(metric.value)
            yield Finding(
                (*path, "value"),
                Words(
                    f"{name.en} has a value, {value}, on a map of what does not exist yet",
                    f"未来旅程图上不会有测量值，{name.zh}却写了 {value}",
                ),
                Words(
                    "write `target:` for what is aimed at, `baseline:` for what is today",
                    "目标请写 `target:`，现状请写 `baseline:`",
                ),
            )
