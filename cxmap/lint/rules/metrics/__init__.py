"""The figures: whether they can be read, are what their names say, and lead to anything."""

from cxmap.lint.rules.metrics.completeness import incomplete_metric
from cxmap.lint.rules.metrics.definitions import (
    csat_on_the_wrong_scale,
    metric_beyond_its_range,
    nps_off_its_definition,
)
from cxmap.lint.rules.metrics.targets import moment_of_truth_figure_without_target, target_missed

RULES = (
    incomplete_metric,
    nps_off_its_definition,
    csat_on_the_wrong_scale,
    metric_beyond_its_range,
    target_missed,
    moment_of_truth_figure_without_target,
)
