"""Merges two versions of a map that come from a common one, on what they say."""

from cxmap.merge.files import Outcome, merge_texts

__all__ = ["Outcome", "merge_texts"]
