"""Figures and trends as plain values, for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cxmap.measurements import Figure, TimeFigure
    from cxmap.statistics.trends import Trend


def rounded(value: float | None) -> float | None:
    """Return a value to four decimals, without a negative zero."""
    return None if value is None else round(value, 4) + 0.0


def figure_data(figure: Figure) -> dict[str, Any]:
    """Return a figure; of one that is not shown nothing but that, since a small count tells of people."""
    if figure.value is None:
        return {"suppressed": True}
    return {"n": figure.n, "value": rounded(figure.value), "low": rounded(figure.low), "high": rounded(figure.high)}


def trend_data(trend: Trend) -> dict[str, Any]:
    """Return a trend with its interval."""
    low, high = trend.interval
    return {"slope": rounded(trend.slope), "low": rounded(low), "high": rounded(high), "p": rounded(trend.p)}


def time_data(figure: TimeFigure) -> dict[str, int]:
    """Return how long something took, in whole seconds."""
    return dict(figure._asdict())


def without_gaps(**values: Any) -> dict[str, Any]:
    """Return the values that are known, by their names."""
    return {name: value for name, value in values.items() if value is not None}
