"""Says a change in words: of what, what it was and what it is, in English or Chinese."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from cxmap.diff.items import IDS, Item, Length, Said
from cxmap.diff.structure import MISSING, REFERENCES
from cxmap.language import Words, in_quotes, listed
from cxmap.model.reading import words
from cxmap.model.vocabulary import (
    ACTION_STATUSES,
    EVIDENCE_KINDS,
    HONEYCOMBS,
    KINDS,
    LEVELS,
    METRIC_KINDS,
    MOMENTS_OF_TRUTH,
    SEVERITIES,
    STATES,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxmap.diff.changes import Change, Comparison
    from cxmap.diff.items import Field
    from cxmap.language import Language

NOUNS = {
    "map": Words("map", "地图"),
    "stage": Words("stage", "阶段"),
    "touchpoint": Words("touchpoint", "触点"),
    "persona": Words("persona", "客户角色"),
    "need": Words("need", "需求"),
    "segment": Words("segment", "客群"),
    "channel": Words("channel", "渠道"),
    "team": Words("team", "团队"),
    "lane": Words("lane", "泳道"),
    "evidence": Words("evidence", "依据"),
    "pain-point": Words("pain point", "痛点"),
    "opportunity": Words("opportunity", "机会点"),
    "action": Words("action", "行动"),
    "risk": Words("risk", "风险"),
    "metric": Words("metric", "指标"),
    "promise": Words("promise", "承诺"),
    "honeycomb-model": Words("honeycomb model", "蜂窝模型"),
    "dimension": Words("dimension", "维度"),
    "step": Words("step", "步骤"),
    "way": Words("way on", "下一步"),
}
FIELDS = {
    "name": Words("name", "名称"),
    "title": Words("title", "标题"),
    "text": Words("wording", "措辞"),
    "description": Words("description", "说明"),
    "actions": Words("what is done", "行为"),
    "thoughts": Words("thought", "想法"),
    "feelings": Words("feeling", "情绪"),
    "emotion": Words("emotion", "情绪"),
    "physical_evidence": Words("physical evidence", "有形展示"),
    "duration": Words("time taken", "用时"),
    "wait": Words("wait", "等待"),
    "interval": Words("interval", "间隔"),
    "consulted": Words("consulted", "被咨询方"),
    "informed": Words("informed", "被告知方"),
    "personas": Words("personas", "客户角色"),
    "channels": Words("channels", "渠道"),
    "channel": Words("channel", "渠道"),
    "segment": Words("segment", "客群"),
    "needs": Words("needs", "需求"),
    "owner": Words("owner", "责任团队"),
    "state": Words("state", "状态"),
    "version": Words("version", "版本"),
    "language": Words("language", "语言"),
    "kind": Words("kind", "类型"),
    "client": Words("client", "客户单位"),
    "goal": Words("goal", "目标"),
    "scope": Words("scope", "范围"),
    "from": Words("from", "起点（来源）"),
    "to": Words("end", "终点"),
    "scenario": Words("scenario", "场景"),
    "expectations": Words("expectation", "期望"),
    "review": Words("review", "评审"),
    "last": Words("last", "上次"),
    "every": Words("every", "周期"),
    "with": Words("with", "参与方"),
    "brand": Words("brand", "品牌"),
    "design": Words("design", "体验设计"),
    "positioning": Words("positioning", "定位"),
    "core_focus": Words("core focus", "核心"),
    "innovation": Words("innovation", "创新"),
    "senses": Words("senses", "四感"),
    "sight": Words("sight", "视觉"),
    "sound": Words("sound", "听觉"),
    "touch": Words("touch", "触觉"),
    "feeling": Words("feeling", "情感"),
    "scale": Words("scale", "量表"),
    "min": Words("minimum", "最小值"),
    "max": Words("maximum", "最大值"),
    "honeycomb": Words("honeycomb", "体验蜂窝"),
    "honeycomb_model": Words("honeycomb model", "蜂窝模型"),
    "goals": Words("goals", "目标"),
    "career": Words("career", "职业"),
    "personal": Words("personal", "个人"),
    "other": Words("other", "其他"),
    "age": Words("age", "年龄"),
    "role": Words("role", "角色"),
    "occupation": Words("occupation", "职业"),
    "family": Words("family", "家庭"),
    "quote": Words("quote", "原话"),
    "portrait": Words("portrait", "头像"),
    "n": Words("n", "样本量"),
    "date": Words("date", "日期"),
    "source": Words("source", "来源"),
    "note": Words("note", "备注"),
    "value": Words("value", "数值"),
    "target": Words("target", "目标值"),
    "baseline": Words("baseline", "基线"),
    "unit": Words("unit", "单位"),
    "formula": Words("formula", "公式"),
    "direction": Words("direction", "方向"),
    "period": Words("period", "周期"),
    "severity": Words("severity", "严重程度"),
    "risk": Words("wording", "措辞"),
    "rule": Words("rule", "法规"),
    "control": Words("control", "控制措施"),
    "likelihood": Words("likelihood", "可能性"),
    "impact": Words("impact", "影响"),
    "residual": Words("residual risk", "剩余风险"),
    "start": Words("start", "开始日期"),
    "due": Words("due date", "截止日期"),
    "effort": Words("effort", "投入"),
    "cost": Words("cost", "成本"),
    "benefit": Words("benefit", "收益"),
    "currency": Words("currency", "币种"),
    "status": Words("status", "状态"),
    "effect": Words("effect", "效果"),
    "ticket": Words("ticket", "任务编号"),
    "colour": Words("colour", "颜色"),
    "contact": Words("contact", "联系人"),
    "medium": Words("medium", "线上/线下"),
    "icon": Words("icon", "图标"),
    "regulated": Words("regulated", "受监管"),
    "centre": Words("centre", "中心维度"),
    "image": Words("picture", "图片"),
    "when": Words("condition", "条件"),
    "carries_data": Words("carries data", "转交资料"),
    "moment_of_truth": Words("moment of truth", "关键时刻"),
    "fail_point": Words("fail point", "失效点"),
    "wait_point": Words("wait point", "等待点"),
    "next": Words("ways on", "下一步"),
    "addresses": Words("addresses", "针对"),
    "evidence": Words("evidence", "依据"),
    "delivers": Words("promises kept", "兑现的承诺"),
    "breaks": Words("promises broken", "违背的承诺"),
    "lanes": Words("lane", "泳道"),
    "cxmap": Words("format version", "格式版本"),
}
LISTS = {
    "frontstage": Words("frontstage", "前台"),
    "backstage": Words("backstage", "后台"),
    "support": Words("support", "支持"),
    "library": Words("the shared library", "共享库"),
}
_NOT_KNOWN, _NOTHING = Words("not known", "未知"), Words("—", "—")
_YES, _NO = Words("yes", "是"), Words("no", "否")
_FIRST, _AFTER = Words("first", "最前"), Words("after {}", "{}之后")
_LEADS_TO = Words("leads to", "通往")
_UNWRITTEN: dict[tuple[str, tuple[str, ...]], Any] = {
    ("map", ("kind",)): "customer",
    ("map", ("scale", "min")): -2,
    ("map", ("scale", "max")): 2,
}
"""What a field of a map means where it is not written."""
_VOCABULARY: dict[str, tuple[Mapping[Any, Words], ...]] = {
    "severity": (SEVERITIES,),
    "status": (ACTION_STATUSES,),
    "likelihood": (LEVELS,),
    "impact": (LEVELS,),
    "residual": (LEVELS,),
    "state": (STATES,),
    "kind": (EVIDENCE_KINDS, METRIC_KINDS, KINDS),
    "moment_of_truth": (MOMENTS_OF_TRUTH,),
}


class Speaker:
    """Says the changes of a comparison in a language, with the names that things have in the map."""

    def __init__(self, comparison: Comparison, language: Language) -> None:
        self.language = language
        self._comparison = comparison
        self._known: dict[tuple[str, str], Item] = {}
        structure = comparison.structure
        for tree in (structure.before, structure.after) if structure else ():
            self._known.update({(item.kind, item.id): item for item in tree.walk() if item.id and item.fields})

    def noun(self, item: Item) -> str:
        """Return what kind of thing an item is."""
        if item.kind == "step" and item.listed in LISTS:
            step = Words(f"{LISTS[item.listed].en} step", f"{LISTS[item.listed].zh}步骤")
            return step.said(self.language)
        return NOUNS[item.kind].said(self.language)

    def title(self, item: Item) -> str:
        """Return what an item is called, in the language of the map."""
        if item.kind == "metric":
            kind = item.fields.get(("kind",))
            name = item.fields.get(("name",))
            said = METRIC_KINDS[kind].said(self.language) if kind in METRIC_KINDS else str(kind)
            return f"{said} {name.read(self.language)}" if isinstance(name, Said) else said
        if item.kind == "way":
            return self.named("to", str(item.fields.get(("to",), "")))
        return item.title(self.language)

    def said(self, change: Change) -> str:
        """Return what happened, in one line, without the item that it happened to."""
        template = change.kind.words.said(self.language)
        old, new = self.both(change)
        text = template.format(old=old, new=new, field=self.field(change))
        who = self._who(change)
        return f"{who}: {text}" if who and self.language == "en" else f"{who}：{text}" if who else text

    def both(self, change: Change) -> tuple[str, str]:
        """Return the old and the new value as a reader knows them; of texts in the language in which they differ."""
        texts = self.texts(change)
        if texts is not None:
            return in_quotes(texts[0]), in_quotes(texts[1])
        return self._value(change, change.old), self._value(change, change.new)

    def texts(self, change: Change) -> tuple[str, str] | None:
        """Return the old and the new wording of a text, in the reader's language if it changed there."""
        old, new = change.old, change.new
        if not isinstance(old, Said) or not isinstance(new, Said):
            return None
        differing = [code for code, was in old if new.get(code) not in (None, was)]
        if not differing:
            return old.read(self.language), new.read(self.language)
        code = self.language if self.language in differing else differing[0]
        return old.get(code) or "", new.get(code) or ""

    def _value(self, change: Change, value: Any) -> str:
        if change.kind.id == "item-reordered":
            return _AFTER.said(self.language).format(self._titled(value)) if value else _FIRST.said(self.language)
        if isinstance(value, Item):
            return self._titled(value)
        if value is MISSING:
            value = _UNWRITTEN.get((change.item.kind, change.field), MISSING)
        return self.plain(change.field, value)

    def _titled(self, item: Item) -> str:
        return in_quotes(self.title(item)) if item.kind != "map" else NOUNS["map"].said(self.language)

    def plain(self, at: Field, value: Any) -> str:
        """Return the value of a field as a reader knows it."""
        name = next((step for step in reversed(at) if step in REFERENCES or step in _VOCABULARY), at[-1] if at else "")
        if value is MISSING:
            return _NOTHING.said(self.language)
        if value is None:
            return _NOT_KNOWN.said(self.language)
        if isinstance(value, bool):
            return (_YES if value else _NO).said(self.language)
        if isinstance(value, Said):
            return in_quotes(value.read(self.language))
        if isinstance(value, Length):
            return value.written
        if isinstance(value, tuple):
            return listed([self.plain(at, each) for each in value], self.language) or _NOTHING.said(self.language)
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, int | float):
            return signed(value) if name == "emotion" else number(value)
        for vocabulary in _VOCABULARY.get(name, ()):
            if value in vocabulary:
                return vocabulary[value].said(self.language)
        if name in REFERENCES and (at[-1] == name or name in IDS):
            return self.named(name, value)
        return in_quotes(value) if at and at[-1] not in ("id", "version", "language") else str(value)

    def named(self, field: str, reference: str) -> str:
        """Return what something is called that a field refers to by its id."""
        for kind in REFERENCES[field]:
            item = self._known.get((kind, reference))
            if item is not None:
                title = self.title(item)
                return in_quotes(title) if kind in ("pain-point", "opportunity", "need", "promise") else title
            said = self._built_in(kind, reference)
            if said:
                return said
        return reference

    def _built_in(self, kind: str, reference: str) -> str:
        library = self._comparison.document.library
        if kind == "team":
            return library.team_name(reference, self.language)
        if kind == "channel":
            return library.channel_name(reference, self.language)
        shared: dict[str, Mapping[str, Any]] = {
            "persona": library.personas,
            "evidence": library.evidence,
            "segment": library.segments,
            "lane": library.lanes,
        }
        if reference in shared.get(kind, {}):
            item = shared[kind][reference]
            return words(getattr(item, "name", None) or getattr(item, "title", None), self.language) or reference
        if kind == "dimension":
            for model in HONEYCOMBS.values():
                if reference in model.dimensions:
                    return model.dimensions[reference].said(self.language)
        return ""

    def field(self, change: Change) -> str:
        """Return what the field of a change is called."""
        at = change.field
        if not at:
            return ""
        if at[0] == "honeycomb" and len(at) > 1:
            return self.named("honeycomb", at[-1])
        if at[0] == "lanes" and len(at) > 1:
            return self.named("lanes", at[1])
        if change.item.kind == "way" and at == ("to",):
            return _LEADS_TO.said(self.language)
        if at[0] == "emotion":
            at = at[:1]  # whose it is stands before it
        names = [FIELDS[step].said(self.language) if step in FIELDS else step for step in at]
        return " · ".join(names) if len(at) > 1 and at[0] != "scale" else " ".join(names)

    def _who(self, change: Change) -> str:
        """Return the persona whose emotion it is, where there are several."""
        if change.field[:1] == ("emotion",) and len(change.field) > 1 and change.field[1] != "*":
            return self.named("emotion", change.field[1])
        return ""


def number(value: float) -> str:
    """Write a number without a trailing zero, with thousands apart."""
    text = f"{value:,.10f}".rstrip("0").rstrip(".")
    return text.replace("-", "−")


def signed(value: float) -> str:
    """Write a score with its sign."""
    return f"+{number(value)}" if value > 0 else number(value)
