"""Fixes are made together where they can be, and never at the cost of anything else."""

import random
from collections import Counter
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cxmap.diagnostics import Edit, Fix, Severity, Span, Text
from cxmap.edit import apply_edits, mend, remove_comment, replace_scalar
from cxmap.language import Words
from cxmap.source import Source, parse
from cxmap.source.comments import comments_of
from tests.edit.texts import PIECES, rough_map

CONTENT = "id: m # stable\ntitle: T\nstages: [a, b, c]\nowner: &o web\nteam: *o\n"


def fix(*edits: tuple[int, int, str]) -> Fix:
    return Fix(Words("mend", "修复"), tuple(Edit(Span(start, end), text) for start, end, text in edits))


def replace(old: str, new: str, content: str = CONTENT) -> Fix:
    """Return the fix that writes `new` for the first `old`."""
    return fix((content.index(old), content.index(old) + len(old), new))


def mended(*fixes: Fix, content: str = CONTENT) -> tuple[str, list[int]]:
    """Return the mended text, and the places of the fixes that were made."""
    result, made = mend(Text("map.yaml", content), fixes)
    return result, [number for number, one in enumerate(fixes) if any(one is other for other in made)]


def test_nothing_to_do() -> None:
    assert mended() == (CONTENT, [])


def test_all_that_fit_together_are_made() -> None:
    result, made = mended(replace("T", "Home"), replace("m", "map"), replace("a,", "x,"))
    assert made == [0, 1, 2]
    assert result == CONTENT.replace("id: m", "id: map").replace("T", "Home").replace("a,", "x,")


def test_of_two_that_want_one_place_the_first_is_made() -> None:
    assert mended(replace("T", "A"), replace("T", "B"))[1] == [0]
    assert mended(replace("title: T", "title: A"), replace("T", "B"))[1] == [0]
    assert mended(fix((0, 0, "x: 1\n")), fix((0, 0, "y: 1\n")))[1] == [0]


def test_what_two_want_alike_is_done_once() -> None:
    assert mended(replace("T", "A"), replace("T", "A")) == (CONTENT.replace("T", "A"), [0, 1])


def test_places_side_by_side_do_not_meet() -> None:
    content = "a: b\n"
    assert mended(fix((0, 1, "x")), fix((1, 1, "y")), fix((3, 4, "z")), fix((4, 4, " # c")), content=content) == (
        "xy: z # c\n",
        [0, 1, 2, 3],
    )


def test_all_edits_of_a_fix_are_made_or_none() -> None:
    start = CONTENT.index("T")
    assert mended(replace("T", "A"), fix((0, 2, "ID"), (start, start + 1, "B")))[1] == [0]
    assert mended(fix((0, 2, "x"), (1, 3, "y"))) == (CONTENT, [])
    assert mended(fix((0, 2, "x"), (0, 10**6, "y"))) == (CONTENT, [])
    assert mended(fix((-1, 2, "x"))) == (CONTENT, [])


@pytest.mark.parametrize(
    "harmful",
    [
        replace("T", "'T"),  # swallows what follows
        replace("m ", "m # "),  # makes another comment of a comment
        replace("m # stable", "m"),  # fine: the comment is within the edit
        replace("title:", "id:"),  # a second id
        replace("T\n", "T: \n"),
        replace("T\n", "T"),
        replace("&o ", ""),
        replace("title", "# title"),
    ],
)
def test_a_fix_that_does_harm_is_left_out(harmful: Fix) -> None:
    good = replace("b, c", "d, c")
    result, made = mended(harmful, good)
    is_fine = harmful == replace("m # stable", "m")
    assert made == ([0, 1] if is_fine else [1])
    assert "[a, d, c]" in result


@pytest.mark.parametrize(
    ("content", "old", "new"),
    [
        ("a:\n  b: 1\n  c: 2\n", "  c", "c"),
        ("a:\n  - [1]\n", "- ", "b: "),
        ("a:\n  x: 1\n  y: 2\n", "  y", "b:\n  y"),
        ("a: |\n  b\nc: 1\n", "c: 1\n", "  c: 1\n"),
    ],
)
def test_nothing_moves_elsewhere(content: str, old: str, new: str) -> None:
    assert mended(replace(old, new, content), content=content) == (content, [])


def test_renaming_a_key_moves_what_is_below() -> None:
    content = "stagess:\n  - naem: a # first\n    goal: x\n"
    result, made = mended(replace("stagess", "stages", content), replace("naem", "name", content), content=content)
    assert (result, made) == ("stages:\n  - name: a # first\n    goal: x\n", [0, 1])


