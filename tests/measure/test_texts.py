"""What texts tell: words, names that are left out, samples, back-tests, themes, and what is too little to be told."""

from __future__ import annotations

import builtins
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from cxmap.data.verbatims import Verbatim
from cxmap.diagnostics import Text
from cxmap.document import load_text
from cxmap.measure.texts import collecting
from cxmap.measure.texts.collecting import Collected, Collecting, Sample
from cxmap.measure.texts.learning import learnt_from
from cxmap.measure.texts.segmenting import Words
from cxmap.measure.texts.showing import shown
from cxmap.measure.texts.telling import texts_said
from cxmap.model.data import CodebookTheme, FeedbackSource

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.measurements import MeasuredTexts

MAP = """\
cxmap: 1
id: visit
title: A visit
language: en
stages:
  - name: Arriving
    touchpoints: [{id: form, name: Form}, {id: desk, name: Desk}]
"""
SOURCE = FeedbackSource.model_validate(
    {"id": "survey", "files": "x.csv", "metric": "csat", "columns": {"verbatim": "said"}}
)
CODEBOOK = [CodebookTheme.model_validate({"id": "again", "name": "Told again", "match": "x"})]


def collected(texts: Iterable[Verbatim], codebook: Any = CODEBOOK, *, examples: bool = False) -> Collected:
    into = Collected(SOURCE)
    gathering = Collecting(None, "month", codebook, examples=examples)  # type: ignore[arg-type]
    for verbatim in texts:
        gathering._take(into, verbatim)
    return into


def told(texts: Iterable[Verbatim], least: int = 10, *, examples: bool = False) -> MeasuredTexts:
    document = load_text(Text("visit.yaml", MAP))
    (found,) = texts_said(document, [collected(texts, examples=examples)], CODEBOOK, least, "en")
    return found


def remarks(n: int = 400, seed: int = 1, **changes: Any) -> list[Verbatim]:
    """Return texts of half a year: those with a low score speak of forms that were lost, the others of kindness."""
    random, found = Random(seed), []
    filler = ["morning", "friday", "parking", "lift", "coffee", "window", "poster", "street", "doctor", "nurse"]
    for number in range(n):
        low = random.random() < 0.4
        said = random.choice(
            ("lost my form", "form lost again", "form was lost") if low else ("kind nurse", "so kind", "kind people")
        )
        text = f"{said} {' '.join(random.sample(filler, 3))}"
        one = Verbatim(
            text, "low" if low else "high", ("form", "desk")[number % 2], f"2026-0{1 + number % 6}", (0,) if low else ()
        )
        found.append(one._replace(**changes))
    return found


# Words.


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The staff wasn’t helpful; I WAITED 45 min.", {"staff", "wasn't", "helpful", "waited", "min"}),
        ("等了太久，柜员态度不太好！", {"太久", "柜员", "态度", "不太好"}),
        ("Mail me: j.meyer@web.de, Mr Smith asked", {"mail", "asked"}),
        ("order 6222021234567890 =SUM(A1) **bold** <b>", {"order", "sum", "bold"}),
        ("see https://x.example/u?name=ann 或http://y.example/x 。", {"see"}),
        ("\x1b[31m\x00 \u202e ", set()),
        ("", set()),
        ("é" * 50, set()),
        ("Очередь была длинной", {"очередь", "была", "длинной"}),
    ],
)
def test_words_of_a_text(text: str, words: set[str]) -> None:
    assert Words().of(text) == words


def test_without_rjieba_chinese_is_taken_apart_in_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, "rjieba")
    words = Words()
    assert words.of("等太久 app") == {"等太", "太久", "app"}
    assert words.segmenter == "pairs"
    assert words.names_in("王小明") == []


