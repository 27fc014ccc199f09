"""The shape of a map: its size and frame, the ways through it, what is declared in it, and its ids."""

from cxmap.lint.rules.structure.frame import (
    incomplete_scope,
    journey_begins_at_the_purchase,
    journey_ends_at_the_purchase,
    persona_without_goals,
)
from cxmap.lint.rules.structure.ids import id_made_of_the_title, look_alike_ids, unnormalised_id
from cxmap.lint.rules.structure.reach import touchpoint_nobody_reaches, touchpoint_that_leads_nowhere
from cxmap.lint.rules.structure.size import (
    more_than_three_personas,
    stage_without_touchpoint,
    too_many_stages,
    too_many_touchpoints,
)
from cxmap.lint.rules.structure.unused import unused_channel, unused_evidence, unused_lane, unused_persona

RULES = (
    stage_without_touchpoint,
    more_than_three_personas,
    too_many_stages,
    too_many_touchpoints,
    incomplete_scope,
    persona_without_goals,
    journey_begins_at_the_purchase,
    journey_ends_at_the_purchase,
    touchpoint_nobody_reaches,
    touchpoint_that_leads_nowhere,
    unused_persona,
    unused_channel,
    unused_evidence,
    unused_lane,
    look_alike_ids,
    unnormalised_id,
    id_made_of_the_title,
)
