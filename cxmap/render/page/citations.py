"""The evidence that a picture cites, numbered as it is cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.model.reading import words
from cxmap.model.vocabulary import EVIDENCE_KINDS
from cxmap.render.page.legend import Entry, no_symbol
from cxmap.render.subject import once
from cxmap.render.text.saying import commas, sample, with_detail

if TYPE_CHECKING:
    from cxmap.render.subject import Subject


@once
def cited_evidence(subject: Subject) -> tuple[str, ...]:
    """Say the pieces of evidence that are cited, numbered as they are cited."""
    said = []
    for name, number in sorted(subject.sources.items(), key=lambda source: source[1]):
        evidence = subject.library.evidence[name]
        facts = [
            subject.say(EVIDENCE_KINDS[evidence.kind]) if evidence.kind else "",
            sample(evidence.n) if evidence.n is not None else "",
            evidence.date.isoformat() if evidence.date else "",
        ]
        title = words(evidence.title, subject.language) or name
        detail = commas(facts, subject.language)
        said.append(f"[{number}] {with_detail(title, detail, subject.language)}")
    return tuple(said)


def evidence_entries(subject: Subject) -> list[Entry]:
    """Return what is cited as entries of a legend; the first says what they are."""
    entries = [Entry(text, no_symbol, -0.5) for text in cited_evidence(subject)]
    if entries:
        first = entries[0]
        head = subject.word("evidence")
        entries[0] = first._replace(text=subject.named(head, first.text))
    return entries
