"""GitHub's workflow commands, which it shows beside the lines of a pull request."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxmap.report.cells import printable

if TYPE_CHECKING:
    from collections.abc import Mapping

_LINE_ENDS = re.compile("([\r\n])")


def workflow_command(command: str, properties: Mapping[str, str], message: str) -> str:
    """Return a command (`error`, `warning`, `notice`) with its properties, escaped as GitHub's runner reads it."""
    said = ",".join(f"{name}={_escaped(value, ',:')}" for name, value in properties.items())
    return f"::{command} {said}::{_escaped(message, '')}" if said else f"::{command}::{_escaped(message, '')}"


def _escaped(value: str, also: str) -> str:
    shown = "".join(piece if piece in ("\r", "\n") else printable(piece) for piece in _LINE_ENDS.split(value))
    return "".join(f"%{ord(c):02X}" if c in "%\r\n" + also else c for c in shown)
