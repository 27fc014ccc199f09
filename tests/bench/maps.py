"""Good maps of about 300 lines for the benchmarks: what a careful team writes, in block and flow style, with comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.model.reading import called

if TYPE_CHECKING:
    from pathlib import Path

_HEAD = """\
cxmap: 1
id: bench-{number}
title: {{zh: 申请住房贷款，第 {number} 版, en: "A home loan, no. {number}"}}
language: zh
kind: customer
state: current
owner: retail
scope:
  from: {{zh: 看中一套房, en: Found a home}}
  to: {{zh: 第一次还款, en: The first repayment}}
  scenario: {{zh: 首次购房，线上申请, en: "A first home, applied for online"}}
  goal: {{zh: 三周内拿到批复, en: An answer within three weeks}}
review:
  last: 2026-10-20
  every: 180d
  with:
    - {{zh: 六位客户, en: Six customers}}
    - {{zh: 零售信贷部, en: Retail Lending}}
brand:
  promises:
    - {{id: once, text: {{zh: 材料只交一次, en: Hand in your papers once}}}}
personas:
  # from sixteen interviews
  - id: li-wei
    name: {{zh: 李薇, en: Li Wei}}
    age: 34
    goals:
      personal: {{zh: 九月前在学校附近安家, en: A home near the school}}
    needs:
      - {{id: certainty, text: {{zh: 知道每一步要等多久, en: To know how long each step takes}}}}
    quote: {{zh: 我只想知道还缺什么。, en: I just want to know what is missing.}}
  - id: chen-hao
    name: {{zh: 陈浩, en: Chen Hao}}
    age: 41
    goals:
      personal: {{zh: 让父母住上带电梯的房子, en: A flat with a lift for his parents}}
    needs:
      - {{id: plain-rules, text: {{zh: 规则说人话, en: Rules in plain words}}}}
channels:
  - {{id: web, name: {{zh: 官网, en: Website}}, medium: online}}
  - {{id: branch, name: {{zh: 网点, en: Branch}}, medium: offline}}
teams:
  - {{id: retail, name: {{zh: 零售信贷部, en: Retail Lending}}}}
  - {{id: risk, name: {{zh: 信用风险部, en: Credit Risk}}}}
evidence:
  - id: survey
    kind: survey
    title: {{zh: 申请后问卷, en: Survey after application}}
    date: 2026-09-15
    n: 412
stages:
"""

_STAGES = (
    ("before", "比比利率", "Comparing rates", 3),
    ("apply", "把材料交上去", "Getting it all in", 2),
    ("answer", "等一个答复", "Waiting for an answer", 2),
    ("after", "住进去以后", "Living in it", 2),
)
_STAGE = """\
  - id: {id}
    name: {{zh: {zh}, en: {en}}}
    goal: {{zh: 心里有数, en: To know where I stand}}
    touchpoints:
"""
_TRUTH = """\
        moment_of_truth: true
        metrics:
          - {kind: csat, scale: {min: 1, max: 5}, formula: top2box, value: 81,
             target: 80, n: 412, period: 2026-Q3, evidence: [survey]}
        senses: {sight: {zh: 一条进度线, en: A line that shows where I am}}
"""
_EMOTIONS = ((0, 1), (-1, 0), (1, 1), (0, 0), (1, 1), (0, -1), (1, 0), (0, 1), (2, 1))
_TOUCHPOINT = """\
      - id: {id}
        name: {{zh: 第{place}次办理, en: Visit no. {place}}}
        channel: {channel}
        owner: retail
        duration: 25min
        # what people said in the interviews
        thoughts:
          - {{zh: 为什么第{place}次还要填？, en: "Again: why do I fill this in?"}}
        emotion: {{li-wei: {first}, chen-hao: {second}}}
        needs: [certainty, plain-rules]
        delivers: [once]
        evidence: [survey]
        pain_points:
          - id: pain-{id}
            text: {{zh: 第{place}处信息要填三遍, en: Fact no. {place} is asked three times}}
            severity: medium
            owner: retail
            evidence: [survey]
        opportunities:
          - id: idea-{id}
            text: {{zh: 怎样少填第{place}处？, en: "How might we ask fact {place} once?"}}
            addresses: [pain-{id}]
        frontstage:
          - {{text: {{zh: 客户经理接待, en: An adviser helps}}, owner: retail}}
        backstage:
          - {{text: {{zh: 核对第{place}份材料, en: Paper no. {place} is checked}}, owner: risk}}
"""


def maps_of_300_lines(folder: Path, count: int) -> list[str]:
    """Write valid maps of about 300 lines and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(count):
        path = folder / f"map{number}.yaml"
        path.write_text(_map(number), encoding="utf-8")
        paths.append(str(path))
    return paths


def _map(number: int) -> str:
    text, place = _HEAD.format(number=number), 0
    for id_, zh, en, touchpoints in _STAGES:
        text += _STAGE.format(id=id_, zh=zh, en=en)
        for _ in range(touchpoints):
            first, second = _EMOTIONS[place]
            place += 1
            channel = "branch" if place % 4 == 0 else "web"
            text += _TOUCHPOINT.format(id=f"visit-{place}", place=place, channel=channel, first=first, second=second)
        text += _TRUTH
    return text


def as_mermaid(path: Path) -> str:
    """Return a map as Mermaid's journey diagram: the same stages, a task for each touchpoint, scores from 1 to 5."""
    from cxmap.document import load
    from cxmap.render.subject import subject_of
    from cxmap.workspace import workspace_of

    subject = subject_of(load(path, workspace_of(path.parent)), "en")
    lines = ["journey", f"  title {_plain(subject.title)}"]
    stage = None
    for place in subject.columns:
        if place.path[1] != stage:
            stage = place.path[1]
            lines.append(f"  section {_plain(called(place.stage, 'en'))}")
        actors = subject.passing(place.touchpoint)
        scores = [score for actor in actors if (score := subject.score(place.touchpoint, actor)) is not None]
        shown = round(sum(scores) / len(scores) + 3) if scores else 3
        names = ", ".join(_plain(actor.name) for actor in actors)
        lines.append(f"    {_plain(called(place.touchpoint, 'en'))}: {shown}: {names}")
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """Leave out what Mermaid's grammar takes for its own."""
    return "".join(" " if character in ":;#,\n" else character for character in text)
