"""Makes an empty deck of python-pptx's template: one clean layout of the right size, with the map's fonts and colours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lxml import etree

from cxmap.render.formats.pptx.drawingml import emu, tag
from cxmap.render.theme import PERSONA_COLOURS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.render.subject import Subject
    from cxmap.render.theme import Theme

_LAYOUT = "Title Only"
_LATIN, _CHINESE = "Arial", "Microsoft YaHei"
"""What every PowerPoint has, or replaces well."""
_CHINESE_NAME = re.compile(r"[^\x00-\u2e7f]|\b(CJK|SC|TC|Han|Hei|YaHei|Song|Kai|Ming|PingFang|GB)\b")
_NOT_NEEDED = ("/thumbnail", "/printerSettings")
_PROPERTIES = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>cxmap</Application></Properties>"
)


def empty_deck(pptx: Any, subject: Subject, size: tuple[float, float]) -> Any:
    """Return a deck without slides; `size` is that of a slide, in points."""
    deck = pptx.Presentation()
    before = deck.slide_width, deck.slide_height
    deck.slide_width, deck.slide_height = emu(size[0]), emu(size[1])
    deck.part._element.find(tag("p:sldSz")).attrib.pop("type", None)
    for layout in list(deck.slide_layouts):
        if layout.name != _LAYOUT:
            deck.slide_layouts.remove(layout)
    stretch = deck.slide_width / before[0], deck.slide_height / before[1]
    for shapes in (deck.slide_master.shapes, deck.slide_layouts[0].shapes):
        _stretch(shapes, *stretch)
    _leave_out(deck.part)
    _leave_out(deck.part.package)
    for part in deck.part.package.iter_parts():
        if part.partname == "/docProps/app.xml":
            part._blob = _PROPERTIES
    _dress(_theme_part(deck.slide_master.part), subject.theme)
    _describe(deck.core_properties, subject)
    return deck


def dress_notes(deck: Any, theme: Theme) -> None:
    """Give the notes the fonts of the slides."""
    _dress(_theme_part(deck.notes_master.part), theme)


def _stretch(shapes: Iterable[Any], across: float, down: float) -> None:
    for shape in shapes:
        if shape._element.spPr.xfrm is not None:  # else the master's place holds
            shape.left, shape.width = round(shape.left * across), round(shape.width * across)
            shape.top, shape.height = round(shape.top * down), round(shape.height * down)


def _leave_out(source: Any) -> None:
    """Drop what a deck does not need: a thumbnail of something else, the settings of someone's printer."""
    for name, relation in list(source._rels.items()):
        if relation.reltype.endswith(_NOT_NEEDED):
            source._rels.pop(name)


def _theme_part(part: Any) -> Any:
    return next(relation.target_part for relation in part.rels.values() if relation.reltype.endswith("/theme"))


def _dress(part: Any, theme: Theme) -> None:
    """Set fonts and colours where PowerPoint looks for them, so that who changes the theme changes all slides."""
    is_tree = hasattr(part, "_element")
    root = part._element if is_tree else etree.fromstring(part.blob)
    latin = theme.own_fonts[0] if theme.own_fonts else _LATIN
    chinese = next((font for font in theme.own_fonts if _CHINESE_NAME.search(font)), _CHINESE)
    for kind in ("majorFont", "minorFont"):
        for fonts in root.iter(tag(f"a:{kind}")):
            for own in fonts.findall(tag("a:font")):
                fonts.remove(own)
            fonts.find(tag("a:latin")).set("typeface", latin)
            fonts.find(tag("a:ea")).set("typeface", chinese)
    accents = (theme.accent, *PERSONA_COLOURS[1:])
    for number, colour in enumerate((theme.ink, *accents)):
        for place in root.iter(tag(f"a:accent{number}" if number else "a:dk2")):
            place[:] = [etree.Element(tag("a:srgbClr"), val=colour.lstrip("#"))]
    if not is_tree:
        part._blob = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _describe(properties: Any, subject: Subject) -> None:
    journey = subject.journey
    properties.title = subject.title[:255]
    properties.author = subject.text(journey.client)[:255]
    properties.subject = subject.text(journey.description)[:255]
    properties.keywords = journey.id
    properties.language = {"zh": "zh-CN", "en": "en-US"}[subject.language]
    properties.comments = properties.last_modified_by = ""
    for child in list(properties._element):
        if etree.QName(child).localname in ("created", "modified", "revision"):  # of the template, not of this deck
            properties._element.remove(child)
