"""Faults to be seeded into good maps: one thing broken at a time, in the text."""

from tests.lint.faults import (
    answers,
    emotions,
    evidence,
    figures,
    ids,
    ownership,
    service,
    structure,
    suppressions,
    wording,
)
from tests.lint.faults.seeds import Seed

SEEDS = tuple(
    found
    for module in (ownership, structure, ids, emotions, answers, evidence, service, figures, wording, suppressions)
    for found in vars(module).values()
    if isinstance(found, Seed)
)
"""Every seed there is; a rule may have several."""
