"""Why anyone should believe the map: the evidence for its claims, the sources of that, the review."""

from cxmap.lint.rules.evidence.claims import (
    emotion_without_evidence,
    measurement_on_a_future_map,
    metric_without_evidence,
    pain_point_without_evidence,
    severe_pain_point_on_assumption,
)
from cxmap.lint.rules.evidence.review import (
    map_never_reviewed,
    map_without_review,
    never_validated_with_customers,
    review_in_the_future,
    review_overdue,
)
from cxmap.lint.rules.evidence.sources import (
    evidence_from_the_future,
    map_without_customer_evidence,
    stale_evidence,
    thin_sample,
    unknown_source_file,
)

RULES = (
    pain_point_without_evidence,
    severe_pain_point_on_assumption,
    emotion_without_evidence,
    metric_without_evidence,
    measurement_on_a_future_map,
    stale_evidence,
    evidence_from_the_future,
    thin_sample,
    unknown_source_file,
    map_without_customer_evidence,
    review_overdue,
    review_in_the_future,
    map_without_review,
    map_never_reviewed,
    never_validated_with_customers,
)
