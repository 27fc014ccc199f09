"""The service blueprint: five rows, three lines between them, and what stands behind each touchpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import Words
from cxmap.render.views.blueprint.sheets import draw_blueprint
from cxmap.render.views.blueprint.steps import has_steps, without_rows
from cxmap.render.views.blueprint.words import blueprint_tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.render.options import ViewOptions
    from cxmap.render.scene import Scene
    from cxmap.render.subject import Subject
    from cxmap.render.wordtables import WordTable

__all__ = ["draw", "lacks", "tables"]


def draw(subject: Subject, options: ViewOptions) -> Scene:
    """Lay the blueprint out."""
    return draw_blueprint(subject, options)


def tables(subject: Subject, options: ViewOptions) -> Sequence[WordTable]:
    """Return the rows by touchpoint, and the share behind the line of visibility by stage."""
    return blueprint_tables(without_rows(subject, options.blank))


def lacks(subject: Subject, options: ViewOptions) -> Words | None:
    """Say that nothing is named behind what the customer does."""
    if options.blank or any(has_steps(place.touchpoint) for place in subject.columns):
        return None
    return Words("it has no frontstage, backstage or support steps", "没有前台行为、后台行为或支持过程")
