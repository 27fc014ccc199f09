"""What somebody thinks or says, in quotation marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cxmap.language import Language


def quoted(text: str) -> str:
    """Put a thought in quotation marks, unless it brings its own."""
    return text if text[:1] in "“「『\"'" else f"“{text}”"


def called_so(text: str, language: Language) -> str:
    """Put what something is called in quotation marks: ‘…’ or “…”; marks of the same kind in it become the other."""
    if language == "zh":
        inner = re.sub("“([^“”]*)”", r"‘\1’", text)
        return f"“{inner}”"
    inner = re.sub("‘([^‘’]*)’", r"“\1”", text)
    return f"‘{inner}’"
