"""The shape of a map: personas, stages, touchpoints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.diagnostics import Severity
from cxmap.language import Words
from cxmap.lint.engine import Context, Finding, rule
from cxmap.model.reading import called

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PERSONAS = 3


@rule(Severity.WARNING)
def more_than_three_personas(context: Context) -> Iterator[Finding]:
    """A map that tells the journey of more than three personas.

    一张图上的客户角色超过三个。

    Why it matters: a map takes one point of view (NN/g asks for one persona a map; B2B buying groups have a few
    roles). With four curves in one picture nobody can follow any of them.

    Example:

        personas: [{id: parent}, {id: student}, {id: grandparent}, {id: teacher}]  # more-than-three-personas
        stages: [Enrolling]

    How to mend: keep the personas whose journeys differ, and draw a map of its own for the others.

        personas: [{id: parent}, {id: student}]
        stages: [Enrolling]
    """
    count = len(context.journey.personas)
    if count > MOST_PERSONAS:
        yield Finding(
            ("personas",),
            Words(f"{count} personas on one map", f"一张图上有 {count} 个客户角色"),
            Words("keep at most three; draw another map for the rest", "最多保留三个；其余的另画一张图"),
            at_key=True,
        )


@rule(Severity.WARNING)
def stage_without_touchpoint(context: Context) -> Iterator[Finding]:
    """A stage in which nothing happens.

    没有触点的阶段。

    Why it matters: a stage is a phase of what the actor goes through. Without a touchpoint it is either unknown,
    and then worth an interview, or not part of the journey.

    Example:

        stages:
          - name: Looking around  # stage-without-touchpoint
          - name: Paying
            touchpoints: [Pay by card]

    How to mend: add what happens there, or remove the stage.

        stages:
          - name: Looking around
            touchpoints: [Ask a friend]
          - name: Paying
            touchpoints: [Pay by card]
    """
    for index, stage in enumerate(context.journey.stages):
        if not stage.touchpoints:
            name = called(stage, context.document.language)
            yield Finding(
                ("stages", index),
                Words(f"nothing happens in the stage “{name}”", f"阶段“{name}”没有触点"),
                Words("add `touchpoints:`, or remove the stage", "请添加 `touchpoints:`，或删除该阶段"),
            )


RULES = (more_than_three_personas, stage_without_touchpoint)
