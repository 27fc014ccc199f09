"""What is still to be written: placeholders, and the other language of a bilingual map."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from cxmap.diagnostics import Severity, Span
from cxmap.language import Words
from cxmap.lint.engine import DEFAULT, Finding, rule
from cxmap.lint.options import Option
from cxmap.lint.rules.metrics.definitions import nps_off_its_definition
from cxmap.lint.rules.wording.reading import HAN, Passages, field_of, quoted
from cxmap.model.vocabulary import FEELINGS, FORMULAS
from cxmap.patterns import lazily

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.diagnostics import Path
    from cxmap.lint.context import Context
    from cxmap.lint.texts import Prose, TextAt

# Placeholders.

_ENDS = r"(?![A-Za-z0-9_-]| ?(?:list|app\b|清单|列表|事项))"
_CLOSES = r"(?=[\0\n）)】\]：:。])"
_LATER = "(?:进一步|后续|稍后|之后|再)?"
_MARKER = re.compile(
    "|".join((
        rf"TODO{_ENDS}", rf"TB[DCA]{_ENDS}", rf"FIXME{_ENDS}", r"XXXX{0,6}(?![\w*#-])", "Lorem ipsum", "lorem ipsum",
        rf"待{_LATER}(?:补充?|定|确认|核实|访谈|调研|验证|完善|填写?|添加|编写|续){_CLOSES}",
        rf"待{_LATER}(?:补充|完善|填写|添加|访谈|调研)(?:后|时|中|再|访谈|调研|研究|确认|核实|验证|了解|补充|数据|内容|结果|结论|说明|描述|细节|案例|原话)+(?=[\0）)】\]。])",
        rf"占位符?{_CLOSES}",
        r"此处(?:填写|输入|补充)[^？?\0]{0,20}(?=[\0）)】\]])", r"暂未填写(?=\0)", r"尚未填写(?=\0)", r"暂缺(?=\0)",
        r"<[^<>\0]{1,60}>(?=\0)", r"{{[^{}\0]{1,60}}}(?=\0)", r"\[(?:insert|your) [^\[\]\0]{1,60}\](?=\0)",
        r"\?\?{1,9}(?=\0)", r"？？{1,9}(?=\0)", r"\.\.\.(?=\0)", r"……{0,9}(?=\0)",
    ))
)  # fmt: skip
"""What nobody writes but to come back. Each begins with a character of its own, which makes the search fast."""
_ANYWHERE = frozenset("TFXLl")
"""The first characters of markers that need not stand alone."""
_OPENS = frozenset("\0\n（(【[")
_LEFT_OUT = 8
"""The longest “…… ” before a marker."""
_SPEECH = frozenset({"thoughts", "quote", "feelings"})
"""Where “???” is what somebody thinks."""

_TITLES = "女士|先生|小姐|太太|老师|医生|大夫|同学|师傅|经理|总|号"
_OURS = "系统|平台|部门|团队|岗位|模块|功能|页面|流程|环节|渠道|接口"
_DONE = (
    "completed|confirmed|determined|decided|defined|added|filled in|written|done|agreed|clarified|validated|verified"
)
_RESEARCH = r"(?:workshops?|interviews?|research|survey|validation|usability tests?)"
_NOTE = lazily(
    rf"(?<![A-Za-z0-9_-])[Tt]odo(?:(?=[:：])|(?=[{HAN}]){_ENDS})"
    rf"|(?<![\w*#-])xxx{{1,7}}(?=[{HAN}])(?!{_TITLES})"
    rf"|(?<![\w*#-])(?:[Xx×]{{2,9}}|某某)(?={_OURS})"
)
_NOTES_HAVE = ("odo", "xx", "XX", "××", "某某")
"""One of these is in every such note; the search for them all would be slow."""
_TO_BE_DONE = lazily(
    rf"\0((?:[Tt]o|TO) (?i:be (?:{_DONE}) (?:with|(?:after|during|in) (?:the |our |next )*{_RESEARCH}))\b[^.?!\0]{{0,60}})(?=\.?\0)"
)

_ALONE = frozenset(
    form
    for words in (
        "todo", "fixme", "tbd", "tba", "tbc", "xxx", "xxxx", "n/a", "placeholder", "to be completed", "to be confirmed",
        "to be determined", "to be decided", "to be defined", "to be added", "to be filled in", "to be written",
        "to be done", "to be agreed", "to be clarified", "to be validated", "fill in", "fill in later", "fill this in",
        "fill this in later", "to fill in", "add later", "write later", "your text here", "your name here",
        "your title here", "稍后补充", "后续补充", "之后补充", "以后补充", "以后再补", "回头补充", "后续完善", "不适用",
    )
    for form in (words, words.capitalize(), words.upper())
)  # fmt: skip
"""Words that stand for a text only where nothing else is said: “the booking has to be confirmed” is a sentence."""
_IN_BRACKETS = re.compile(r"[(（【\[]([A-Za-z ]{3,20})[)）】\]]")


@rule(Severity.WARNING, DEFAULT)
def placeholder(context: Context) -> Iterator[Finding]:
    """A text that was left to be written later: `TODO`, `TBC`, `to be completed`, `lorem ipsum`, `<name>`, `???`, `N/A`.

    留待以后再写的文本：`TODO`、`TBD`、`待补充`、`（待核实）`、`xxx系统`、`占位`、`<名称>`、`???`。

    Why it matters: who sees a placeholder on the poster stops believing the rest of it. The map can say honestly that
    something is not known: leave the field out, write `null` for a score, or call the claim an assumption.

    为什么重要：海报上出现一个“待补充”，看的人就会怀疑其余内容。还不知道的事可以如实表达：不写这个字段，分数写
    `null`，或把它列为假设。

    Example:

        stages:
          - name: Paying
            goal: TBD  # placeholder
            touchpoints:
              - name: Pay by card
                pain_points:
                  - 待补充  # placeholder

    How to mend: write it, or leave the field out. A draft may have what it likes: the policy `workshop` does not ask.

    如何修改：写完整，或删去该字段。草稿不必着急：`workshop` 策略不检查此项。

        stages:
          - name: Paying
            touchpoints:
              - name: Pay by card
                pain_points:
                  - 付款后页面没有提示
    """
    texts, passages = context.prose, Passages(context)
    for passage, spans in groupby(_placeholders(texts), lambda span: texts.passage(span.start)):
        start, end = next(spans)
        if not passages.is_repeated(passage.path):
            word = quoted(texts.joined[start:end])
            yield Finding(
                passage.path,
                Words(f"still to be written: `{word}`", f"尚未写完：`{word}`"),
                Words("write it, or leave the field out", "请补写，或删去该字段"),
                span=passages.span(passage, start, end),
            )


def _placeholders(texts: Prose) -> list[Span]:
    """Return where placeholders stand in the prose, in order."""
    found = [Span(*match.span()) for match in _MARKER.finditer(texts.joined) if _is_meant(texts, match)]
    if any(bracket in texts.joined for bracket in "(（【["):
        found += [Span(*match.span(1)) for match in _IN_BRACKETS.finditer(texts.joined) if match[1] in _ALONE]
    if any(part in texts.joined for part in _NOTES_HAVE):
        found += [Span(*match.span()) for match in _NOTE.finditer(texts.joined) if _is_note(texts, match)]
    found += [Span(*m.span(1)) for m in _TO_BE_DONE.finditer(texts.joined) if not _is_speech(texts, m.start(1))]
    if not _ALONE.isdisjoint(texts.strings):
        found += [Span(p.start, p.start + len(p.said)) for p in texts.passages if p.said in _ALONE]
    return sorted(found)


def _is_meant(texts: Prose, match: re.Match[str]) -> bool:
    """Whether a marker stands where it can only be a placeholder."""
    marker, before = match[0], texts.joined[match.start() - 1]
    if marker[0] in _ANYWHERE:
        # Chinese needs no space before TODO, but XXX next to it is a name left out, as in a line for staff to say.
        inside = before.isalnum() and (before.isascii() or marker[0] == "X")
        return not inside and before not in "_-*#"
    if before == " " and marker[0] == "待":  # “…… 待补充” goes on after what was left out
        before = texts.joined[max(0, match.start() - _LEFT_OUT) : match.start()].rstrip(" …")[-1:]
    if not before or before not in _OPENS:
        return False
    return marker[0] not in "?？.…" or not _is_speech(texts, match.start())


def _is_note(texts: Prose, match: re.Match[str]) -> bool:
    """Whether a note is the author's, and not what a person says who would rather not name “某某平台”."""
    marker = match[0]
    return marker[1:] == "odo" or marker.startswith("xxx") or not _is_speech(texts, match.start())


