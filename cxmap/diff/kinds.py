"""The table of change kinds: what can happen to a map, and whether that is for the better.

Every kind is judged by one principle of its level, on what the two versions say; what a change was meant to do is for
its reviewers.
"""

from __future__ import annotations

from enum import IntEnum
from types import MappingProxyType
from typing import NamedTuple

from cxmap.language import Words


class Level(IntEnum):
    """Whether a change is for the better, the gravest first."""

    REGRESSION = 0
    IMPROVEMENT = 1
    NEUTRAL = 2
    EDITORIAL = 3

    @property
    def word(self) -> str:
        """The level as it is written in options and in JSON."""
        return self.name.lower()


LEVEL_NAMES = {
    Level.REGRESSION: Words("regression", "退步"),
    Level.IMPROVEMENT: Words("improvement", "改进"),
    Level.NEUTRAL: Words("neutral", "中性"),
    Level.EDITORIAL: Words("editorial", "文字"),
}
PRINCIPLES = {
    Level.REGRESSION: Words(
        "the customer is worse off, or a responsibility, a proof, a safeguard or a promise is less than it was",
        "客户的体验变差，或者责任、依据、保障、承诺比原来少了",
    ),
    Level.IMPROVEMENT: Words(
        "the customer is better off, or a responsibility, a proof, a safeguard or a promise is more than it was",
        "客户的体验变好，或者责任、依据、保障、承诺比原来多了",
    ),
    Level.NEUTRAL: Words(
        "the map says something else; whether that is better cannot be told from the two versions",
        "地图的内容变了；仅凭两个版本看不出好坏",
    ),
    Level.EDITORIAL: Words(
        "the same is said in other words, in another language or in another order",
        "内容不变，只是措辞、语言或次序不同",
    ),
}

AREAS = {
    "experience": Words("Experience", "体验"),
    "responsibility": Words("Responsibility", "责任"),
    "evidence": Words("Evidence", "依据"),
    "promises": Words("Promises and needs", "承诺与需求"),
    "metrics": Words("Metrics", "指标"),
    "risks": Words("Compliance", "合规"),
    "plan": Words("Plan", "计划"),
    "service": Words("Service blueprint", "服务蓝图"),
    "structure": Words("Structure", "结构"),
    "wording": Words("Wording", "措辞"),
}


class ChangeKind(NamedTuple):
    """A kind of change. Its words may hold `{old}`, `{new}` and `{field}`."""

    id: str
    area: str
    level: Level
    words: Words


_R, _I, _N, _E = Level.REGRESSION, Level.IMPROVEMENT, Level.NEUTRAL, Level.EDITORIAL

