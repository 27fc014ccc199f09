"""Quotation marks, brackets, ends of sentences and sizes of samples, in both languages."""

from __future__ import annotations

import pytest

from cxmap.language import Words, in_quotes
from cxmap.render.text.saying import commas, quoted, sample, semicolons, sentence, some_of, with_detail


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Guest checkout", "“Guest checkout”"),
        ("批复函附“补什么能多贷”", "“批复函附‘补什么能多贷’”"),
        ("A ‘fits like’ note, and the bank’s app", "“A ‘fits like’ note, and the bank’s app”"),
    ],
)
def test_a_name_has_the_same_marks_in_both_languages(name: str, said: str) -> None:
    assert in_quotes(name) == said


@pytest.mark.parametrize(
    ("thought", "said"),
    [
        ("Why?", "“Why?”"),
        ("“Why?”", "“Why?”"),
        ("「为什么？」", "「为什么？」"),
        ("What counts as “income”?", "“What counts as ‘income’?”"),
        ("“经营性收入”算哪种？", "“‘经营性收入’算哪种？”"),
        ("'Tis late", "“'Tis late”"),
    ],
)
def test_a_thought_is_quoted_once(thought: str, said: str) -> None:
    assert quoted(thought) == said


def test_a_sentence_begins_and_ends_as_its_language_does() -> None:
    assert sentence(["two are lost", "", "li waits"], "en") == "Two are lost; li waits."
    assert sentence(["丢失2项", "等待3天"], "zh") == "丢失2项；等待3天。"
    assert sentence([], "en") == sentence([""], "zh") == ""
    assert semicolons(["a, b", "", "c"], "en") == "a, b; c"
    assert (commas(["a", "", "b"], "en"), commas(["a", "b"], "zh")) == ("a, b", "a，b")


def test_a_detail_stands_in_the_brackets_of_its_language() -> None:
    assert with_detail("Survey", "n=3", "en") == "Survey (n=3)"
    assert with_detail("问卷", "n=3", "zh") == "问卷（n=3）"
    assert with_detail("问卷", "", "zh") == "问卷"


def test_of_many_names_the_first_is_said_and_how_many_others_there_are() -> None:
    others = Words("{} and {} other stages", "{0}等{2}个阶段")
    assert [some_of(["A", "B", "C"][:n], others, "en") for n in (1, 2, 3)] == ["A", "A and B", "A and 2 other stages"]
    assert some_of(["甲", "乙"], others, "zh") == "甲和乙"
    assert some_of(["甲", "乙", "丙", "丁"], others, "zh") == "甲等4个阶段"


def test_thousands_of_a_sample_are_told_apart() -> None:
    assert [sample(n) for n in (0, 297, 1486, 2_000_000)] == ["n=0", "n=297", "n=1,486", "n=2,000,000"]