def _is_speech(texts: Prose, offset: int) -> bool:
    return field_of(texts.passage(offset).path) in _SPEECH


# The other language.

_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9'’-]*")
_CHINESE = re.compile(f"[{HAN}]")
_ORDINARY_WORD = re.compile("[A-Z]?[a-z'’-]+")
_ADDRESS = re.compile(r"[^\s@/]+[@/]\S+")
_SYMBOL = 3
"""Letters of the longest unit that both languages write alike: `kWh`, `min`."""
_FEELINGS = {*FEELINGS, *(word for label in FEELINGS.values() for word in label)}
_PROPER_NAMES = frozenset({"title", "personas", "brand", "client", "channels", "frontstage", "backstage", "support"})
"""Where words in capitals may be the name of a person, a product or a system."""


@rule(
    Severity.WARNING,
    DEFAULT,
    share=Option(
        0.5,
        "the share of texts in both languages that makes a map bilingual",
        "双语文本达到多大比例，地图才算双语",
        at_least=0,
        at_most=1,
    ),
)
def missing_translation(context: Context, share: float) -> Iterator[Finding]:
    """A text in one language, in a map that is written in both.

    双语地图中只有一种语言的文本。

    Why it matters: on the English poster a line of Chinese is a hole, and the other way round. Names that both
    languages write alike, units, e-mail addresses, and words that `cxmap` knows itself (the seven feelings, `median`
    …) need no translation.

    为什么重要：英文海报上的一行中文等于空白，反之亦然。两种语言写法相同的名称、单位和邮箱，以及 `cxmap`
    自带译名的词（七种情绪、`median` 等）无需翻译。

    Example:

        stages:
          - name: {zh: 付款, en: Paying}
            goal: {zh: 一次付成, en: To pay at the first attempt}
            touchpoints:
              - name: Pay by card  # missing-translation
                actions: [{zh: 输入卡号, en: Types the card number}, {zh: 等短信}]  # missing-translation

    How to mend: write the text in both languages: `{zh: …, en: …}`.

    如何修改：把文本写成两种语言：`{zh: …, en: …}`。

        stages:
          - name: {zh: 付款, en: Paying}
            goal: {zh: 一次付成, en: To pay at the first attempt}
            touchpoints:
              - name: {zh: 刷卡付款, en: Pay by card}
                actions: [{zh: 输入卡号, en: Types the card number}, {zh: 等短信, en: Waits for the text message}]
    """
    both, rest = 0, []
    for text in context.texts:
        value = text.value
        if not isinstance(value, str) and value.get("zh") and value.get("en"):
            both += 1
        else:
            rest.append(text)
    if not both or not rest:
        return
    single = [(text, said) for text in rest if (said := _to_be_translated(text))]
    if both < share * (both + len(single)):
        return
    passages, to_be_rewritten = Passages(context), _formulas_off(context, single)
    for text, said in single:
        if passages.is_repeated(text.path) or text.path in to_be_rewritten:
            continue
        if _CHINESE.search(said):
            message = Words(f"“{quoted(said)}” is in Chinese only", f"“{quoted(said)}”只有中文")
            remedy = Words("add the English: `{zh: …, en: …}`", "请补上英文：`{zh: …, en: …}`")
        else:
            message = Words(f"“{quoted(said)}” is in English only", f"“{quoted(said)}”只有英文")
            remedy = Words("add the Chinese: `{zh: …, en: …}`", "请补上中文：`{zh: …, en: …}`")
        yield Finding(text.path, message, remedy)


def _formulas_off(context: Context, single: list[tuple[TextAt, str]]) -> set[Path]:
    """Return where a formula is to be written anew: that rule's remedy comes first."""
    if nps_off_its_definition.name not in context.applied or not any(text.path[-1] == "formula" for text, _ in single):
        return set()
    return {finding.path for finding in nps_off_its_definition.check(context)}


def _to_be_translated(text: TextAt) -> str:
    """Return what a text in one language says; '' where it needs no translation."""
    said = text.value if isinstance(text.value, str) else "".join(filter(None, text.value.values()))
    field = field_of(text.path)
    if (
        field == "contact"
        or (field == "feelings" and said.lower() in _FEELINGS)
        or (field == "formula" and said.lower() in FORMULAS)
        or (field == "unit" and said.isascii() and len(said) <= _SYMBOL)
        or _ADDRESS.fullmatch(said)
    ):
        return ""
    if _CHINESE.search(said):
        return said
    ordinary = [word for word in _LATIN.findall(said) if _ORDINARY_WORD.fullmatch(word)]
    if not _PROPER_NAMES.isdisjoint(text.path):
        ordinary = [word for word in ordinary if word[0].islower()]
    return said if ordinary else ""
