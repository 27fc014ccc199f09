"""What texts tell, in the reports of measurements: words, themes, how far a model is to be trusted, texts to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxmap.language import Words
from cxmap.measured_figures import SIGNIFICANT, interval, number, signed
from cxmap.report.measures.rows import Row, of_journey, with_figure
from cxmap.report.measures.sections import Section
from cxmap.report.measures.values import figure_data, rounded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxmap.language import Language
    from cxmap.measurements import Figure, Learnt, MapMeasurements, MeasuredTexts, TellingWord, TextWords, ThemeFigure

METHOD = {
    "words": "texts that have a word, low against high scores: z of the log-odds ratio with an informative Dirichlet prior "
    "(Monroe, Colaresi and Quinn 2008); corrected as p is",
    "themes": "texts that match a pattern of the codebook, %; Wilson's interval; change by the pooled z test",
    "learnt": "logistic regression on characters in ones, twos and threes, tested on texts that it was not learnt from; Wilson's "
    "interval, that of the AUC by Hanley and McNeil (1982); it ranks texts to be read, and is never a level",
}
THEME_HEADS = (
    Words("Theme", "主题"),
    Words("Texts", "文本"),
    Words("Share", "占比"),
    Words("95% interval", "95% 区间"),
    Words("Of low", "低分中"),
    Words("Of high", "高分中"),
    Words("Last change", "较上期"),
)
_ALL = Words("{}: {} texts", "{}：文本 {} 条")
_SIDES = Words(", {} with a low score, {} with a high one", "，低分 {}，高分 {}")
_COVERED = Words("; {} have a theme {}", "；{} 有主题 {}")
_SAMPLED = Words(" (a sample of the database, chosen by hash)", "（数据库抽样，按哈希选取）")
_LOW, _HIGH = Words("low scores speak of", "低分常提"), Words("high scores speak of", "高分常提")
_AT = Words("{}, {}: ", "{}，{}：")
_ALL_OF_IT = Words("on the whole", "总体")
_PAIRS = Words(
    'Chinese was taken apart into pairs of characters, for want of rjieba: pip install "cxmap[text]"',
    '未安装 rjieba，中文按两字切分：pip install "cxmap[text]"',
)
_RANKED = Words(
    "learnt from {} texts with a score; of the {} {} it told {} right {}, where always saying the commoner gets {}; AUC {} {}",
    "由 {} 条有分值的文本学得；用{}的 {} 条检验：判断正确 {} {}，总猜多数类为 {}；AUC {} {}",
)
_OTHERS = Words("others, in five parts in turn,", "其余（分五份轮流）")
_USE = Words(
    "{} texts without a score are ranked by it, to be read first: no level is drawn from them",
    "据此为 {} 条没有分值的文本排定阅读顺序，不推断满意度",
)
_REFUSED = {
    "few": Words(
        "too few texts with a score to learn from (300, and 30 of either kind)",
        "有分值的文本太少，不足以学习（需 300 条，且高低分各 30 条）",
    ),
    "extra": Words(
        'learning from texts needs scikit-learn: pip install "cxmap[text]"',
        '从文本学习需要 scikit-learn：pip install "cxmap[text]"',
    ),
    "chance": Words("it tells no better than chance, so nothing is ranked", "判断不优于随机，未排序"),
}
_EXAMPLES = Words(
    "texts to read; what names a person is masked, as far as it is recognised", "可读原文（已尽量遮盖个人信息）"
)
_UNSCORED = Words("without a score, read first", "没有分值，建议先读")
_TOLD = 6


def text_sections(found: MapMeasurements, language: Language) -> Iterator[Section]:
    """Yield what the texts of each source tell: themes as a table, then words, how far the model is to be trusted, examples."""
    heads = tuple(words.said(language) for words in THEME_HEADS)
    for said in found.texts:
        rows = tuple(_theme_rows(said, language))
        remarks = (*_remarks(said, language), *_examples_said(said, language))
        yield Section(_head_said(said, found, language), heads if rows else (), rows, remarks)


def _head_said(said: MeasuredTexts, found: MapMeasurements, language: Language) -> str:
    """Say how many texts there are, and how many of them have a theme."""
    n = f"<{found.suppress_below}" if said.texts < found.suppress_below else f"{said.texts:,}"
    text = _ALL.said(language).format(said.source, n)
    if _has_scores(said):
        text += _SIDES.said(language).format(*("–" if n is None else f"{n:,}" for n in (said.low, said.high)))
    if said.is_sampled:
        text += _SAMPLED.said(language)
    if said.coverage is not None and said.coverage.value is not None:
        text += _COVERED.said(language).format(_share(said.coverage), interval(said.coverage, "csat"))
    return text


def _remarks(said: MeasuredTexts, language: Language) -> Iterator[str]:
    """Say the words that go with low and with high scores, and how far what was learnt is to be trusted."""
    for words in said.words:
        yield from _words_said(words, language)
    if said.segmenter == "pairs":
        yield _PAIRS.said(language)
    if _has_scores(said):
        yield from _learnt_said(said.learnt, language)


def _has_scores(said: MeasuredTexts) -> bool:
    """Whether some texts stand beside scores: those of complaints do not."""
    return said.low != 0 or said.high != 0


def _theme_rows(said: MeasuredTexts, language: Language) -> Iterator[tuple[str, ...]]:
    """Yield the table of themes: those that come up, most frequent first, each with the touchpoints where it stands out.

    It stands out where the interval of its share lies above the share in the journey.
    """
    whole = [theme for theme in said.themes if theme.of == "journey" and theme.share.value]
    for theme in sorted(whole, key=lambda theme: (-(theme.share.value or 0.0), theme.theme)):
        yield _cells(theme, theme.theme_name)
        for at in said.themes:
            if at.of == "touchpoint" and at.theme == theme.theme and (at.share.low or 0.0) > (theme.share.value or 0.0):
                yield _cells(at, f"  {theme.theme_name} · {at.name}")


def _examples_said(said: MeasuredTexts, language: Language) -> Iterator[str]:
    """Yield texts to read, each after what it is about. What people wrote is one line, and no code of Markdown."""
    if said.examples:
        yield _EXAMPLES.said(language)
    for example in said.examples:
        about = _UNSCORED.said(language) if example.kind == "unscored" else example.name
        text = " ".join(example.text.replace("`", "ˋ").split())
        yield f"{about}：“{text}”" if language == "zh" else f"{about}: “{text}”"


def texts_data(said: MeasuredTexts, least: int) -> dict[str, Any]:
    """Return what texts tell as plain data: never a text, and no count below `least`."""
    return {
        "source": said.source,
        **_counts({"texts": said.texts, "low": said.low, "high": said.high, "unscored": said.learnt.unscored}, least),
        **({"sampled": "hash"} if said.is_sampled else {}),
        "segmenter": said.segmenter,
        **({"coverage": figure_data(said.coverage)} if said.coverage is not None else {}),
        "words": [
            {words.of: words.id, "low": _words_data(words.low), "high": _words_data(words.high)} for words in said.words
        ],
        "themes": [_theme_data(theme) for theme in said.themes],
        **({"learnt": _learnt_data(said.learnt, least)} if _has_scores(said) else {}),
    }


def _words_said(words: TextWords, language: Language) -> Iterator[str]:
    place = _ALL_OF_IT.said(language) if words.of == "journey" else words.name
    for these, side in ((words.low, _LOW), (words.high, _HIGH)):
        if these:
            said = ("、" if language == "zh" else ", ").join(
                f"{word.word} (n {word.n:,}, z {number(abs(word.z), 'nps')})" for word in these[:_TOLD]
            )
            yield _AT.said(language).format(place, side.said(language)) + said


def _learnt_said(learnt: Learnt, language: Language) -> Iterator[str]:
    test = learnt.back_test
    if test is not None:
        on, tested = test.on and (f"of {test.on}" if language == "en" else f" {test.on} "), f"{test.accuracy.n:,}"
        on = on or _OTHERS.said(language)
        yield _RANKED.said(language).format(
            f"{test.learnt_from:,}", *((tested, on) if language == "en" else (on, tested)), _share(test.accuracy), interval(test.accuracy, "csat"),
            number(test.baseline, "csat"), _two(test.auc.value), f"[{_two(test.auc.low)}, {_two(test.auc.high)}]",
        )  # fmt: skip
    if learnt.refused:
        yield _REFUSED[learnt.refused].said(language)
    elif learnt.ranked:
        some = "" if learnt.ranked == learnt.unscored else f"/{learnt.unscored:,}"
        yield _USE.said(language).format(f"{learnt.ranked:,}{some}")


def _cells(theme: ThemeFigure, name: str) -> tuple[str, ...]:
    change = ""
    if theme.change is not None:
        change = signed(theme.change) + ("*" if theme.p is not None and theme.p < SIGNIFICANT else "")
    return (
        name, f"{theme.share.n:,}", _share(theme.share), interval(theme.share, "csat"), _share(theme.low), _share(theme.high),
        change,
    )  # fmt: skip


def _share(figure: Figure) -> str:
    return "–" if figure.value is None else number(figure.value, "csat")


def _two(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _counts(counts: dict[str, int | None], least: int) -> dict[str, int]:
    return {name: count for name, count in counts.items() if count is not None and count >= least}


def _words_data(words: Sequence[TellingWord]) -> list[dict[str, Any]]:
    return [{"word": word.word, "n": word.n, "z": rounded(word.z), "p": rounded(word.p)} for word in words]


def _theme_data(theme: ThemeFigure) -> dict[str, Any]:
    return {
        theme.of: theme.id,
        "theme": theme.theme,
        **figure_data(theme.share),
        "low": figure_data(theme.low),
        "high": figure_data(theme.high),
        **({"period": theme.period, "change": rounded(theme.change), "p": rounded(theme.p)} if theme.period else {}),
    }


def _learnt_data(learnt: Learnt, least: int) -> dict[str, Any]:
    test = learnt.back_test
    return {
        **({"refused": learnt.refused} if learnt.refused else {}),
        **_counts({"ranked": learnt.ranked}, max(least, 1)),
        **({"back_test": {"learnt_from": test.learnt_from, "on": test.on or "five parts", "accuracy": figure_data(test.accuracy), "baseline": rounded(test.baseline), "auc": figure_data(test.auc)}} if test is not None else {}),
    }  # fmt: skip


def text_rows(said: MeasuredTexts, found: MapMeasurements) -> Iterator[Row]:
    """Yield rows for CSV: never a text, and no count below what is shown."""
    journey, least = of_journey(found, said.source), found.suppress_below
    counts = {
        "texts": said.texts, "texts-scored-low": said.low, "texts-scored-high": said.high, "texts-unscored": said.learnt.unscored,
    }  # fmt: skip
    for metric, n in _counts(counts, max(least, 1)).items():
        yield journey._replace(metric=metric, n=n, note="sampled: hash" if said.is_sampled else "")
    if said.coverage is not None:
        yield with_figure(journey, "texts-with-a-theme", said.coverage)
    for theme in said.themes:
        yield from _theme_rows_of(theme, said.source)
    for words in said.words:
        about = Row(of=words.of, id=words.id, name=words.name, by="word", source=said.source)
        for metric, these in (("word-of-low", words.low), ("word-of-high", words.high)):
            for word in these:
                yield about._replace(by_id=word.word, metric=metric, n=word.n, value=word.z, p=word.p)
    if _has_scores(said):
        yield from _learnt_rows(journey, said.learnt, least)


def _theme_rows_of(theme: ThemeFigure, source: str) -> Iterator[Row]:
    about = Row(of=theme.of, id=theme.id, name=theme.name, by="theme", by_id=theme.theme, source=source)
    for metric, figure in (("theme", theme.share), ("theme-in-low", theme.low), ("theme-in-high", theme.high)):
        yield with_figure(about, metric, figure)
    if theme.period:
        yield about._replace(metric="theme", period=theme.period, change=theme.change, p=theme.p)


def _learnt_rows(journey: Row, learnt: Learnt, least: int) -> Iterator[Row]:
    test = learnt.back_test
    if learnt.refused:
        yield journey._replace(metric="texts-ranked", note=learnt.refused)
    for n in _counts({"ranked": learnt.ranked}, max(least, 1)).values():
        yield journey._replace(metric="texts-ranked", n=n)
    if test is not None:
        on = journey._replace(period=test.on, note="" if test.on else "in five parts in turn")
        yield on._replace(metric="texts-learnt-from", n=test.learnt_from)
        yield with_figure(on, "accuracy", test.accuracy)
        yield on._replace(metric="accuracy-baseline", n=test.accuracy.n, value=test.baseline)
        yield with_figure(on, "auc", test.auc)
