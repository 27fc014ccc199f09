"""What somebody thinks or says, in quotation marks."""

from __future__ import annotations


def quoted(text: str) -> str:
    """Put a thought in quotation marks, unless it brings its own."""
    return text if text[:1] in "“「『\"'" else f"“{text}”"
