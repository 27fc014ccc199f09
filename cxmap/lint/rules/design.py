"""How the experience is designed: the five steps, the four senses, and what the brand promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.diagnostics import Severity
from cxmap.language import Words, enumerated
from cxmap.lint.engine import DEFAULT, STRICT, Finding, rule
from cxmap.model.reading import called

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.lint.context import Context
    from cxmap.model.framing import Design, Senses

_STEPS = {
    "positioning": Words("positioning", "定位"),
    "scenario": Words("scenario", "场景化"),
    "core_focus": Words("core focus", "核心关注点"),
    "innovation": Words("innovation", "创新"),
    "senses": Words("four senses", "四感"),
}
"""The five steps of experience design, in their order."""


@rule(Severity.WARNING, STRICT)
def incomplete_five_step_design(context: Context) -> Iterator[Finding]:
    """A future map without all five steps of experience design: positioning, scenario, core focus, innovation and
    the four senses.

    未来旅程图没有走完体验设计五步法：定位、场景化、核心关注点、创新、四感。

    Why it matters: a future map is a design, and the steps are its reasons: each follows from the one before. Where
    one is missing, touchpoints are chosen by taste, and nobody can say later why.

    为什么重要：未来旅程图是设计，五步就是设计的理由，一步推出下一步。
    缺了一步，触点怎么设计就只能凭喜好，事后谁也说不清为什么。

    Example:

        state: future
        design:  # incomplete-five-step-design
          positioning: The hotel for people who arrive at night
          scenario: Two in the morning, tired, one small bag
          core_focus: In bed ten minutes after the door
        stages: [Arriving]

    How to mend: go through the steps in their order and write one sentence for each.

    如何修改：按顺序走一遍五步，每一步写一句话。

        state: future
        design:
          positioning: The hotel for people who arrive at night
          scenario: Two in the morning, tired, one small bag
          core_focus: In bed ten minutes after the door
          innovation: The room key is sent before the plane lands
          senses: {sight: Low warm light, sound: No music after midnight}
        stages: [Arriving]
    """
    journey = context.journey
    if journey.state != "future":
        return
    if journey.design is None:
        yield Finding(
            ("state",),
            Words("a future map without its design", "未来旅程图没有体验设计"),
            Words(
                "add `design:` with its five steps: positioning, scenario, core_focus, innovation, senses",
                "请添加 `design:`，写明五步：positioning、scenario、core_focus、innovation、senses",
            ),
        )
        return
    missing = _missing_steps(journey.design)
    if missing:
        english = enumerated([_STEPS[step].en for step in missing], "en")
        chinese = enumerated([_STEPS[step].zh for step in missing], "zh")
        keys = [f"`{step}: …`" for step in missing]
        yield Finding(
            ("design",),
            Words(f"the design lacks {english}", f"体验设计五步法缺少{chinese}"),
            Words(f"add {enumerated(keys, 'en')}", f"请添加 {enumerated(keys, 'zh')}"),
            at_key=True,
        )


def _missing_steps(design: Design) -> list[str]:
    return [step for step in _STEPS if not (_says(design.senses) if step == "senses" else getattr(design, step))]


def _says(senses: Senses | None) -> bool:
    """Whether any of the four senses has its text."""
    return senses is not None and any((senses.sight, senses.sound, senses.touch, senses.feeling))


@rule(Severity.NOTE, STRICT)
def moments_of_truth_without_senses(context: Context) -> Iterator[Finding]:
    """A map that thinks of the senses, in its design or at some touchpoint, but at none of its moments of truth.

    地图用到了四感（在体验设计中，或在某个触点上），但没有一个关键时刻写到四感。

    Why it matters: an experience is remembered by what engaged the senses (Pine and Gilmore, 1998). Work on them is
    dear, and belongs first where the customer's opinion is made.

    为什么重要：调动感官的体验，才会被记住（Pine 与 Gilmore，1998）。感官上的投入不便宜，
    应当先用在客户形成看法的关键时刻。

    Example:

        stages:
          - name: Staying
            touchpoints:
              - name: The first step into the room
                moment_of_truth: true  # moments-of-truth-without-senses
              - name: The corridor
                senses: {sight: Fresh flowers}

    How to mend: ask at each moment of truth what is seen, heard, touched and felt; write what matters.

    如何修改：在每个关键时刻都问一问：看到什么、听到什么、触到什么、感受到什么？把要紧的写下来。

        stages:
          - name: Staying
            touchpoints:
              - name: The first step into the room
                moment_of_truth: true
                senses: {sound: 'Silence, once the door has closed', touch: Cool linen}
              - name: The corridor
                senses: {sight: Fresh flowers}
    """
    moments = [place for place in context.places if place.touchpoint.moment_of_truth is not False]
    if not moments or any(_says(place.touchpoint.senses) for place in moments):
        return
    design = context.journey.design
    if (design is not None and _says(design.senses)) or any(_says(p.touchpoint.senses) for p in context.places):
        name = called(moments[0].touchpoint, context.language)
        if len(moments) == 1:
            message = Words(
                f"the moment of truth “{name}” says nothing of the four senses", f"关键时刻“{name}”没有写四感"
            )
        else:
            message = Words(
                f"none of the {len(moments)} moments of truth says anything of the four senses",
                f"{len(moments)} 个关键时刻都没有写四感",
            )
        yield Finding(
            (*moments[0].path, "moment_of_truth"),
            message,
            Words(
                "add `senses: {sight: …, sound: …, touch: …, feeling: …}`",
                "请添加 `senses: {sight: …, sound: …, touch: …, feeling: …}`",
            ),
        )


@rule(Severity.WARNING, DEFAULT)
def promise_kept_nowhere(context: Context) -> Iterator[Finding]:
    """A brand promise that no touchpoint delivers. Where a map says of none of its promises where they are kept or broken,
    that is said once. A promise that the map shows to be broken is no oversight, and silent here.

    没有任何触点兑现的品牌承诺。整张图都没有标注承诺在哪里兑现或违背时，只提示一次；
    已标明在某处被违背的承诺，不算疏漏，不在此提示。

    Why it matters: a promise sets the expectation by which the experience is then judged (Parasuraman, Zeithaml and
    Berry, 1985). One that nothing on the journey keeps makes every customer a disappointed one.

    为什么重要：承诺抬高了期望，客户再拿期望来衡量体验（Parasuraman、Zeithaml 与 Berry，1985）。
    整个旅程都无处兑现的承诺，注定让客户失望。

    Example:

        brand:
          promises:
            - {id: fast, text: An answer within a day}
            - {id: personal, text: One adviser all the way}  # promise-kept-nowhere
        stages:
          - name: Applying
            touchpoints:
              - name: The answer
                delivers: [fast]

    How to mend: find the touchpoint that keeps the promise, or change the journey so that one does; or no longer
    make the promise.

    如何修改：找到兑现这项承诺的触点；没有，就改进旅程；做不到，就别再承诺。

        brand:
          promises:
            - {id: fast, text: An answer within a day}
            - {id: personal, text: One adviser all the way}
        stages:
          - name: Applying
            touchpoints:
              - name: Asking for advice
                delivers: [personal]
              - name: The answer
                delivers: [fast]
    """
    brand = context.journey.brand
    if brand is None or not brand.promises or not context.places:
        return
    told = {name for place in context.places for name in (*place.touchpoint.delivers, *place.touchpoint.breaks)}
    if not told:
        yield Finding(
            ("brand", "promises"),
            Words(
                "the brand makes promises, and no touchpoint keeps or breaks any",
                "写了品牌承诺，却没有任何触点兑现或违背",
            ),
            Words(
                "add `delivers: [id]` where a promise is kept, `breaks: [id]` where it is broken",
                "请在兑现承诺的触点添加 `delivers: [id]`，在违背承诺的触点添加 `breaks: [id]`",
            ),
            at_key=True,
            places=tuple(("brand", "promises", index) for index in range(len(brand.promises))),
        )
        return
    for index, promise in enumerate(brand.promises):
        if promise.id is not None and promise.id not in told:
            text = context.said(promise.text)
            yield Finding(
                ("brand", "promises", index),
                Words(f"no touchpoint keeps the promise “{text}”", f"没有触点兑现品牌承诺“{text}”"),
                Words(
                    f"add `delivers: [{promise.id}]` where it is kept",
                    f"请在兑现它的触点添加 `delivers: [{promise.id}]`",
                ),
            )


@rule(Severity.NOTE, STRICT)
def broken_promise(context: Context) -> Iterator[Finding]:
    """A touchpoint that breaks a brand promise, and has neither a pain point nor an opportunity that would take this
    up; on a future map, any touchpoint that breaks a promise.

    触点违背了品牌承诺，却没有相应的痛点或机会点；在未来旅程图上，凡违背承诺的触点都会提示。

    Why it matters: quality is judged by what was expected, and a promise raises that (Parasuraman, Zeithaml and Berry,
    1985): so a broken one hurts more than one never made. To record it is honest; to stop there is to break it again.

    为什么重要：客户拿期望衡量质量，而承诺会抬高期望（Parasuraman、Zeithaml 与 Berry，1985），所以失信比从不许诺更伤人。
    如实记下来是诚实；记完就算，等于再失信一次。

    Example:

        brand: {promises: [{id: once, text: You tell us once}]}
        stages:
          - name: Applying
            touchpoints:
              - name: The call centre
                breaks: [once]  # broken-promise

    How to mend: write what the customer meets there as a pain point, and what would keep the promise as an
    opportunity. A future map should break no promise: change the touchpoint.

    如何修改：把客户在这里遇到的问题写成痛点，把怎样才能兑现承诺写成机会点。未来旅程图不应违背承诺：请重新设计这个触点。

        brand: {promises: [{id: once, text: You tell us once}]}
        stages:
          - name: Applying
            touchpoints:
              - name: The call centre
                breaks: [once]
                pain_points: [The adviser asks for everything again]
    """
    brand, future = context.journey.brand, context.journey.state == "future"
    broken = [
        place
        for place in context.places
        if place.touchpoint.breaks and (future or not (place.touchpoint.pain_points or place.touchpoint.opportunities))
    ]
    if brand is None or not broken:
        return
    promises = {promise.id: context.said(promise.text) for promise in brand.promises}
    for place in broken:
        name = called(place.touchpoint, context.language)
        for index, promise in enumerate(place.touchpoint.breaks):
            text = promises[promise]
            if future:
                message = Words(
                    f"in the future, “{name}” is to break the promise “{text}”",
                    f"未来的触点“{name}”仍会违背品牌承诺“{text}”",
                )
                remedy = Words("design the touchpoint so that it keeps the promise", "请重新设计这个触点，使其兑现承诺")
            else:
                message = Words(
                    f"“{name}” breaks the promise “{text}”, and nothing follows from it",
                    f"触点“{name}”违背了品牌承诺“{text}”，却没有下文",
                )
                remedy = Words(
                    "add `pain_points: …` or `opportunities: …`", "请添加 `pain_points: …` 或 `opportunities: …`"
                )
            yield Finding((*place.path, "breaks", index), message, remedy)


RULES = (
    incomplete_five_step_design,
    moments_of_truth_without_senses,
    promise_kept_nowhere,
    broken_promise,
)
