from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cxmap.render.text._width_table import ROWS
from cxmap.render.text.widths import advance, clusters, units
from tests.render.chromium import FAMILIES, measure

FULL_WIDTH = "客戶體驗경험（）。，、：《》ＡＢ１２“”‘’—…→¥￥·×÷"
ASCII = [chr(code) for code in range(0x20, 0x7F)]
SAME_PICTURE = (*("👍", "👍🏽", "👨‍👩‍👧‍👦", "🏳️‍🌈", "🇨🇳", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "1️⃣", "#️⃣", "☀️", "❤️", "❤️‍🔥", "✔", "🧑🏻‍💻", "😀"),)

# Chromium's own numbers are 1/64 px at times.
TOLERANCE = 1e-4


def test_empty_text_has_no_width() -> None:
    assert advance("") == 0


@pytest.mark.parametrize("character", FULL_WIDTH.replace("¥", ""))
def test_cjk_and_what_cjk_fonts_draw_in_full_width_is_an_em_wide(character: str) -> None:
    assert advance(character) == advance(character, bold=True) == 1


@pytest.mark.parametrize("picture", SAME_PICTURE)
def test_an_emoji_of_many_code_points_is_one_picture(picture: str) -> None:
    assert clusters(picture) == [picture]
    assert advance(picture) == advance(picture, bold=True) == 1.4


def test_emoji_side_by_side_are_told_apart() -> None:
    assert clusters("🇨🇳🇯🇵👍🏽👍x1️⃣2") == ["🇨🇳", "🇯🇵", "👍🏽", "👍", "x", "1️⃣", "2"]
    assert clusters("文🏽\u3000🏽") == ["文", "🏽", "\u3000", "🏽"]


@pytest.mark.parametrize("mark", ["\u0301", "\u0308", "\u200b", "\u200d", "\u2060", "\ufeff", "\ufe0e", "\u00ad"])
def test_marks_and_invisible_characters_have_no_width(mark: str) -> None:
    assert advance(f"e{mark}") == advance("e")


def test_combining_marks_belong_to_their_base() -> None:
    assert clusters("e\u0301te\u0301") == ["e\u0301", "t", "e\u0301"]
    assert clusters("\u1112\u1161\u11ab") == ["\u1112\u1161\u11ab"]  # 한 in parts
    assert clusters("\u0301a") == ["\u0301", "a"]


@pytest.mark.parametrize(
    ("text", "width"),
    [("\u05d0", 1.0), ("\u0e01", 1.0), ("\u0d05", 1.4), ("\u1780", 1.4), ("⸺", 2.0), ("\t", 0.32), ("\ue000", 1.0)],
)
def test_what_no_table_holds_has_a_generous_width(text: str, width: float) -> None:
    assert advance(text) == width


def test_known_widths_of_wide_fonts_are_covered() -> None:
    # DejaVu Sans: W 2025, m 1995, 0 1303 of 2048 units; its bold: W 2259, m 2134, 0 1425.
    for character, regular, bold in [("W", 2025, 2259), ("m", 1995, 2134), ("0", 1303, 1425)]:
        assert regular / 2048 <= advance(character) <= regular / 2048 + 0.06
        assert bold / 2048 <= advance(character, bold=True) <= bold / 2048 + 0.06


def test_rows_of_the_table_are_in_order_and_bold_is_never_narrower() -> None:
    for start, regular, bold in ROWS:
        assert len(regular) == len(bold)
        pairs = zip(bytes.fromhex(regular), bytes.fromhex(bold), strict=True)
        assert all(width <= bold_width for width, bold_width in pairs), hex(start)
    spans = sorted((start, start + len(regular) // 2) for start, regular, _ in ROWS)
    assert all(stop <= start for (_, stop), (start, _) in pairwise(spans))


@given(st.text(), st.booleans())
@example("🇨🇳🇯🇵 e\u0301 1️⃣", False)
def test_the_width_of_a_text_is_the_sum_of_its_clusters(text: str, bold: bool) -> None:
    parts = clusters(text)
    assert "".join(parts) == text
    assert units(text, bold=bold) == sum(units(part, bold=bold) for part in parts)
    assert advance(text, bold=bold) == units(text, bold=bold) / 100


@given(st.text())
def test_bold_is_never_narrower_than_regular(text: str) -> None:
    assert 0 <= advance(text) <= advance(text, bold=True)


def test_no_pair_of_ascii_characters_is_wider_in_chromium(tmp_path: Path) -> None:
    """Kerning and ligatures are within the envelope; four of each pair in a row make the differences add up."""
    texts = [(first + second) * 4 for first in ASCII for second in ASCII if " " not in first + second]
    texts += [f"{first} {second}" for first in ASCII for second in ASCII]
    texts += ["3x4x5", "->", "-->", "<=>", "!=", "http://www.example.com/ffi-fl", "(c) 2026 AVAVA To", "To. Ty, P. AAA"]
    for bold in (False, True):
        for family, widths in measure(texts, FAMILIES, bold=bold, folder=tmp_path).items():
            wider = [
                text for text, width in zip(texts, widths, strict=True) if width > advance(text, bold=bold) + TOLERANCE
            ]
            assert not wider, f"{family}, bold: {bold}"
