"""Compares two versions of a map: structure first, judgement second."""

from cxmap.diff.changes import Change, Comparison
from cxmap.diff.comparing import compare_documents
from cxmap.diff.kinds import CHANGE_KINDS, ChangeKind, Level

__all__ = ["CHANGE_KINDS", "Change", "ChangeKind", "Comparison", "Level", "compare_documents"]
