"""A change as questions for its reviewer, as text and Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import Words
from cxmap.report.cells import printable
from cxmap.report.changes.markdown import MORE, bullet
from cxmap.report.changes.text import line_of
from cxmap.report.escaping import prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxmap.language import Language
    from cxmap.report.findings.tally import Styled
    from cxmap.tidings import MapTidings

_NOTHING = Words("nothing that needs to be asked", "没有需要追问的")
_LONGEST = 12_000
"""Characters of questions: they go into a comment together with the changes."""
_TITLE = Words("Questions for the review", "评审时请问")


def review_text(found: Sequence[MapTidings], language: Language, *, coloured: bool) -> Iterator[list[Styled]]:
    """Yield the lines of a review: each change that raises a question, and the question below it."""
    asked = False
    for each in found:
        these = [tiding for tiding in each.tidings if tiding.question]
        if these:
            asked = True
            yield [(printable(each.title), "strong"), (f"  {printable(each.after or each.before or '')}", "path")]
            for tiding in these:
                yield line_of(tiding, language, coloured=coloured, alone=True)
                yield [(f"      ? {tiding.question}", "help")]
            yield []
    if not asked:
        yield [(_NOTHING.said(language), "dim")]


def review_markdown(found: Sequence[MapTidings], language: Language) -> str:
    """Return a review as a list to tick off."""
    lines = [f"## {_TITLE.said(language)}", ""]
    used = 0
    for each in found:
        these = [tiding for tiding in each.tidings if tiding.question]
        if these:
            lines += [f"### {prose(each.title)}", ""]
            for number, tiding in enumerate(these):
                line = bullet(tiding, language).replace("- ", "- [ ] ", 1) + f"<br>{prose(tiding.question)}"
                used += len(line)
                if used > _LONGEST:
                    lines += [f"- {MORE.said(language).format(len(these) - number)}", ""]
                    break
                lines.append(line)
            lines.append("")
    return "\n".join(lines).rstrip() + "\n" if len(lines) > 2 else f"{_NOTHING.said(language)}\n"
