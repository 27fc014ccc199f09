"""Measurements as JSON, the same as in the file beside a map, and as CSV."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, Any

from cxmap.measures_file import VERSION
from cxmap.report.escaping import json_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.measurements import Figure, MapMeasurements, Measurement

METHOD = {
    "csat": "top two boxes, %; Wilson's interval (1927)",
    "nps": "promoters less detractors, points; adjusted Wald interval (Bonett and Price 2012)",
    "ces": "mean answer; Student's interval",
    "emotion": "mean answer, the worst at -2 and the best at +2; Student's interval",
    "change": "against the period before: csat pooled z test, nps z test on adjusted counts, ces Welch's t test",
    "trend": "csat quasi-binomial slope in logits, nps and ces weighted least squares, a period",
    "channels": "Cochran's Q",
    "p": "corrected for all of a kind in this file (Benjamini and Hochberg 1995)",
    "outstanding": "distance from the median of periods in robust standard deviations",
}
_FORMULA = tuple("=+-@\t\r")
_COLUMNS = (
    *("map", "of", "id", "name", "by", "by_id", "source", "metric", "period", "n", "value", "low", "high"),
    *("change", "p", "outstanding", "emotion", "claimed", "share"),
)


def measures_json(found: MapMeasurements) -> str:
    """Return the measurements of a map as the file beside it holds them: sorted as the map is, nothing of the clock."""
    return json_text(map_data(found), indent=1) + "\n"


def as_json(found: Sequence[MapMeasurements]) -> str:
    """Return the measurements of some maps as JSON."""
    return json_text({"version": VERSION, "maps": [map_data(each) for each in found]}, indent=2) + "\n"


def map_data(found: MapMeasurements) -> dict[str, Any]:
    """Return the measurements of a map as plain data; of rows that were not taken only why and how many."""
    return {
        "version": VERSION,
        "map": found.map,
        "period": found.period,
        "suppress_below": found.suppress_below,
        "grey_below": found.grey_below,
        "method": {
            name: said
            for name, said in METHOD.items()
            if name not in ("csat", "nps", "ces") or any(s.metric == name for s in found.sources)
        },
        "sources": [
            {
                "id": source.id,
                "metric": source.metric,
                "scale": list(source.scale),
                "direction": source.direction,
                "files": [{"name": file.name, "sha256": file.sha256} for file in source.files],
                "rows": source.rows,
                "unanswered": source.unanswered,
                "rejected": {reason: count for reason, count, _ in source.rejected},
            }
            for source in found.sources
        ],
        "figures": [_measurement(one) for one in found.figures],
    }


def _measurement(one: Measurement) -> dict[str, Any]:
    return {
        one.of: one.id,
        **({one.by: one.by_id} if one.by else {}),
        "source": one.source,
        "metric": one.metric,
        **({} if one.rises else {"direction": "lower-is-better"}),
        **_figure(one.figure),
        "share": _rounded(one.share),
        **({"emotion": _figure(one.emotion)} if one.emotion.value is not None else {}),
        **({"claimed": _rounded(one.claimed)} if one.claimed is not None else {}),
        **({"trend": {"slope": _rounded(one.trend.slope), "low": _rounded(one.trend.interval.low), "high": _rounded(one.trend.interval.high), "p": _rounded(one.trend.p)}} if one.trend is not None else {}),
        **({"channels": {"q": _rounded(one.channels.q), "df": one.channels.df, "p": _rounded(one.channels.p), "i2": _rounded(one.channels.i2)}} if one.channels is not None else {}),
        **({"periods": [_period(each) for each in one.periods]} if one.periods else {}),
    }  # fmt: skip


def _period(each: Any) -> dict[str, Any]:
    values = {"change": each.change, "p": each.p, "outstanding": each.outstanding}
    return {
        "period": each.period,
        **_figure(each.figure),
        **{k: _rounded(v) for k, v in values.items() if v is not None},
    }


def _figure(figure: Figure) -> dict[str, Any]:
    """Return a figure; of one that is not shown nothing but that, since a small count tells of people."""
    if figure.value is None:
        return {"suppressed": True}
    return {"n": figure.n, "value": _rounded(figure.value), "low": _rounded(figure.low), "high": _rounded(figure.high)}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4) + 0.0


def as_csv(found: Sequence[MapMeasurements]) -> str:
    """Return the figures as CSV, a row a period besides the one of all; texts that a spreadsheet would run get an apostrophe."""
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for each in found:
        for one in each.figures:
            about = [each.map, one.of, one.id, one.name, one.by, one.by_id, one.source, one.metric]
            felt = [_rounded(one.emotion.value), _rounded(one.claimed), _rounded(one.share)]
            writer.writerow(map(_inert, [*about, "", *_row(one.figure), None, None, None, *felt]))
            for period in one.periods:
                apart = [_rounded(period.change), _rounded(period.p), _rounded(period.outstanding)]
                writer.writerow(map(_inert, [*about, period.period, *_row(period.figure), *apart, None, None, None]))
    return stream.getvalue()


def _row(figure: Figure) -> list[Any]:
    if figure.value is None:
        return [None, None, None, None]
    return [figure.n, _rounded(figure.value), _rounded(figure.low), _rounded(figure.high)]


def _inert(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
