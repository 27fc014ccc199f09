"""What the actor lives through: the curve, moments of truth, feelings, pain points, opportunities, needs."""

from cxmap.lint.rules.experience.curve import curve_that_ends_on_its_low, flat_curve, touchpoint_without_emotion
from cxmap.lint.rules.experience.feelings import feeling_that_contradicts_the_emotion
from cxmap.lint.rules.experience.moments_of_truth import (
    disappointing_moment_of_truth,
    journey_without_moment_of_truth,
    moment_of_truth_without_emotion,
    moment_of_truth_without_metric,
)
from cxmap.lint.rules.experience.needs import touchpoint_that_serves_no_need
from cxmap.lint.rules.experience.opportunities import opportunity_addressing_nothing, opportunity_phrased_as_a_solution
from cxmap.lint.rules.experience.pain_points import (
    low_emotion_without_pain_point,
    pain_point_without_opportunity,
    severe_pain_point_without_action,
    severe_pain_points_without_a_plan,
)

RULES = (
    touchpoint_without_emotion,
    flat_curve,
    curve_that_ends_on_its_low,
    journey_without_moment_of_truth,
    moment_of_truth_without_emotion,
    disappointing_moment_of_truth,
    moment_of_truth_without_metric,
    feeling_that_contradicts_the_emotion,
    low_emotion_without_pain_point,
    pain_point_without_opportunity,
    severe_pain_point_without_action,
    severe_pain_points_without_a_plan,
    opportunity_phrased_as_a_solution,
    opportunity_addressing_nothing,
    touchpoint_that_serves_no_need,
)