def without(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    real = builtins.__import__

    def imported(module: str, *rest: Any, **named: Any) -> Any:
        if module.split(".")[0] == name:
            raise ImportError(name)
        return real(module, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", imported)


def test_names_of_people_are_left_out() -> None:
    words = Words()
    words.of("填表")
    assert [word for word in ("王小明", "张女士", "陈浩", "高峰", "齐全", "柜员", "重复") if words.names_in(word)] == [
        "王小明", "张女士", "陈浩",
    ]  # fmt: skip
    found = told([text._replace(text=f"{'王小明' if text.side == 'low' else ''}填表{text.text}") for text in remarks()])
    assert "王小明" not in {word.word for each in found.words for word in each.low}
    assert "lost" in {word.word for each in found.words for word in each.low}


def test_what_is_shown_is_masked() -> None:
    words = Words()
    words.of("填表")
    said = "王小明和李经理都没回电，我的手机13912345678，邮箱zhang.san@163.com，订单20260912345。 Mrs. Ann Miller knows"
    masked = shown(said, words)
    for secret in ("王小明", "李经理", "13912345678", "zhang", "20260912345", "Miller"):
        assert secret not in masked
    assert "都没回电" in masked
    assert shown("客户经理很耐心，大堂经理也好", words) == "客户经理很耐心，大堂经理也好"


# What is told.


def test_the_words_that_go_with_low_scores_come_first() -> None:
    found = told(remarks())
    journey = found.words[0]
    assert (journey.of, journey.id) == ("journey", "visit")
    assert {word.word for word in journey.low[:2]} == {"lost", "form"}
    assert journey.high[0].word == "kind"
    assert {each.id for each in found.words} == {"visit", "form", "desk"}
    assert all(word.p < 0.05 and word.n >= 10 and word.z > 0 for word in journey.low)
    assert sum(journey.texts) == found.texts == 400
    assert (found.low or 0) + (found.high or 0) == 400


def test_where_there_is_no_difference_next_to_no_word_is_told() -> None:
    random = Random(5)
    none = [text._replace(side=random.choice(("low", "high"))) for text in remarks(1500)]
    assert sum(len(each.low) + len(each.high) for each in told(none).words) <= 1


def test_rare_words_and_few_texts_are_not_told() -> None:
    rare = [text._replace(text=text.text + " zebra") if at < 9 else text for at, text in enumerate(remarks())]
    assert "zebra" not in {word.word for each in told(rare, 10).words for word in (*each.low, *each.high)}
    found = told(remarks(60))
    assert found.words == ()
    assert told(remarks(9)).coverage is not None
    assert told(remarks(9)).coverage.value is None  # type: ignore[union-attr]
    assert told(remarks(9)).themes == ()


def test_what_is_not_of_the_map_is_not_counted() -> None:
    elsewhere = [text._replace(touchpoint="roof") for text in remarks()]
    assert texts_said(load_text(Text("visit.yaml", MAP)), [collected(elsewhere)], CODEBOOK, 10, "en") == ()
    assert told([*elsewhere, *remarks(50)]).texts == 50
    assert told([text._replace(touchpoint="") for text in remarks(50)]).texts == 50


def test_themes_by_touchpoint_and_side_and_how_they_change() -> None:
    texts = [
        Verbatim("x", "low", "form", "2026-01", (0,) if number < 10 else ()) for number in range(40)
    ] + [Verbatim("x", "high", "form", "2026-02", (0,) if number < 30 else ()) for number in range(40)]  # fmt: skip
    found = told([*texts, Verbatim("x", "high", "form", "2026-03", ())])
    journey, form = found.themes
    assert (journey.of, form.id, form.theme_name) == ("journey", "form", "Told again")
    assert journey.share.n == 81
    assert journey.share.value == pytest.approx(100 * 40 / 81)
    assert journey.share.low is not None
    assert journey.share.low < 49 < 50 < (journey.share.high or 0)
    assert (form.low.value, form.high.n) == (25, 41)
    assert (form.period, form.change) == ("2026-02", 50)
    assert form.p is not None
    assert form.p < 0.001
    assert found.coverage == journey.share


def test_the_order_of_the_rows_changes_nothing() -> None:
    texts = [*remarks(), *remarks(30, 2, side="")]
    shuffled = Random(9).sample(texts, len(texts))
    assert told(texts, examples=True) == told(shuffled, examples=True)


def test_examples_say_what_low_scores_speak_of_and_each_says_something_else() -> None:
    texts = [*remarks(), *remarks(30, 2, side="")]
    found = told(texts, examples=True)
    kinds = [(example.kind, example.name) for example in found.examples]
    assert kinds == [
        *[("touchpoint", "Form")] * 3, *[("touchpoint", "Desk")] * 3, *[("theme", "Told again")] * 3, *[("unscored", "")] * 3,
    ]  # fmt: skip
    assert all("lost" in example.text for example in found.examples)
    assert len({example.text for example in found.examples[:3]}) == 3
    assert told(texts).examples == ()
    few = told([*remarks(400, touchpoint="form"), *remarks(9, 3, touchpoint="desk", side="low")], examples=True)
    assert "Desk" not in {example.name for example in few.examples}


def test_examples_are_there_where_no_word_tells() -> None:
    few = told(remarks(40), examples=True)
    assert few.words == ()
    assert {each.name for each in few.examples} == {"Told again"}
    some = told([one._replace(side="low") for one in remarks(60)], examples=True)
    assert {each.name for each in some.examples} == {"Form", "Desk", "Told again"}


def test_examples_of_complaints_are_by_theme() -> None:
    texts = [text for text in remarks(60, side="") if text.themes]
    found = told(texts, examples=True)
    assert [(each.kind, each.name) for each in found.examples][:3] == [("theme", "Told again")] * 3
    assert not [each for each in told(texts[:9], examples=True).examples if each.kind == "theme"]


def test_a_sample_is_the_same_in_any_order_and_bounded() -> None:
    texts = remarks(1000)
    samples = []
    for order in (texts, texts[::-1]):
        sample = Sample(50)
        for text in order:
            sample.add(text, hash(text))
        samples.append(sample.texts())
    assert samples[0] == samples[1]
    assert len(samples[0]) == 50


def test_too_many_words_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    into = collected(
        [Verbatim(f"lost word{'abcdefghij'[n % 10]}{'klmnopqrst'[n // 10]}", "low", "form", "") for n in range(100)]
    )
    monkeypatch.setattr(collecting, "_MOST_WORDS", 50)
    collecting._forget_the_rare(into.words.values())
    assert dict(into.words["form", "low"]) == {"lost": 100}


# What is learnt.


def test_what_is_learnt_is_tested_on_the_last_period() -> None:
    learnt, order = learnt_from(remarks(600), remarks(50, 2, side=""), 50, 10)
    test = learnt.back_test
    assert test is not None
    assert (test.on, test.learnt_from, test.accuracy.n) == ("2026-06", 500, 100)
    assert test.accuracy.value == 100
    assert 50 < test.baseline < 75
    assert test.auc.value == 1
    assert (learnt.unscored, learnt.ranked) == (50, 50)
    first = ["lost" in text.text for text in order]
    assert first == sorted(first, reverse=True)


def test_without_periods_five_parts_are_tested_in_turn() -> None:
    learnt, _ = learnt_from(remarks(600, period=""), [], 0, 10)
    assert learnt.back_test is not None
    assert (learnt.back_test.on, learnt.back_test.accuracy.n, learnt.ranked) == ("", 600, 0)
    few_at_the_end = [text if n > 5 else text._replace(period="2026-12") for n, text in enumerate(remarks(600))]
    assert learnt_from(few_at_the_end, [], 0, 10)[0].back_test.on == ""  # type: ignore[union-attr]


def test_the_same_text_is_never_learnt_from_and_tested() -> None:
    random = Random(2)
    noise = [f"{random.random()}"[2:] for _ in range(150)]  # nothing to learn but by heart
    texts = [Verbatim(text, random.choice(("low", "high")), "form", "") for text in noise] * 3
    learnt, _ = learnt_from(texts, [], 0, 10)
    assert learnt.back_test is not None
    assert learnt.back_test.accuracy.value is not None
    assert learnt.back_test.accuracy.value < 65


def test_what_tells_no_better_than_chance_ranks_nothing() -> None:
    random = Random(4)
    noise = [text._replace(side=random.choice(("low", "high"))) for text in remarks(600)]
    learnt, order = learnt_from(noise, remarks(50, 2, side=""), 50, 10)
    assert (learnt.refused, learnt.ranked, order) == ("chance", 0, [])
    assert learnt.back_test is not None


@pytest.mark.parametrize("texts", [remarks(299), [*remarks(500, side="high"), *remarks(29, side="low")], []])
def test_too_few_texts_teach_nothing(texts: list[Verbatim]) -> None:
    learnt, order = learnt_from(texts, remarks(50, 2, side=""), 50, 10)
    assert (learnt.refused, learnt.back_test, order) == ("few", None, [])


def test_without_the_extra_nothing_is_learnt(monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, "sklearn")
    assert learnt_from(remarks(600), [], 5, 10)[0].refused == "extra"
