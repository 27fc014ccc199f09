"""Findings as text, JSON and GitHub annotations; the other formats are in modules of their own, loaded when asked for."""

from cxmap.report.findings.annotations import as_annotations, as_github
from cxmap.report.findings.data import as_json, as_jsonl
from cxmap.report.findings.tally import FileFindings, Styled, Tally, summary
from cxmap.report.findings.text import as_text

__all__ = [
    "FileFindings", "Styled", "Tally", "as_annotations", "as_github", "as_json", "as_jsonl", "as_text", "summary",
]  # fmt: skip
