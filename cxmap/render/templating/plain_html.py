"""What a workspace may put into a page: HTML that says and shows, and style rules that stay on the page."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from markupsafe import Markup

from cxmap.language import Words
from cxmap.render.templating.sandbox import RefusedError

if TYPE_CHECKING:
    from collections.abc import Sequence

_EMPTY = frozenset(["br", "hr", "img", "wbr", "col"])
_ELEMENTS = _EMPTY | frozenset(
    [
        "a",
        "abbr",
        "address",
        "aside",
        "b",
        "bdi",
        "blockquote",
        "caption",
        "cite",
        "code",
        "colgroup",
        "dd",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "footer",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "i",
        "kbd",
        "li",
        "mark",
        "nav",
        "ol",
        "p",
        "pre",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "section",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "u",
        "ul",
        "var",
        "svg",
        "g",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
    ]
)
_ATTRIBUTES = frozenset(
    [
        "alt",
        "class",
        "cite",
        "colspan",
        "datetime",
        "dir",
        "height",
        "href",
        "id",
        "lang",
        "role",
        "rowspan",
        "scope",
        "span",
        "src",
        "start",
        "title",
        "translate",
        "width",
        "viewbox",
        "xmlns",
        "d",
        "x",
        "y",
        "x1",
        "y1",
        "x2",
        "y2",
        "cx",
        "cy",
        "r",
        "rx",
        "ry",
        "dx",
        "dy",
        "points",
        "fill",
        "fill-opacity",
        "fill-rule",
        "stroke",
        "stroke-width",
        "stroke-linecap",
        "stroke-linejoin",
        "stroke-dasharray",
        "stroke-opacity",
        "opacity",
        "transform",
        "preserveaspectratio",
        "text-anchor",
        "font-size",
        "font-weight",
        "font-family",
    ]
)
_TAG = re.compile(r"</?[a-zA-Z](?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>")
_NO_TAG = Words("a < begins no element; write &lt;", "有 < 不是标签的开头；请写 &lt;")
_NO_COMMENT = Words("<!-- is not allowed; write {# #}", "不允许使用 <!--；请写 {# #}")
_LINK = re.compile(r"(?:https?:|mailto:|#)", re.IGNORECASE)
_IMAGE = re.compile(r"data:image/(?:png|jpeg|gif|webp|svg\+xml)[;,]", re.IGNORECASE)
_ESCAPED_LETTER = re.compile(r"\\(?:([0-9a-f]{1,6})[ \t\n]?|([g-z-]))", re.IGNORECASE)
_LEADING_AWAY = re.compile(
    r"@import|@namespace|</|<!--|-->|url\((?!\s*[\"']?data:)|(?:image|image-set|src)\(", re.IGNORECASE
)
_SAFE_IN_RULES = re.compile(r"[^\w #%.,-]", re.ASCII)


def check_html(text: str) -> None:
    """Refuse HTML that could act, fetch, lead a reader away unasked, or close what it has not opened.

    Raises:
        RefusedError: it does.
    """
    _check_tags(text)
    reading = _Reading()
    reading.feed(text)
    reading.close()
    if reading.open:
        raise RefusedError(Words(f"<{reading.open[-1]}> is not closed", f"<{reading.open[-1]}> 没有结束标签"))
    if reading.read != text.count("<"):
        raise RefusedError(_NO_TAG)


def _check_tags(text: str) -> None:
    """Refuse what begins as a tag and does not end: the parser would look for its end again and again."""
    at = text.find("<")
    while at >= 0:
        if (found := _TAG.match(text, at)) is None:
            raise RefusedError(_NO_COMMENT if text.startswith("<!--", at) else _NO_TAG)
        at = text.find("<", found.end())


def check_rules(text: str) -> None:
    """Refuse style rules that fetch something or could end the style element.

    Raises:
        RefusedError: they do.
    """
    if (found := _LEADING_AWAY.search(_ESCAPED_LETTER.sub(_letter, text))) is not None:
        raise RefusedError(
            Words(
                f"style rules may not hold `{found[0]}`; url() only with data:",
                f"样式中不能有 `{found[0]}`；url() 只能用 data:",
            )
        )


def escaped_for_rules(value: str) -> Markup:
    """Return a value so that it can be written between the quotes of a string in style rules, or as a colour."""
    return Markup(_SAFE_IN_RULES.sub(_code, value))  # noqa: S704  nothing is left that HTML or CSS would obey


def _code(found: re.Match[str]) -> str:
    return found[0] if found[0] > "\x9f" else f"\\{ord(found[0]):x} "


def _letter(found: re.Match[str]) -> str:
    letter = chr(min(int(found[1], 16), 0x10FFFF)) if found[1] else found[2]
    return letter if letter.isascii() and (letter.isalpha() or letter == "-") else found[0]


class _Reading(HTMLParser):
    """Reads HTML and holds it against what is allowed; every `<` must have been understood."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.read = 0

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        written = self.get_starttag_text() or ""
        self.read += written.count("<")
        if tag not in _ELEMENTS:
            raise RefusedError(Words(f"<{tag}> is not allowed", f"不允许使用 <{tag}>"))
        for name, value in attrs:
            _check_attribute(tag, name, value or "")
        if tag not in _EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _EMPTY and "svg" in self.open:  # elsewhere, browsers do not heed the stroke
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        self.read += 1
        if not self.open or self.open.pop() != tag:
            raise RefusedError(Words(f"</{tag}> closes what is not open", f"</{tag}> 没有对应的开始标签"))

    def handle_comment(self, data: str) -> None:
        raise RefusedError(_NO_COMMENT)

    def handle_decl(self, decl: str) -> None:
        raise RefusedError(Words("<! is not allowed", "不允许使用 <!"))

    def unknown_decl(self, data: str) -> None:
        self.handle_decl(data)

    def handle_pi(self, data: str) -> None:
        raise RefusedError(Words("<? is not allowed", "不允许使用 <?"))


def _check_attribute(tag: str, name: str, value: str) -> None:
    refused = RefusedError(Words(f"{name}= is not allowed at <{tag}>", f"<{tag}> 不允许使用 {name}="))
    if name == "style":
        raise RefusedError(
            Words("style= is not allowed; write style.css.j2", "不允许使用 style=；请写在 style.css.j2 中")
        )
    if name not in _ATTRIBUTES and not name.startswith("aria-"):
        raise refused
    if name in ("href", "cite"):
        if tag not in ("a", "blockquote", "q") or not _LINK.match(value):
            raise RefusedError(
                Words(
                    f"{name}={value[:40]} leads elsewhere than to http, https, mailto or #",
                    f"{name}={value[:40]} 不是 http、https、mailto 或 # 链接",
                )
            )
    elif name == "src":
        if tag != "img" or not _IMAGE.match(value):
            raise RefusedError(Words("src= may only hold a data: image", "src= 只能是 data: 图片"))
    elif "url(" in value.lower() or ("\\" in value and name not in ("alt", "title")):
        raise refused
