"""Texts of a map with what has happened to them since another version: a bar, a sign, what is gone struck out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from cxmap.render.marks.icons import MARK_ICONS
from cxmap.render.scene import Box, Item, Label, Mark, Rect
from cxmap.render.text.paragraphs import LEADING, MINOR, Paragraph

if TYPE_CHECKING:
    from cxmap.render.marks.icons import Icon
    from cxmap.render.theme import Theme

Sign = Literal["added", "removed", "changed", "moved", "was", "gone"]
"""What has happened to a text: `was` is what one that has changed said before, `gone` went with the whole touchpoint."""

SIGN_ROOM = 1.35
"""Ems that a sign takes before a text."""
_BESIDE, _BAR = 0.42, 0.2  # ems: how far the ground reaches out, and how wide the bar at its left is


class Look(NamedTuple):
    """How a sign is drawn, in which colour, and on which ground."""

    icon: Icon
    colour: str
    ground: str


_CHANGED = Look(MARK_ICONS["changed"], "#8A5A00", "#FFF4DA")
LOOKS = {
    "added": Look(MARK_ICONS["added"], "#14705D", "#E2F2EC"),
    "removed": Look(MARK_ICONS["removed"], "#B83A12", "#FAE8E1"),
    "changed": _CHANGED,
    "moved": Look(MARK_ICONS["moved"], "#1F5F8B", "#E3EEF7"),
    "was": _CHANGED,
}
"""The look of each sign. Their shapes differ too, for greyscale and for eyes that do not tell red from green."""
_STRUCK = ("removed", "was", "gone")


class Revised(Paragraph):
    """A paragraph with a sign."""

    __slots__ = ()

    def _indent(self, width: float, body: float) -> float:
        """Return how far in the text begins, in points."""
        hanging = Paragraph._indent(self._replace(term_room=0.0), width, body) if self.hangs else 0.0
        return self.term_room * body + hanging

    def draw(self, left: float, top: float, width: float, body: float) -> tuple[list[Item], float]:
        """Draw it on its ground from an upper left corner; return what was drawn and how tall it became."""
        if self.sign == "gone":
            drawn, tall = super().draw(left, top, width, body)
            return [item._replace(struck=True) if isinstance(item, Label) else item for item in drawn], tall
        look = LOOKS[self.sign]
        drawn, tall = super().draw(left, top, width, body)
        start = left - _BESIDE * body
        items: list[Item] = [
            Rect(Box(start, top, width + 2 * _BESIDE * body, tall), look.ground),
            Rect(Box(start, top, _BAR * body, tall), look.colour),
        ]
        if not self.keeps:
            size = self.size(body)
            mark = 0.95 * body
            items.append(Mark(left + 0.05 * body, top + (size * LEADING - mark) / 2, mark, look.icon, look.colour))
        is_struck = self.sign in _STRUCK
        items += [item._replace(struck=is_struck) if isinstance(item, Label) else item for item in drawn]
        return items, tall


def revised(paragraph: Paragraph, sign: Sign, theme: Theme) -> Paragraph:
    """Return a paragraph with a sign; what is gone is quiet."""
    fields = paragraph._asdict() | {"sign": sign, "term_room": SIGN_ROOM, "chips": ()}
    if sign in _STRUCK:
        fields |= {"colour": theme.soft, "icon_colour": theme.soft, "pill": ""}
    if sign == "gone":
        fields["term_room"] = 0.0
    if sign == "was":
        fields |= {"icon": None, "type": MINOR, "keeps": True, "space_before": 0.0, "said": "", "hangs": False}
    return Revised(**fields)