CHANGE_KINDS = tuple(
    ChangeKind(id_, area, level, Words(en, zh))
    for area, rows in {
        "experience": (
            ("emotion-fell", _R, "emotion fell {old} → {new}", "情绪下降 {old} → {new}"),
            ("emotion-rose", _I, "emotion rose {old} → {new}", "情绪上升 {old} → {new}"),
            ("emotion-known", _I, "emotion is now known: {new}", "情绪已知：{new}"),
            ("emotion-unknown", _R, "emotion is no longer known (was {old})", "情绪变为未知（原为 {old}）"),
            ("moment-of-truth-unmarked", _R, "no longer a moment of truth", "不再标为关键时刻"),
            ("moment-of-truth-removed", _R, "removed, with a moment of truth", "被删除，其中有关键时刻"),
            (
                "removed-with-severe-pain",
                _R,
                "removed, with a severe pain point for which no action is done",
                "被删除，其中的严重痛点没有已完成的行动",
            ),
            ("added-with-severe-pain", _R, "added, with a severe pain point", "新增，其中有严重痛点"),
            ("moment-of-truth-marked", _I, "marked as a moment of truth", "标为关键时刻"),
            ("moment-of-truth-changed", _N, "another moment of truth: {old} → {new}", "关键时刻类型 {old} → {new}"),
            ("severe-pain-point-added", _R, "severe pain point added", "新增严重痛点"),
            (
                "severe-pain-point-dropped",
                _R,
                "severe pain point gone, and no action for it is done",
                "严重痛点消失，却没有已完成的行动",
            ),
            ("pain-point-solved", _I, "gone, after an action for it was done", "已消除，对应的行动已完成"),
            ("pain-point-added", _N, "pain point added", "新增痛点"),
            ("pain-point-removed", _N, "pain point removed", "删除痛点"),
            ("severity-raised", _R, "more severe: {old} → {new}", "严重程度上升：{old} → {new}"),
            ("severity-lowered", _I, "less severe: {old} → {new}", "严重程度下降：{old} → {new}"),
            ("severity-changed", _N, "severity {old} → {new}", "严重程度 {old} → {new}"),
            ("honeycomb-score-fell", _R, "{field} fell {old} → {new}", "{field} 下降 {old} → {new}"),
            ("honeycomb-score-rose", _I, "{field} rose {old} → {new}", "{field} 上升 {old} → {new}"),
            ("honeycomb-score-changed", _N, "{field} {old} → {new}", "{field} {old} → {new}"),
            ("wait-longer", _R, "longer wait: {old} → {new}", "等待变长：{old} → {new}"),
            ("wait-shorter", _I, "shorter wait: {old} → {new}", "等待变短：{old} → {new}"),
            ("time-changed", _N, "{field} {old} → {new}", "{field} {old} → {new}"),
        ),
        "responsibility": (
            ("owner-lost", _R, "owner lost (was {old})", "失去责任团队（原为 {old}）"),
            ("owner-assigned", _I, "owner assigned: {new}", "确定责任团队：{new}"),
            ("owner-changed", _N, "owner {old} → {new}", "责任团队 {old} → {new}"),
            ("review-refreshed", _I, "reviewed on {new} (before: {old})", "评审日期更新为 {new}（原为 {old}）"),
            (
                "review-set-back",
                _R,
                "date of the last review set back: {old} → {new}",
                "上次评审日期倒退：{old} → {new}",
            ),
        ),
        "evidence": (
            ("evidence-withdrawn", _R, "evidence withdrawn: {old}", "撤回依据：{old}"),
            ("evidence-cited", _I, "evidence cited: {new}", "引用依据：{new}"),
            ("evidence-removed", _R, "evidence removed", "删除依据"),
            ("evidence-added", _I, "evidence added", "新增依据"),
            ("evidence-weakened", _R, "weaker: {field} {old} → {new}", "变弱：{field}{old} → {new}"),
            ("evidence-strengthened", _I, "stronger: {field} {old} → {new}", "变强：{field}{old} → {new}"),
            ("evidence-changed", _N, "{field}: {old} → {new}", "{field}：{old} → {new}"),
        ),
        "promises": (
            ("promise-broken", _R, "breaks the promise {new}", "违背承诺 {new}"),
            ("added-with-broken-promise", _R, "added, and breaks a promise", "新增，并违背承诺"),
            ("promise-mended", _I, "no longer breaks the promise {old}", "不再违背承诺 {old}"),
            ("promise-no-longer-kept", _R, "no longer keeps the promise {old}", "不再兑现承诺 {old}"),
            ("promise-kept", _I, "keeps the promise {new}", "兑现承诺 {new}"),
            ("promise-removed", _R, "promise withdrawn", "撤回承诺"),
            ("promise-added", _N, "promise added", "新增承诺"),
            ("need-no-longer-served", _R, "no longer serves the need {old}", "不再满足需求 {old}"),
            ("need-served", _I, "serves the need {new}", "满足需求 {new}"),
        ),
        "metrics": (
            ("target-weakened", _R, "target weakened {old} → {new}", "目标放宽 {old} → {new}"),
            ("target-strengthened", _I, "target strengthened {old} → {new}", "目标提高 {old} → {new}"),
            ("target-removed", _R, "no longer has a target (was {old})", "不再有目标值（原为 {old}）"),
            ("target-set", _I, "target set: {new}", "设定目标：{new}"),
            ("target-changed", _N, "target {old} → {new}", "目标 {old} → {new}"),
            ("figure-worse", _R, "worse: {old} → {new}", "变差：{old} → {new}"),
            ("figure-better", _I, "better: {old} → {new}", "变好：{old} → {new}"),
            ("figure-changed", _N, "{field} {old} → {new}", "{field} {old} → {new}"),
            ("metric-removed", _R, "no longer measured", "不再测量"),
            ("metric-added", _I, "now measured", "开始测量"),
        ),
        "risks": (
            ("control-removed", _R, "control removed: {old}", "取消控制措施：{old}"),
            ("control-added", _I, "control added: {new}", "增加控制措施：{new}"),
            ("risk-raised", _R, "{field} raised: {old} → {new}", "{field}上升：{old} → {new}"),
            ("risk-lowered", _I, "{field} lowered: {old} → {new}", "{field}下降：{old} → {new}"),
            ("risk-changed", _N, "{field}: {old} → {new}", "{field}：{old} → {new}"),
            ("risk-removed", _N, "compliance risk removed", "删除合规风险"),
            ("risk-added", _N, "compliance risk added", "新增合规风险"),
        ),
        "plan": (
            ("action-done", _I, "done", "已完成"),
            ("action-started", _I, "begun", "已开始"),
            ("action-reopened", _R, "no longer done: {old} → {new}", "不再是已完成：{old} → {new}"),
            ("action-dropped", _R, "dropped", "已放弃"),
            ("action-status-changed", _N, "status {old} → {new}", "状态 {old} → {new}"),
            ("action-postponed", _R, "postponed: {old} → {new}", "延期：{old} → {new}"),
            ("action-brought-forward", _I, "brought forward: {old} → {new}", "提前：{old} → {new}"),
            ("action-dated", _I, "due date set: {new}", "设定截止日期：{new}"),
            ("action-undated", _R, "no longer has a due date (was {old})", "不再有截止日期（原为 {old}）"),
            ("action-added", _I, "action added", "新增行动"),
            ("action-removed", _R, "removed before it was done", "未完成即被删除"),
            ("action-archived", _N, "removed after it was {old}", "删除（状态为{old}）"),
            ("opportunity-added", _N, "opportunity added", "新增机会点"),
            ("opportunity-removed", _N, "opportunity removed", "删除机会点"),
            ("link-added", _I, "now addresses {new}", "现在针对 {new}"),
            ("link-removed", _R, "no longer addresses {old}", "不再针对 {old}"),
            ("estimate-changed", _N, "{field} {old} → {new}", "{field} {old} → {new}"),
        ),
        "service": (
            ("channel-changed", _N, "channel {old} → {new}", "渠道 {old} → {new}"),
            ("handover-lost", _R, "what was entered is no longer handed on", "资料不再随客户转交"),
            ("handover-made", _I, "what was entered is handed on", "资料随客户转交"),
            ("fail-point-marked", _N, "marked as a fail point", "标为失效点"),
            ("fail-point-cleared", _I, "no longer a fail point", "不再是失效点"),
            ("wait-point-marked", _N, "marked as a wait point", "标为等待点"),
            ("wait-point-cleared", _I, "no longer a wait point", "不再是等待点"),
            ("step-added", _N, "step added", "新增步骤"),
            ("step-removed", _N, "step removed", "删除步骤"),
        ),
        "structure": (
            ("map-added", _N, "new map", "新地图"),
            ("map-removed", _R, "map removed", "地图已删除"),
            ("item-added", _N, "added", "新增"),
            ("item-removed", _N, "removed", "删除"),
            ("item-moved", _N, "moved from {old} to {new}", "从 {old} 移到 {new}"),
            ("item-reordered", _N, "now stands {new}", "现在排在{new}"),
            ("id-renamed", _N, "id {old} → {new}", "id {old} → {new}"),
            ("reference-added", _N, "{field}: {new} added", "{field}：增加 {new}"),
            ("reference-removed", _N, "{field}: {old} removed", "{field}：去掉 {old}"),
            ("field-changed", _N, "{field}: {old} → {new}", "{field}：{old} → {new}"),
            ("content-added", _N, "{field} added: {new}", "增加{field}：{new}"),
            ("content-removed", _N, "{field} removed: {old}", "删除{field}：{old}"),
        ),
        "wording": (
            ("text-replaced", _N, "{field}: {old} → {new}", "{field}：{old} → {new}"),
            ("text-changed", _E, "{field}: {old} → {new}", "{field}：{old} → {new}"),
            ("translation-added", _E, "{field} translated: {new}", "{field}有了译文：{new}"),
            ("translation-removed", _N, "{field} lost a translation: {old}", "{field}失去译文：{old}"),
            ("list-reordered", _E, "{field}: another order", "{field}：次序不同"),
            ("order-changed", _E, "listed in another order", "列出的次序不同"),
        ),
    }.items()
    for id_, level, en, zh in rows
)
"""Every kind of change there is, by area."""

KIND_IDS = MappingProxyType({kind.id: kind for kind in CHANGE_KINDS})
