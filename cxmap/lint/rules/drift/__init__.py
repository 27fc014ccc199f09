"""Map and data: where what was measured no longer agrees with what the map says.

`cxmap lint` notes it, since who mends a map cannot mend the data; `cxmap drift` is there to fail on it.
"""

from cxmap.diagnostics import Severity
from cxmap.lint.rules.drift.behaviour import channel_differs, order_differs
from cxmap.lint.rules.drift.emotions import emotion_outside_measurement
from cxmap.lint.rules.drift.freshness import measures_out_of_date, measures_unreadable
from cxmap.lint.rules.drift.metrics import measured_short_of_target, measurement_differs, metric_gone_stale
from cxmap.lint.rules.drift.movement import falling_figure, new_anomaly
from cxmap.lint.rules.drift.reach import touchpoint_missing_from_map, touchpoint_without_data
from cxmap.lint.rules.drift.taken import most_rows_not_taken

RULES = (
    emotion_outside_measurement,
    measurement_differs,
    metric_gone_stale,
    measured_short_of_target,
    new_anomaly,
    falling_figure,
    touchpoint_without_data,
    touchpoint_missing_from_map,
    order_differs,
    channel_differs,
    most_rows_not_taken,
    measures_out_of_date,
    measures_unreadable,
)

WATCHED = dict.fromkeys((one.name for one in RULES), Severity.WARNING) | {
    touchpoint_without_data.name: Severity.NOTE,
    measures_unreadable.name: Severity.ERROR,
}
"""How much each weighs where map and data are watched: what is to be looked at makes a job fail."""
