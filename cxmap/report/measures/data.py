"""Measurements as JSON, the same as in the file beside a map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxmap.measured_figures import METRICS
from cxmap.measures_file import VERSION
from cxmap.report.escaping import json_text
from cxmap.report.measures.complaints import complaint_data
from cxmap.report.measures.drivers import drivers_data
from cxmap.report.measures.flows import flow_data
from cxmap.report.measures.forecasts import forecasts_data
from cxmap.report.measures.predictions import predictions_data
from cxmap.report.measures.texts import METHOD as TEXT_METHOD
from cxmap.report.measures.texts import texts_data
from cxmap.report.measures.values import figure_data, rounded, trend_data, without_gaps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxmap.measurements import MapMeasurements, MeasuredLog, MeasuredSource, Measurement

METHOD = {
    "csat": "top two boxes, %; Wilson's interval (1927)",
    "nps": "promoters less detractors, points; adjusted Wald interval (Bonett and Price 2012)",
    "ces": "mean answer; Student's interval",
    "emotion": "mean answer, the worst at -2 and the best at +2; Student's interval",
    "change": "against the period before: csat pooled z test, nps z test on adjusted counts, ces Welch's t test",
    "trend": "csat quasi-binomial slope in logits, nps and ces weighted least squares, a period",
    "channels": "Cochran's Q",
    "complaints": "n that came in; handling, in seconds, of those settled: the median with an interval by its ranks (Conover 1999) and the ninth decile, within 2%; reopened, %: Wilson's interval; per_1000_cases: complaints by the cases of an event log that touched the same thing within the same whole periods, exact interval (Garwood 1936); change of the rate a day, %: exact conditional test (Przyborowski and Wilenski 1940); trend: quasi-Poisson slope in logarithms; channels: Kruskal and Wallis' test of handling times",
    "flows": "share, repeated, ends: of cases, 0 to 1; wait: seconds from an event to the next of something else, duration: from the first event of a case to the last, the median with an interval by its ranks (Conover 1999) and the ninth decile, within 2%; channels: Kruskal and Wallis' test of durations; switching: of cases that are over, those that name several channels, %; reached: of these (changing) and of those that name one (staying), those whose last event is in `end`, the last stage that the log knows, %, Wilson's interval, pooled z test; their duration: Kruskal and Wallis' test",
    "p": "corrected for all of a kind in this file (Benjamini and Hochberg 1995)",
    "outstanding": "distance from the median of periods in robust standard deviations",
}
_SECTIONS = ("complaints", "flows")
"""Parts that only some maps have."""


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
            if (name not in METRICS or any(s.metric == name for s in found.sources))
            and (name not in _SECTIONS or getattr(found, name))
        }
        | (TEXT_METHOD if found.texts else {}),
        "sources": [
            {
                "id": source.id,
                "metric": source.metric,
                "scale": list(source.scale),
                "direction": source.direction,
                **_settings(source),
                "files": _files(source),
                "rows": source.rows,
                **({"answers": source.asked} if source.asked != source.rows else {}),
                "unanswered": source.unanswered,
                "rejected": {reason: count for reason, count, _ in source.rejected},
            }
            for source in found.sources
        ],
        "figures": [_measurement(one) for one in found.figures],
        **({"logs": [_log(each) for each in found.logs]} if found.logs else {}),
        **({"complaints": [complaint_data(each) for each in found.complaints]} if found.complaints else {}),
        **({"drivers": [drivers_data(each) for each in found.drivers]} if found.drivers else {}),
        **({"forecasts": [forecasts_data(each) for each in found.forecasts]} if found.forecasts else {}),
        **({"predictions": [predictions_data(each) for each in found.predictions]} if found.predictions else {}),
        **({"texts": [texts_data(said, found.suppress_below) for said in found.texts]} if found.texts else {}),
        **({"flows": [flow_data(each) for each in found.flows]} if found.flows else {}),
    }


def _log(log: MeasuredLog) -> dict[str, Any]:
    return {
        "id": log.id,
        "kind": log.kind,
        **_settings(log),
        "files": _files(log),
        "rows": log.rows,
        "rejected": {reason: count for reason, count, _ in log.rejected},
        **({"partly": {reason: count for reason, count, _ in log.partly}} if log.partly else {}),
    }


def _settings(source: MeasuredSource | MeasuredLog) -> dict[str, str]:
    return {"settings": source.settings} if source.settings else {}


def _files(source: MeasuredSource | MeasuredLog) -> list[dict[str, str]]:
    return [{"name": file.name, "sha256": file.sha256} for file in source.files]


def _measurement(one: Measurement) -> dict[str, Any]:
    return {
        one.of: one.id,
        **({one.by: one.by_id} if one.by else {}),
        "source": one.source,
        "metric": one.metric,
        **({} if one.rises else {"direction": "lower-is-better"}),
        **figure_data(one.figure),
        **without_gaps(share=_share(one)),
        **({"emotion": figure_data(one.emotion)} if one.emotion.value is not None else {}),
        **({"claimed": rounded(one.claimed)} if one.claimed is not None else {}),
        **({"trend": trend_data(one.trend)} if one.trend is not None else {}),
        **({"channels": {"q": rounded(one.channels.q), "df": one.channels.df, "p": rounded(one.channels.p), "i2": rounded(one.channels.i2)}} if one.channels is not None else {}),
        **({"periods": [_period(each) for each in one.periods]} if one.periods else {}),
    }  # fmt: skip


def _share(one: Measurement) -> float | None:
    """Return the share of all answers; of a figure that is not shown none, since n follows from it."""
    return rounded(one.share) if one.figure.value is not None else None


def _period(each: Any) -> dict[str, Any]:
    values = {"change": each.change, "p": each.p, "outstanding": each.outstanding}
    return {
        "period": each.period,
        **figure_data(each.figure),
        **{k: rounded(v) for k, v in values.items() if v is not None},
    }
