"""Texts from a map, made harmless for where they are shown: Markdown that stays text, XML that parses, JSON that encodes."""

from __future__ import annotations

import json
import re
import textwrap
from typing import TYPE_CHECKING, Any

from cxmap.report.cells import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cxmap.language import Language

_JOINER = "\N{WORD JOINER}"  # takes no room, and no forge reads past it
_MARKDOWN = re.compile(r"[\\`*_\[\]<>&|~]")
_REFERENCE = re.compile(
    r"""
      [@\#!~%&$^*\[{](?=[\w"'/\[+\-])           # @team  #12  and GitLab's !12  ~label  %milestone  &epic  $snippet …
    | (?<![A-Za-z0-9])(?:[A-Z][A-Z0-9]*|gh)-(?=\d)  # GH-12 and the issues of other trackers
    | /(?=/) | :(?=[\w+-]+:)                    # an address; an :emoji:
    | (?:(?<=www)|(?<=WWW))(?=\.)
    """,
    re.VERBOSE,
)
_COMMIT = re.compile(r"(?<![0-9A-Za-z])[0-9A-Fa-f]{7,64}(?![0-9A-Za-z])")
_NO_XML = re.compile("[\ufffe\uffff]")
_NO_JSON = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_CODE = re.compile("`[^`]*[^`\\s][^`]*`")
_COMMON_WORD = re.compile(r"[a-z]+(?=[ ,])")
_SENTENCE_ENDS = ".!?…。！？"
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|\t")  # the wide signs too, and what is trimmed before them
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
"""Controls, line ends of every kind, and what turns the direction of a text: a terminal would obey them, a spreadsheet hide them."""


def one_line(text: str) -> str:
    """Return a text on one line, without controls."""
    return printable(" ".join(text.split()))


def prose(text: str) -> str:
    """Return one of our sentences, with texts from a map in it, as it is written in Markdown.

    What stands in backticks is code; in the rest no Markdown, HTML, mention, issue or address comes of anything.
    """
    return _with_code(one_line(text), _inert)


def our_prose(text: str) -> str:
    """Return a sentence of the documentation in Markdown without HTML; nothing in it comes from a map."""
    return _with_code(text, lambda plain: _MARKDOWN.sub(r"\\\g<0>", plain))


def code(text: str) -> str:
    """Return a text as code in Markdown, for a table too."""
    shown = one_line(text).replace("|", "\\|")
    longest = max((len(run) for run in re.findall("`+", shown)), default=0)
    if not longest:
        return f"`{shown}`" if shown else ""
    fence = "`" * (longest + 1)
    return f"{fence} {shown} {fence}"


def table_row(cells: Sequence[str]) -> str:
    """Return a row of a Markdown table; the cells have been escaped already."""
    return "| " + " | ".join(cells) + " |"


def xml_text(text: str) -> str:
    """Return a text for the inside of an XML element or a quoted attribute."""
    from html import escape

    return escape(_NO_XML.sub("\N{REPLACEMENT CHARACTER}", printable(text)))


def json_text(value: Any, indent: int | None = None) -> str:
    """Return data as JSON, Chinese as it is; what a terminal would obey, or UTF-8 cannot say, is escaped."""
    written = json.dumps(value, ensure_ascii=False, indent=indent)
    return _NO_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", written)


def spreadsheet_cell(value: Any) -> Any:
    """Return a value for a cell of CSV: a text that a spreadsheet would run as a formula gets an apostrophe before it.

    It has no line ends: what stands after a lone carriage return would be a cell by itself, unquoted. Nor has it controls.
    """
    if not isinstance(value, str):
        return value
    return _UNSEEN.sub(" ", f"'{value}" if _FORMULA.match(value) else value)


def sentences(texts: list[str], language: Language) -> str:
    """Return messages, which begin small and have no full stop, as sentences one after the other."""
    return ("" if language == "zh" else " ").join(_sentence(text, language) for text in texts if text)


def capitalised(text: str, language: Language) -> str:
    """Return a text that begins with a common word as a sentence begins; a name in front is left as it is.

    In Chinese, a word of letters is a name: `id`, `cxmap`.
    """
    return text[0].upper() + text[1:] if language == "en" and _COMMON_WORD.match(text) else text


def _sentence(text: str, language: Language) -> str:
    text = capitalised(text, language)
    return text if text.endswith(tuple(_SENTENCE_ENDS)) else text + ("。" if language == "zh" else ".")


def _inert(text: str) -> str:
    joined = _REFERENCE.sub(lambda match: match[0] + _JOINER, text).replace("@", _JOINER + "@")
    joined = _COMMIT.sub(lambda match: _JOINER.join(textwrap.wrap(match[0], 5)), joined)
    return _MARKDOWN.sub(r"\\\g<0>", joined).replace("$", "<span>$</span>")


def _with_code(text: str, plain: Callable[[str], str]) -> str:
    """Put `plain` over what is not in backticks; a backtick that has no other, or nothing before the next, is plain."""
    shown, rest = [], text
    while match := _CODE.search(rest):
        shown += [plain(rest[: match.start()]), match[0]]
        rest = rest[match.end() :]
    return "".join([*shown, plain(rest)])
