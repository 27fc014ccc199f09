"""Very long texts: cut in every format for people, never in the middle of what is seen as one character."""

import pytest

from cxmap.diagnostics import Span, Text
from cxmap.language import LANGUAGES, Language, Words
from cxmap.report.cells import LONGEST, shortened
from cxmap.report.findings import FileFindings, as_text
from tests.report.made import FORMATS, Format, finding, plain


def test_the_beginning_and_the_end_stay() -> None:
    assert shortened("a" * LONGEST) == "a" * LONGEST
    message = f"“{'x' * 200_000}” has no owner"
    assert len(shortened(message)) == LONGEST
    assert shortened(message).startswith("“xxx")
    assert shortened(message).endswith("xxx” has no owner")
    assert shortened("abcdefghijkl", 10) == "abcdefgh…l"


@pytest.mark.parametrize("cluster", ["e\u0301", "👩\u200d👩\u200d👧", "👍🏽", "🇨🇳", "\ud83d\ude00", "कि", "❤\ufe0f"])
def test_what_is_seen_as_one_is_left_whole(cluster: str) -> None:
    for shift in range(len(cluster)):
        before, after = shortened("." * shift + cluster * 300, 100).split("…")
        assert len(before) + len(after) < 100
        assert not before.strip(".").replace(cluster, "") or cluster == "🇨🇳"
        assert not after.replace(cluster, "")


def test_a_heap_of_accents_is_cut_somewhere() -> None:
    assert len(shortened("a" + "\u0301" * 100_000)) == LONGEST


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("written", FORMATS, ids=lambda one: one.name)
def test_no_format_for_people_is_flooded(written: Format, language: Language) -> None:
    name = "名" * 200_000
    said = Words(f"“{name}” is wrong", f"“{name}”有误")
    text = Text("a.yaml", f"name: {name}\n")
    one = finding(message=said.en, zh=said.zh, file="a.yaml", span=Span(6, 9), remedy=said, related=(Span(0, 4), said))
    out = written.write([FileFindings(text, [one], [(one, name)])], language)
    assert len(out) < 10_000 or written.name in ("json", "jsonl")
    assert "…" in out or written.name in ("json", "jsonl", "statistics")


def test_an_excerpt_of_what_takes_no_room_has_an_end() -> None:
    text = Text("a", "a" + "\u0301" * 100_000 + "b\n")
    for start in (0, 1, 50_000, 100_001):
        out = plain(as_text(FileFindings(text, [finding(span=Span(start, start + 1))]), "en"))
        assert len(out) < 2_000
        assert "^" in out