@pytest.mark.parametrize(
    ("old", "new", "is_made"),
    [
        ("# a ", "", True),
        (" # b", "", True),
        ("# a # b", "# c", False),  # two parts at once: one of them was none of its business
        (" # a # b", "", False),
        ("# a", "# c", True),
        ("x # a", "x", True),
        ("x # a ", "'x", False),
    ],
)
def test_what_else_a_comment_says_stays(old: str, new: str, is_made: bool) -> None:
    content = "k: x # a # b\n"
    assert (mended(replace(old, new, content), content=content)[1] == [0]) is is_made


def test_an_item_may_go_or_come() -> None:
    assert mended(replace("a, ", ""))[0] == CONTENT.replace("a, ", "")
    assert mended(replace("b, ", "x, y, "))[0] == CONTENT.replace("b, ", "x, y, ")
    content = "- a\n- b # b\n- c\n"
    assert mended(replace("- a\n", "", content), content=content) == ("- b # b\n- c\n", [0])


def test_a_text_may_become_a_mapping() -> None:
    content = "pain_points:\n  - text：slow, at noon\n  - b\n"
    assert mended(replace("：", ": ", content), content=content)[0] == content.replace("：", ": ")


def test_an_alias_follows_its_anchor() -> None:
    assert mended(replace("web", "app"))[1] == [0]


def test_a_text_that_cannot_be_read_may_get_better_but_not_worse() -> None:
    content = "id： m\ntitle: T\n"
    assert mended(replace("： ", ": ", content), content=content) == ("id: m\ntitle: T\n", [0])
    assert mended(replace("T", "[", content), content=content) == (content, [])


def test_equal_keys_do_not_get_in_the_way() -> None:
    content = "a: 1\na: 2\nb: 3\n"
    assert mended(replace("3", "4", content), content=content) == ("a: 1\na: 2\nb: 4\n", [0])


def readable(source: Source) -> bool:
    return source.complete and not any(d.severity is Severity.ERROR for d in source.diagnostics)


def values(data: Any) -> list[Any]:
    if isinstance(data, dict | list):
        return [value for item in (data.values() if isinstance(data, dict) else data) for value in values(item)]
    return [data]


@given(st.integers(0, 2**32))
def test_scalars_that_are_replaced_are_all_that_changes(seed: int) -> None:
    chance = random.Random(seed)
    content = rough_map(seed)
    source = parse(Text("map.yaml", content))
    assume(readable(source) and "&" not in content)
    edits = {path: replace_scalar(source, path, f"new {number}") for number, path in enumerate(source.spans)}
    chosen = {path: edit for path, edit in edits.items() if edit is not None and chance.random() < 0.3}
    fixes = [Fix(Words("x", "x"), (edit,)) for edit in chosen.values()]
    result, made = mend(Text("map.yaml", content), fixes)
    assert made == fixes
    after = parse(Text("map.yaml", result))
    assert readable(after)
    number = {path: f"new {number}" for number, path in enumerate(source.spans)}
    for path in source.spans:
        before, now = (reached(data, path) for data in (source.data, after.data))
        if not isinstance(before, dict | list):
            assert (now, type(now)) == ((number[path], str) if path in chosen else (before, type(before)))
    assert [c.text for c in comments_of(after)] == [c.text for c in comments_of(source)]


def reached(data: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        data = data[step]
    return data


@given(st.integers(0, 2**32))
def test_whatever_edits_want_nothing_else_is_lost(seed: int) -> None:
    chance = random.Random(seed)
    content = rough_map(seed)
    source = parse(Text("map.yaml", content))
    assume(readable(source) and "&" not in content)
    fixes = [harmless_or_not(source, chance) for _ in range(chance.choice([1, 3, 8]))]
    result, made = mend(Text("map.yaml", content), fixes)
    after = parse(Text("map.yaml", result))
    assert readable(after)
    edits = [edit for one in made for edit in one.edits]
    assert result == apply_edits(content, edits)

    def untouched(span: Span) -> bool:
        return all(edit.span.end < span.start or span.end < edit.span.start for edit in edits)

    kept = Counter(
        repr(value)
        for path, span in source.spans.items()
        if not isinstance(value := reached(source.data, path), dict | list) and untouched(span)
    )
    assert not kept - Counter(repr(value) for value in values(after.data))
    assert not Counter(c.text for c in comments_of(source) if untouched(c.span)) - Counter(
        c.text for c in comments_of(after)
    )
    assert [one for one in fixes if one in made] == made


def harmless_or_not(source: Source, chance: random.Random) -> Fix:
    content = source.text.content
    comments = comments_of(source)
    if comments and chance.random() < 0.3:
        edits = [remove_comment(source, chance.choice(comments))]
    else:
        edits = []
        for _ in range(chance.choice([1, 1, 2])):
            start = chance.randrange(len(content) + 1)
            end = min(start + chance.choice([0, 0, 1, 3, 12]), len(content))
            edits.append(Edit(Span(start, end), chance.choice([*PIECES, "", "x", "x: 1\n"])))
    return Fix(Words("x", "x"), tuple(edits))
