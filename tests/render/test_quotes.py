"""Quotation marks of both languages, and those within them."""

from __future__ import annotations

import pytest

from cxmap.render.quotes import called_so, quoted


@pytest.mark.parametrize(
    ("text", "en", "zh"),
    [
        ("Guest checkout", "‘Guest checkout’", "“Guest checkout”"),
        ("批复函附“补什么能多贷”", "‘批复函附“补什么能多贷”’", "“批复函附‘补什么能多贷’”"),
        ("A ‘fits like’ note, and the bank’s app", "‘A “fits like” note, and the bank’s app’", "“A ‘fits like’ note, and the bank’s app”"),
    ],
)  # fmt: skip
def test_what_something_is_called_is_marked_by_language(text: str, en: str, zh: str) -> None:
    assert (called_so(text, "en"), called_so(text, "zh")) == (en, zh)


def test_a_thought_keeps_its_own_marks() -> None:
    assert [quoted(text) for text in ("Why?", "「为什么？」")] == ["“Why?”", "「为什么？」"]
