"""How pictures phrase what they say: thoughts, details in brackets, sentences of several facts, sizes of samples.

Of the map's own texts, personas, teams, channels and dimensions stand bare in a sentence; stages, touchpoints, pain
points, actions and risks stand in quotation marks (`cxmap.language.in_quotes`), since they are clauses themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import Words, enumerated, in_quotes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.language import Language

_OWN_MARKS = (("“", "”"), ("‘", "’"), ("「", "」"), ("『", "』"), ('"', '"'), ("'", "'"))
_COMMA, _SEMICOLON, _STOP = Words(", ", "，"), Words("; ", "；"), Words(".", "。")


def quoted(text: str) -> str:
    """Put what somebody thinks or says in quotation marks, unless it brings its own."""
    brings_its_own = any(text.startswith(first) and text.endswith(last) for first, last in _OWN_MARKS)
    return text if brings_its_own else in_quotes(text)


def commas(texts: Iterable[str], language: Language) -> str:
    """Join small facts: `a, b` or `a，b`; those that are empty are left out."""
    return _COMMA.said(language).join(filter(None, texts))


def semicolons(texts: Iterable[str], language: Language) -> str:
    """Join clauses that may have commas themselves: `a; b` or `a；b`; those that are empty are left out."""
    return _SEMICOLON.said(language).join(filter(None, texts))


def sentence(facts: Iterable[str], language: Language) -> str:
    """Make one sentence of facts: `First fact; second fact.`; nothing of none."""
    said = semicolons(facts, language)
    return f"{said[0].upper()}{said[1:]}{_STOP.said(language)}" if said else ""


def some_of(names: Sequence[str], others: Words, language: Language) -> str:
    """Name one or two; of more the first, `others` saying how many others there are and how many in all."""
    if len(names) > 2:
        return others.said(language).format(names[0], len(names) - 1, len(names))
    return enumerated(names, language)


def with_detail(text: str, detail: str, language: Language) -> str:
    """Put a detail in brackets behind a text: `text (detail)` or `text（detail）`; the text alone where there is none."""
    if not detail:
        return text
    return f"{text}（{detail}）" if language == "zh" else f"{text} ({detail})"


def sample(n: int) -> str:
    """Say the size of a sample: `n=1,486`."""
    return f"n={n:,}"
