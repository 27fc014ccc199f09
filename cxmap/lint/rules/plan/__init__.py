"""The plan of action: what is done about what the map shows, by when, at what cost, to what effect."""

from cxmap.lint.rules.plan.dates import (
    action_overdue,
    action_that_ends_before_it_starts,
    action_without_due_date,
    conflicting_actions,
)
from cxmap.lint.rules.plan.worth import (
    action_addressing_nothing,
    action_without_effort_or_impact,
    cost_without_benefit,
    done_without_effect,
)

RULES = (
    action_without_due_date,
    action_overdue,
    action_that_ends_before_it_starts,
    conflicting_actions,
    action_addressing_nothing,
    action_without_effort_or_impact,
    cost_without_benefit,
    done_without_effect,
)
