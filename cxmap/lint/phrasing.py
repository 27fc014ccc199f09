"""How findings are phrased: names in quotes, several of them in a sentence, figures, and fields to be added."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxmap.language import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.diagnostics import Path
    from cxmap.lint.context import Context

_INSIDE = str.maketrans("“”", "‘’")


def in_quotes(text: str) -> str:
    """Return a text in quotes; those that it has itself become single ones."""
    return f"“{text.translate(_INSIDE)}”"


def together(names: Sequence[str]) -> Words:
    """Join all of some names for a sentence: `a, b and c`, `a、b、c`."""
    *others, last = names or ("",)
    return Words(f"{', '.join(others)} and {last}" if others else last, "、".join(names))


def figure(number: float) -> str:
    """Return a number as a reader expects it, with a true minus sign."""
    return f"{number:g}".replace("-", "−")


def adding(context: Context, path: Path, field: str, beside: str = "text") -> Words:
    """Say that a field is to be added to an item; where that is a text alone, say how to write it with fields."""
    if is_short(context, path):
        form = f"`{{{beside}: …, {field}: …}}`"
        return Words(f"write it as {form}", f"请写成 {form}")
    return Words(f"add `{field}: …`", f"请添加 `{field}: …`")


def is_short(context: Context, path: Path) -> bool:
    """Whether the item at a path is written as a text alone, in one language or in both."""
    node: Any = context.document.source.data
    for step in path:
        if isinstance(step, int) and not isinstance(node, list):
            continue  # one item in the place of a list of one
        node = node[step]
    return isinstance(node, str) or (isinstance(node, dict) and not node.keys() - set(LANGUAGES))
