"""Ids that mislead: that look like another one, are written in unusual characters, or repeat a title."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING
from unicodedata import is_normalized, normalize

from cxmap.diagnostics import Fix, Severity
from cxmap.edit import replace_scalar
from cxmap.language import Words, in_quotes
from cxmap.lint.engine import ALWAYS, DEFAULT, STRICT, Finding, rule
from cxmap.lint.options import Option
from cxmap.lint.rules.structure.naming import ids_at_a_glance, names_of, shared_ids
from cxmap.lint.rules.structure.wordings import wordings
from cxmap.model.alike import skeleton
from cxmap.patterns import lazily

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.diagnostics import Path
    from cxmap.lint.context import Context
    from cxmap.lint.rules.structure.naming import Name
    from cxmap.model.fields import Text

_LONGEST = 80
_WORD = re.compile(r"[^\W_]+")
_CHINESE = lazily("[\u3400-\u9fff]+")
SMALL_WORDS = frozenset(
    {
        *("a", "an", "the", "and", "or", "at", "by", "for", "from", "in", "into", "of", "on", "to", "with"),
        *("my", "our", "your", "their", "his", "her", "its", "it", "is", "are", "this", "that"),
    }
)
_CHARACTERS_TO_A_WORD = 2


@rule(Severity.WARNING, ALWAYS)
def look_alike_ids(context: Context) -> Iterator[Finding]:
    """Two ids of one kind that differ only in case, in width, or in the kind of dash.

    两个同类 id 只在大小写、全角半角或连字符的写法上不同。

    Why it matters: they are two things for the program and one for people, so that references go to the wrong one
    and nobody sees it. Ids of the workspace's library count too: `Web` beside its `web` is a second channel.

    为什么重要：对程序来说它们是两样东西，在人看来却是一样，引用写错了也没人发现。
    工作区共享库中的 id 也算在内：库里有 `web`，地图里再写 `Web`，就成了另一个渠道。

    Example:

        stages:
          - name: Applying
            touchpoints:
              - {id: online-form, name: The form}
              - {id: online_form, name: The form once more}  # look-alike-ids

    How to mend: where both mean the same, keep one; else give one of them another name.

    如何修改：如果指的是同一事物，只保留一个；否则给其中一个换个名字。

        stages:
          - name: Applying
            touchpoints:
              - {id: online-form, name: The form}
              - {id: form-again, name: The form once more}
    """
    shared = shared_ids(context)
    ids = "\n".join((ids_at_a_glance(context), *chain.from_iterable(shared.values())))
    if len(set(ids.split("\n"))) == len(set(skeleton(ids).split("\n"))):
        return
    first: dict[tuple[str, str], tuple[str, Path | None]] = {}
    for kind, known in shared.items():
        for id_ in known:
            first.setdefault((kind, skeleton(id_)), (id_, None))
    for name in names_of(context).given:
        if name.id in shared.get(name.kind, ()):
            continue  # it refers to the workspace's, or takes its place
        other, path = first.setdefault((name.kind, skeleton(name.id)), (name.id, name.path))
        if other != name.id:
            where = Words("in the workspace", "工作区中的")
            if path is not None:
                line, _ = context.document.source.text.position(context.document.source.locate(path).start)
                where = Words(f"on line {line}", f"第 {line} 行的")
            yield Finding(
                name.path,
                Words(f"`{name.id}` looks like `{other}` {where.en}", f"`{name.id}` 与{where.zh} `{other}` 难以分辨"),
                Words(
                    "if both mean the same, keep one; else rename one of them",
                    "如指同一事物，请只保留一个；否则请给其中一个换名",
                ),
                related=(path, Words("the other one", "另一个")) if path is not None else None,
            )


@rule(Severity.WARNING, DEFAULT, mends=True)
def unnormalised_id(context: Context) -> Iterator[Finding]:
    """An id with characters that stand for others: full-width letters, ligatures, digits in a circle.

    id 含有兼容字符：全角字母、连字、带圈数字等。

    Why it matters: `ｗｅｂ`, typed in full width, is not `web`: no search finds it and no colleague types it again.
    Unicode advises to compare identifiers in the form NFKC (Standard Annex 31). The fix rewrites the id wherever
    this file uses it. Where the plain id is taken, `look-alike-ids` reports the pair.

    为什么重要：输入法在全角状态下打出的 `ｗｅｂ` 不是 `web`：搜索找不到，别人也打不出来。
    Unicode 标准附件 31 建议标识符按 NFKC 形式比较。自动修改会改写本文件中所有用到它的地方；
    如果改写后的 id 已被占用，则由 `look-alike-ids` 报告。

    Example:

        channels: [ｗｅｂ]  # unnormalised-id
        stages:
          - name: Paying
            touchpoints: [{name: Pay by card, channel: ｗｅｂ}]

    How to mend: write it in ordinary characters, where it is given and where it is used.

    如何修改：在定义处和引用处都改用普通字符。

        channels: [web]
        stages:
          - name: Paying
            touchpoints: [{name: Pay by card, channel: web}]
    """
    ids = ids_at_a_glance(context)
    if ids.isascii() or is_normalized("NFKC", ids):
        return
    names, shared = names_of(context), shared_ids(context)
    written: dict[tuple[str, str], list[Name]] = {}
    for name in (*names.given, *names.used):
        written.setdefault((name.kind, name.id), []).append(name)
    alike: dict[tuple[str, str], set[str]] = {}
    for kind, id_ in (*((kind, id_) for kind, known in shared.items() for id_ in known), *written):
        alike.setdefault((kind, skeleton(id_)), set()).add(id_)
    for name in names.given:
        plain = normalize("NFKC", name.id)
        if plain == name.id or name.id in shared.get(name.kind, ()) or len(alike[name.kind, skeleton(name.id)]) > 1:
            continue
        message = Words(
            f"the id `{name.id}` has characters that stand for `{plain}`",
            f"id `{name.id}` 含有兼容字符，其普通写法为 `{plain}`",
        )
        if _is_simple(plain):
            fix = _rewritten(context, written[name.kind, name.id], plain)
            yield Finding(name.path, message, Words(f"write `{plain}`", f"请改为 `{plain}`"), fix=fix)
        else:
            remedy = Words("write it in ordinary letters and digits", "请改用普通的字母和数字")
            yield Finding(name.path, message, remedy)


def _is_simple(id_: str) -> bool:
    return len(id_) <= _LONGEST and all(character.isalnum() or character in "-_." for character in id_)


def _rewritten(context: Context, places: list[Name], plain: str) -> Fix | None:
    """Return the fix that writes an id anew everywhere; None where one of the places cannot be rewritten."""
    edits = [replace_scalar(context.document.source, place.path, plain, key=place.is_key) for place in places]
    good = tuple(edit for edit in edits if edit is not None)
    words = Words(f"write `{plain}` everywhere in this file", f"在本文件中统一改为 `{plain}`")
    return Fix(words, good) if len(good) == len(edits) else None


@rule(Severity.NOTE, STRICT, words=Option(3, "from how many significant words on", "从几个实词起算", at_least=1))
def id_made_of_the_title(context: Context, words: int) -> Iterator[Finding]:
    """An id that repeats the title, the name or the text of what it names.

    照抄标题、名称或正文的 id。

    Why it matters: titles are rewritten after each workshop, and an id must stay, since references and the history
    of the map hang on it. After the first change an id that repeats the title says something wrong. Words like `the`
    and `at` do not count; two Chinese characters count as a word.

    为什么重要：每次工作坊之后标题都可能改写，id 却不能变，因为引用和历史记录都系于它。
    标题一改，照抄标题的 id 就名不副实了。英文的 `the`、`at` 等虚词不计，两个汉字按一个词计。

    Example:

        stages:
          - name: Applying
            touchpoints:
              - id: fill-in-the-form-online  # id-made-of-the-title
                name: Fill in the form online

    How to mend: choose a short name that stays true when the title changes, before anything refers to it.

    如何修改：趁还没有引用，换一个简短的、标题改了也依然成立的名字。

        stages:
          - name: Applying
            touchpoints:
              - id: online-form
                name: Fill in the form online
    """
    journey = context.journey
    for path, id_, text in chain(
        [((), journey.id, journey.title)],
        ((("stages", index), stage.id, stage.name) for index, stage in enumerate(journey.stages)),
        ((place.path, place.touchpoint.id, place.touchpoint.name) for place in context.places),
        ((path, pain.id, pain.text) for path, pain, _ in context.pain_points),
    ):
        if id_ is not None and _repeats(id_, text, words):
            said = context.said(text)
            yield Finding(
                (*path, "id"),
                Words(f"the id `{id_}` repeats {in_quotes(said)}", f"id `{id_}` 照抄了{in_quotes(said)}"),
                Words(
                    "choose a short name that stays true when the words change",
                    "请换一个简短的、文字改了也依然成立的名字",
                ),
            )


def _repeats(id_: str, text: Text | None, least: int) -> bool:
    """Whether an id is a text, or its beginning, as a slug of enough significant words."""
    own = id_.lower().replace("_", "-").replace(".", "-").split("-")
    if sum(word not in SMALL_WORDS for word in own) >= least:
        return any(_begins(said.lower(), own) for said in wordings(text))
    if len(id_) < least * _CHARACTERS_TO_A_WORD or not _CHINESE.fullmatch(id_):
        return False
    return any("".join(_WORD.findall(said)).startswith(id_) for said in wordings(text))


def _begins(text: str, slug: list[str]) -> bool:
    plain = text.replace("'", "").replace("’", "")
    if slug[-1] not in plain:
        return False
    said = _WORD.findall(plain)
    if slug == said[: len(slug)]:
        return True
    shorter = [word for word in slug if word not in SMALL_WORDS]
    return bool(shorter) and shorter == [word for word in said if word not in SMALL_WORDS][: len(shorter)]
