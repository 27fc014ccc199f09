"""The two languages of cxmap, and words said in both."""

from __future__ import annotations

from typing import Literal, NamedTuple

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


class Words(NamedTuple):
    """One thing said in both languages."""

    en: str
    zh: str

    def said(self, language: Language) -> str:
        """Return these words in `language`."""
        return self.zh if language == "zh" else self.en


def language_of_locale(environment: dict[str, str]) -> Language:
    """Return the language a person's environment asks for: `CXMAP_LANG`, else the POSIX locale, else English."""
    for variable in ("CXMAP_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(variable, "")
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def listed(names: list[str], language: Language) -> str:
    """Join names for a sentence: `a, b, c` or `a、b、c`."""
    return ("、" if language == "zh" else ", ").join(names)
