"""How findings are phrased: several names, quotes within quotes, figures, and fields to be added."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxmap.language import LANGUAGES, Words, enumerated, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.diagnostics import Path
    from cxmap.lint.context import Context

_INSIDE = str.maketrans("“”", "‘’")


def together(names: Sequence[str]) -> Words:
    """Join all of some names for the end of a sentence: `a, b and c`, `a、b、c`."""
    return Words(enumerated(names, "en"), listed(names, "zh"))


def nested(words: Words) -> Words:
    """Make single the quotes within quotes: of names that have some of their own."""
    return Words(*map(_nested, words))


def _nested(text: str) -> str:
    if text.count("“") < 2 or text.count("“") != text.count("”"):
        return text
    depth, characters = 0, []
    for character in text:
        depth -= character == "”"
        if depth < 0:
            return text
        characters.append(character.translate(_INSIDE) if depth else character)
        depth += character == "“"
    return "".join(characters)


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
