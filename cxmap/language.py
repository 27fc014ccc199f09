"""The two languages of cxmap, and words said in both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")

_INSIDE = str.maketrans("“”", "‘’")


class Words(NamedTuple):
    """One thing said in both languages."""

    en: str
    zh: str

    def said(self, language: Language) -> str:
        """Return these words in `language`."""
        return self.zh if language == "zh" else self.en


class Noun(NamedTuple):
    """Something that is counted: its English singular and plural, and its Chinese name with the measure word."""

    one: str
    many: str
    zh: str

    def counted(self, n: int, language: Language) -> str:
        """Return how many there are: `1 case`, `1,064 cases`, `1,064 个案例`."""
        return f"{n:,} {self.zh if language == 'zh' else self.one if n == 1 else self.many}"


def language_of_locale(environment: Mapping[str, str]) -> Language:
    """Return the language a person's environment asks for: `CXMAP_LANG`, else the POSIX locale, else English."""
    for variable in ("CXMAP_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(variable, "")
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def listed(names: Sequence[str], language: Language) -> str:
    """Join names for a list: `a, b, c` or `a、b、c`."""
    return ("、" if language == "zh" else ", ").join(names)


def enumerated(names: Sequence[str], language: Language) -> str:
    """Join names within a sentence: `a, b and c` or `a、b和c`, with spaces about the last word beside code."""
    *first, last = names or ("",)
    if not first:
        return last
    if language == "en":
        return f"{listed(first, 'en')} and {last}"
    before, after = (" " if code else "" for code in (first[-1].endswith("`"), last.startswith("`")))
    return f"{listed(first, 'zh')}{before}和{after}{last}"


def in_quotes(text: str) -> str:
    """Put a name or a text of the map in quotation marks, as both languages do; its own become single ones."""
    return f"“{text.translate(_INSIDE)}”"
