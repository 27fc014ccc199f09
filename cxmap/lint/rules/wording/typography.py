"""Chinese typography: the marks that Chinese is written with, and no full-width letters or digits."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING
from unicodedata import normalize

from cxmap.diagnostics import Edit, Fix, Severity, Span
from cxmap.edit import replace_scalar
from cxmap.edit.scalars import plain_or_quoted
from cxmap.language import Words
from cxmap.lint.engine import DEFAULT, Finding, rule
from cxmap.lint.rules.wording.reading import HAN, Passages, quoted
from cxmap.patterns import lazily

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.lint.context import Context
    from cxmap.lint.texts import Passage, Prose

_OPENING, _CLOSING = "“‘「『《〈（【〔", "”’」』》〉）】〕"
_STOPS = "。，、；：？！…—·～"
_FULL = str.maketrans(",;:?!().", "，；：？！（）。")

# The mark comes first, and what stands before it is looked at afterwards: so the search leaps from mark to mark.
_AFTER_HAN = rf"(?<=[{HAN}].)[?!]*(?=(?: ?[{HAN}{_OPENING}(]|[{_CLOSING}{_STOPS}\0\n]))"
_AFTER_CLOSING = rf"(?<=[{_CLOSING})].)[?!]*(?= ?[{HAN}])"
_MARK = lazily(f"[,;:?!](?:{_AFTER_HAN}|{_AFTER_CLOSING})")
_STOP = lazily(r"\.(?<=[^\0-\x7f].)(?=[\0\n]| ?[^\0-\x7f])")
_QUOTES = lazily(r'"[^"\0\n]*"')
_BRACKETS = lazily(r"[(（][^()（）\0\n]*[)）]")
_CHINESE, _WORD = lazily(f"[{HAN}]"), re.compile("[A-Za-z]+")
_CODE = re.compile(r"`[^`]*`|://\S*")
"""What keeps its own marks: code, and addresses."""
_ENDS_A_SENTENCE = ".。!！?？…"
_PARTICLES = "了吧吗呢啊呀嘛哦啦么的过着"
_CLAUSE = 6
"""Characters on either side of a stop that no name has: “史蒂夫.乔布斯” wants another mark."""
_NUMERAL = re.compile(r"(?:^|[\0\n])(?:第?[一二三四五六七八九十]{1,3}|附|注)$")
_NO_QUOTE_AFTER = frozenset("={[0123456789")
"""What may stand before a straight quotation mark of code, and of inches."""


@rule(Severity.NOTE, DEFAULT, mends=True)
def half_width_punctuation(context: Context) -> Iterator[Finding]:
    """English punctuation in a Chinese text: a half-width comma, full stop, question mark or bracket, or straight quotes.

    中文里用了英文标点：半角的逗号、句号、冒号、问号、括号或直引号。

    Why it matters: Chinese is set with full-width marks (GB/T 15834—2011; W3C, “Requirements for Chinese Text
    Layout”). Half-width ones close up the text, break lines in the wrong place, and on a poster look like a slip.
    Numbers, times, English, addresses and code keep their own marks, and so do names with a dot in them.

    为什么重要：中文排版使用全角标点（GB/T 15834—2011《标点符号用法》；W3C《中文排版需求》）。
    半角标点会让文字挤在一起，也会在不该换行的地方换行；贴在墙上，一眼就能看出是疏忽。
    数字、时间、英文、网址和代码仍用半角；人名中间的点不在此列。

    Example:

        stages:
          - name: 提交申请
            touchpoints:
              - name: 线上填表
                thoughts:
                  - 资料都交了,怎么还要补?  # half-width-punctuation
                  - 10:30 前能办完吗？

    How to mend: type the full-width marks, or let `cxmap lint --fix` do it.

    如何修改：改成全角标点，或交给 `cxmap lint --fix` 处理。

        stages:
          - name: 提交申请
            touchpoints:
              - name: 线上填表
                thoughts:
                  - 资料都交了，怎么还要补？
                  - 10:30 前能办完吗？
    """
    texts = context.prose
    if texts.is_western:
        return
    passages, curled = Passages(context), _with_curled_quotes(texts)
    for passage, places in _half_width_marks(texts, curled):
        if passages.is_repeated(passage.path):
            continue
        changes = {at: curled[at].translate(_FULL) for at in places}
        marks = "".join(dict.fromkeys(texts.joined[at] for at in places))
        full = "".join(dict.fromkeys(changes.values()))
        yield Finding(
            passage.path,
            Words(
                f"half-width `{marks}` in a Chinese text, “{quoted(passage.said)}”",
                f"中文里用了半角标点 `{marks}`：“{quoted(passage.said)}”",
            ),
            Words(f"write `{full}`", f"请改为 `{full}`"),
            fix=_full_width(context, passages, passage, changes),
            span=passages.mark(passage, places[0]),
        )


def _with_curled_quotes(texts: Prose) -> str:
    """Return the prose with “…” instead of straight quotation marks around Chinese; all else stays where it is."""
    if '"' not in texts.joined:
        return texts.joined
    curled = list(texts.joined)
    for passage in texts.passages:
        if passage.said.count('"') % 2 or '"' not in passage.said or not _is_chinese(passage):
            continue
        for pair in _QUOTES.finditer(_unmarked(passage.said)):
            start, end = passage.start + pair.start(), passage.start + pair.end()
            if _CHINESE.search(pair[0]) and texts.joined[start - 1] not in _NO_QUOTE_AFTER:
                is_inner = passage.said.count("“", 0, pair.start()) > passage.said.count("”", 0, pair.start())
                curled[start], curled[end - 1] = "‘’" if is_inner else "“”"
    return "".join(curled)


def _unmarked(said: str) -> str:
    """Return a text with what keeps its own marks struck out."""
    return _CODE.sub(lambda match: "_" * len(match[0]), said)


def _half_width_marks(texts: Prose, curled: str) -> Iterator[tuple[Passage, list[int]]]:
    """Yield each Chinese text that has marks to be mended, with their offsets in the prose."""
    found = [at for mark in _MARK.finditer(curled) for at in range(*mark.span())]
    if curled is not texts.joined:
        found += [at for at, mark in enumerate(texts.joined) if mark == '"' and curled[at] != '"']
    if "." in curled:
        found += [match.start() for match in _STOP.finditer(curled) if _is_full_stop(curled, match.start())]
    has_brackets = "(" in curled or ")" in curled
    for pair in _BRACKETS.finditer(curled) if has_brackets else ():
        if _are_chinese_brackets(curled, *pair.span()):
            found += [at for at in (pair.start(), pair.end() - 1) if curled[at] in "()"]
    for passage, places in groupby(sorted(found), texts.passage):
        if _is_chinese(passage):
            unmarked = _unmarked(passage.said)
            kept = [at for at in places if unmarked[at - passage.start] != "_"]
            if kept:
                yield passage, kept


def _is_full_stop(text: str, at: int) -> bool:
    """Whether a dot after a Chinese character ends a sentence, and is not that of a name, a number or a path."""
    if not _CHINESE.match(text, at - 1):
        return False
    if text[at + 1] in f"\0\n{_CLOSING}":
        return True
    if not _CHINESE.match(text, at + (2 if text[at + 1] == " " else 1)) or _NUMERAL.search(text, max(0, at - 6), at):
        return False
    end = text.index("\0", at)
    line_end = text.find("\n", at, end)
    is_long = [
        all(_CHINESE.match(text, place) for place in places)
        for places in (range(max(0, at - _CLAUSE), at), range(at + 1, at + 1 + _CLAUSE))
    ]
    ends = text[(end if line_end < 0 else line_end) - 1] in _ENDS_A_SENTENCE
    return text[at - 1] in _PARTICLES or text[at + 1] == " " or all(is_long) or (ends and any(is_long))


def _are_chinese_brackets(text: str, start: int, end: int) -> bool:
    """Whether brackets should be full-width: Chinese stands in them and before them, or one of them is already.

    What goes on after them with a letter or a full stop is taken for the name of a file.
    """
    before, after = text[start - 1], text[end]
    if before in ",;:?!" and start > 1:
        before = text[start - 2]
    if text[start] == "（" or text[end - 1] == "）":
        return text[start] == "(" or text[end - 1] == ")"
    return (
        bool(_CHINESE.search(text, start, end))
        and bool(_CHINESE.match(before) or before in f"\0\n{_CLOSING}{_STOPS}")
        and not (after.isascii() and (after.isalnum() or after in "._"))
    )


def _is_chinese(passage: Passage) -> bool:
    """Whether a text is Chinese with English words in it, and not English with Chinese ones."""
    if passage.language == "en":
        return False
    return len(_CHINESE.findall(passage.said)) > len(_WORD.findall(passage.said))


def _full_width(context: Context, passages: Passages, passage: Passage, changes: dict[int, str]) -> Fix | None:
    edits: list[Edit] = []
    for at, full in changes.items():
        place = passages.mark(passage, at)
        if place is None:
            return None
        said = passage.said[at - passage.start :]
        if said[0] not in '()"' and said[1:2] == " ":  # the full-width mark has its room
            place = passages.span(passage, at, at + 2) or place
        edits.append(Edit(place, full))
    return Fix(Words("write full-width punctuation", "改为全角标点"), tuple(edits))


# Letters and digits.

_FORMS = re.compile("[０-９Ａ-Ｚａ-ｚ\u3000](?:(?<=\u3000)\u3000*|(?<!\u3000)[０-９Ａ-Ｚａ-ｚ]*)")
"""A run of letters and digits, or of spaces."""
_WIDE_SPACE = "\N{IDEOGRAPHIC SPACE}"
_WIDE_LINE_END = re.compile("(?:^|[ \n])\u3000+(?:[ \n]|$)")
"""A space that a line begins or ends with, next to another: without it YAML would read the line in another way."""
_NEEDS_NO_SPACE = frozenset(f" \n\0{_OPENING}{_CLOSING}{_STOPS}")
"""Beside these, the ends of a text among them, a full-width space becomes nothing."""


@rule(Severity.NOTE, DEFAULT, mends=True)
def full_width_forms(context: Context) -> Iterator[Finding]:
    """Full-width letters or digits (`ＡＢＣ`, `１２３`), or a full-width space.

    全角字母或数字（`ＡＢＣ`、`１２３`），或全角空格。

    Why it matters: they are left over from an input method. They take the room of two letters, look odd in print,
    and nobody who searches for `APP` finds `ＡＰＰ`. What is written instead is Unicode's form NFKC (UAX #15).

    为什么重要：这是输入法留下的痕迹。全角字符占两格，印出来突兀，搜索 `APP` 也找不到 `ＡＰＰ`。
    应改为 Unicode 的 NFKC 形式（UAX #15）。

    Example:

        stages:
          - name: 打开ＡＰＰ  # full-width-forms
            touchpoints: [等２４小时]  # full-width-forms

    How to mend: type them half-width, or let `cxmap lint --fix` do it.

    如何修改：改成半角，或交给 `cxmap lint --fix` 处理。

        stages:
          - name: 打开APP
            touchpoints: [等24小时]
    """
    texts = context.prose
    if texts.is_western:
        return
    passages = Passages(context)
    matches = _FORMS.finditer(texts.joined)
    for passage, runs in groupby(matches, lambda match: texts.passage(match.start())):
        if not passages.is_repeated(passage.path):
            changes = [(Span(*run.span()), _instead(texts.joined, run)) for run in runs]
            yield _found_forms(context, passages, passage, changes)


def _instead(text: str, run: re.Match[str]) -> str:
    """Return what is written instead of a run of full-width letters and digits, or of spaces."""
    if run[0][0] != _WIDE_SPACE:
        return normalize("NFKC", run[0])
    return "" if {text[run.start() - 1], text[run.end()]} & _NEEDS_NO_SPACE else " "


def _found_forms(context: Context, passages: Passages, passage: Passage, changes: list[tuple[Span, str]]) -> Finding:
    """Report a text, by its first letter or digit where it has any."""
    place, instead = next((change for change in changes if change[1].strip()), changes[0])
    said = passage.said[place.start - passage.start : place.end - passage.start]
    if instead.strip():
        message = Words(f"full-width letters or digits, `{said}`", f"使用了全角字母或数字 `{said}`")
        remedy = Words(f"write `{instead}`", f"请改为 `{instead}`")
    else:
        message = Words(f"a full-width space in “{quoted(passage.said)}”", f"“{quoted(passage.said)}”里有全角空格")
        remedy = Words("remove it, or write an ordinary space", "请删除，或改为半角空格")
    fix = _half_width(context, passages, passage, changes)
    return Finding(passage.path, message, remedy, fix=fix, span=passages.span(passage, *place))


def _half_width(context: Context, passages: Passages, passage: Passage, changes: list[tuple[Span, str]]) -> Fix | None:
    """Return the fix; where the text must then be quoted, as a number must, it rewrites all of it."""
    mended = passage.said
    for place, instead in reversed(changes):
        mended = mended[: place.start - passage.start] + instead + mended[place.end - passage.start :]
    text = passages.written(passage)
    if text is None or not mended.strip() or (text.lines > 1 and _WIDE_LINE_END.search(passage.said)):
        return None
    edits: list[Edit | None]
    if text.style or _stays_plain(passage.said, mended):
        spans = [passages.span(passage, *place) for place, _ in changes]
        edits = [Edit(span, instead) if span else None for span, (_, instead) in zip(spans, changes, strict=True)]
    else:
        edits = [replace_scalar(context.document.source, passage.path, mended)]
    certain = tuple(edit for edit in edits if edit is not None)
    return Fix(Words("write half-width", "改为半角"), certain) if len(certain) == len(edits) else None


def _stays_plain(said: str, mended: str) -> bool:
    """Whether a text without quotes still means itself: YAML minds letters and digits only where nothing else is left."""
    return plain_or_quoted(mended) == mended or (_WIDE_SPACE not in said and not mended.isascii())
