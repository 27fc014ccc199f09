"""Actions on which there is still something to decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.lint.context import At, Context
    from cxmap.model.claims import Action


def live_actions(context: Context) -> Iterator[At[Action]]:
    """Yield the actions that are neither done nor dropped."""
    return (at for at in context.actions if at.item.status not in ("done", "dropped"))
