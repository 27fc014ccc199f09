"""What several tests need: a map's head, the example maps, and everything wrong with a text as plain values."""

from pathlib import Path
from typing import NamedTuple

from cxmap.diagnostics import Diagnostic, InvalidFile, Text
from cxmap.document import load_text
from cxmap.workspace import Workspace

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted((ROOT / "examples" / "maps").glob("*.yaml"))
HEAD = "cxmap: 1\nid: m\ntitle: T\n"


class Fault(NamedTuple):
    """A diagnostic as a person meets it: where, which, and its message and help in both languages."""

    line: int
    column: int
    code: str
    en: str
    zh: str

    @property
    def place(self) -> tuple[int, int, str]:
        return self.line, self.column, self.code


def diagnose(content: str, workspace: Workspace | None = None) -> list[Fault]:
    """Return everything wrong with the text of a map, in order; notes too."""
    text = Text("map.yaml", content)
    return [fault(text, diagnostic) for diagnostic in diagnostics_of(text, workspace)]


def places(content: str) -> list[tuple[int, int, str]]:
    """Return the line, the column and the code of everything wrong with the text of a map."""
    return [found.place for found in diagnose(content)]


def diagnostics_of(text: Text, workspace: Workspace | None = None) -> tuple[Diagnostic, ...]:
    try:
        return load_text(text, workspace).notes
    except InvalidFile as error:
        return error.diagnostics


def fault(text: Text, diagnostic: Diagnostic) -> Fault:
    assert diagnostic.span is not None
    words = [diagnostic.message, *([diagnostic.help] if diagnostic.help else [])]
    return Fault(
        *text.position(diagnostic.span.start),
        diagnostic.code,
        " | ".join(said.en for said in words),
        " | ".join(said.zh for said in words),
    )
