"""What of `data:` changes figures: a short fingerprint of it, by which measures of another setting are known."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from cxmap.measurements import GREY, SUPPRESS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.data.lookup import Period
    from cxmap.model.data import CodebookTheme, Data, Source

PERIOD: Period = "month"
"""How long a period is where `data:` does not say."""
_APART = frozenset({"id", "files", "maps"})
"""What a source is called, where its files are (these are compared themselves), and which maps it is about."""
_LENGTH = 16


def suppressed_below(data: Data) -> int:
    """Return of how many something must be at least to be told."""
    return data.suppress_below if data.suppress_below is not None else SUPPRESS


def greyed_below(data: Data) -> int:
    """Return of how many something must be at least not to be marked."""
    return data.grey_below if data.grey_below is not None else GREY


def settings_of(source: Source, codebook: Sequence[CodebookTheme] = ()) -> str:
    """Return a fingerprint of how a source is read and measured: the same for the same settings, in whatever order they stand.

    Settings that are not given count as little as empty ones. `codebook` counts where the source has texts.
    """
    told = {name: value for name, value in _plain(source).items() if name not in _APART}
    if source.columns.__dict__.get("verbatim") and codebook:
        told["codebook"] = [_plain(theme) for theme in codebook]
    said = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def _plain(value: Any) -> Any:
    """Return a record, and what is in it, as plain data without what is not given."""
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    items = value.items() if isinstance(value, dict) else vars(value).items() if hasattr(value, "__dict__") else None
    if items is None:
        return value if value is None or isinstance(value, str | int | float | bool) else str(value)
    told = {str(name): _plain(each) for name, each in items}
    return {name: each for name, each in told.items() if each not in (None, [], {})}
