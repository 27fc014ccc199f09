"""Whose words a map uses, and whether its names fit on a poster."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import category, east_asian_width

from cxmap.diagnostics import Severity
from cxmap.language import LANGUAGES, Words
from cxmap.lint.engine import STRICT, Finding, rule
from cxmap.lint.options import Option
from cxmap.lint.people import ACTORS, CUSTOMERS, PEOPLE
from cxmap.lint.rules.wording.company import (
    ABOUT_CUSTOMERS,
    BY_COMPANY,
    OWN_TRADE,
    STAGE_NAME,
    about_actors,
    instead_of,
)
from cxmap.lint.rules.wording.reading import Passages, quoted
from cxmap.lint.texts import Prose
from cxmap.model.reading import passes
from cxmap.patterns import lazily

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxmap.diagnostics import Path
    from cxmap.lint.context import Context
    from cxmap.lint.texts import Passage
    from cxmap.model.fields import Text
    from cxmap.model.journey import Stage, Touchpoint
    from cxmap.model.people import Persona


_LONGEST_JARGON = 60
_HAS_CUSTOMERS = lazily(
    "客户|顾客|用户|客人|店主|老板|店长|销售|客服|经营|生意|商家|卖家|"
    r"\b(?:customers?|clients?|users?|guests?|owner|shopkeeper|sales\w*|sells|selling|trader?|merchant|agent|adviser|consultant)\b",
    re.IGNORECASE,
)
_SPEECH = frozenset({"thoughts", "quote"})


@rule(Severity.NOTE, STRICT)
def company_voice(context: Context) -> Iterator[Finding]:
    """A stage named as the company plans it (`Acquisition`, `Patient management`), or a thought that only it would have.

    阶段名用了企业的说法（`获客`、`患者管理`），或想法里是企业的口吻。

    Why it matters: stages in the words of the funnel turn a journey map back into a process chart, and nobody has
    ever thought “the customer feels uncertain” about themselves, nor “the patient hopes” on a patient's map. Kalbach
    (“Mapping Experiences”, 2016) asks to look from the outside in. Personas with customers of their own, as shop
    owners, may speak of them.

    为什么重要：阶段名用漏斗术语，旅程图就又变回了流程图；也没有谁会这样想自己：“客户感到不确定”“患者希望尽快挂上号”。Kalbach
    在《Mapping Experiences》（2016）中强调要由外向内看。店主这类自己也有客户的角色，提到客户不算。

    Example:

        stages:
          - name: Acquisition  # company-voice
            touchpoints:
              - name: See an advertisement
                thoughts: [The customer wants to know more]  # company-voice
          - name: 复购转化  # company-voice

    How to mend: say what the person is doing or thinking at that point, as they would say it.

    如何修改：写这个人此时在做什么、想什么，用他自己的话。

        stages:
          - name: Hearing about it
            touchpoints:
              - name: See an advertisement
                thoughts: [Is this something for me?]
          - name: 再买一次
    """
    kind = context.journey.kind
    actors = ACTORS[kind or "customer"]
    for index, stage in enumerate(context.journey.stages):
        for path, name in _in_each_language(("stages", index, "name"), stage.name):
            match = STAGE_NAME.fullmatch(name) if len(name) <= _LONGEST_JARGON else None
            # Employees and partners do call it onboarding.
            if match and not (kind in OWN_TRADE and "onboarding" in name.lower()):
                instead = instead_of(match[1] or match[2])
                yield Finding(
                    path,
                    Words(
                        f"“{name}” is what the company does, not what {actors.en} go through",
                        f"“{name}”说的是企业要做的事，不是{actors.zh}经历的事",
                    ),
                    Words(
                        f"name the stage in their words, as “{instead.en}”",
                        f"请用{actors.zh}自己的话给阶段命名，如“{instead.zh}”",
                    ),
                )
    yield from _spoken_by_company(context)


def _spoken_by_company(context: Context) -> Iterator[Finding]:
    passages, actors = Passages(context), ACTORS[context.journey.kind or "customer"]
    spoken = Prose([text for text in context.texts if not _SPEECH.isdisjoint(text.path[-2:])])
    for passage, match in _company_thoughts(context, spoken):
        if not passages.is_repeated(passage.path):
            said = match[0].strip("\0“\"‘'")
            yield Finding(
                passage.path,
                Words(f"the company speaks here: “{said}”", f"“{said}”是企业的口吻，不是{actors.zh}自己的想法"),
                Words("write it as the person would think it, in the first person", "请写成客户自己的想法，用第一人称"),
                span=passages.span(passage, match.end() - len(said), match.end()),
            )


def _company_thoughts(context: Context, spoken: Prose) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Yield what no one thinks of themselves. Of customers, somebody who has some may think."""
    kind = context.journey.kind or "customer"
    pattern = about_actors(kind)
    of_actors = list(spoken.search(pattern)) if pattern else []
    of_customers = []
    if kind not in OWN_TRADE:
        of_customers = [*spoken.search(ABOUT_CUSTOMERS), *spoken.search(BY_COMPANY)]
        if CUSTOMERS in PEOPLE.get(kind, ()):
            of_customers, of_actors = of_customers + of_actors, []
    found = {passage.path: (passage, match) for passage, match in of_actors}
    for passage, match in of_customers:
        judged = passage.path[2] if passage.path[0] == "personas" else None
        if not any(_has_customers(persona, judged) for persona in _speakers(context, passage.path)):
            found.setdefault(passage.path, (passage, match))
    yield from found.values()


def _speakers(context: Context, path: Path) -> list[Persona]:
    """Return the personas who may think what stands at a path."""
    journey, personas = context.journey, context.library.personas
    match path:
        case ("personas", int(index), *_):
            return [journey.personas[index]]
        case ("stages", int(stage), "touchpoints", int(index), *_):
            touchpoint = journey.stages[stage].touchpoints[index]
            return [personas[one.id] for one in journey.personas if passes(touchpoint, one.id)]
    return []


def _has_customers(persona: Persona, judged: str | int | None) -> bool:
    """Whether a persona's trade has customers, by what the map says about them; in a buying group, they all may.

    The field that is `judged` cannot speak for itself.
    """
    goals = persona.goals
    texts: dict[str, Sequence[Text | None]] = {
        "occupation": (persona.occupation,),
        "description": (persona.description,),
        "quote": (persona.quote,),
        "needs": [need.text for need in persona.needs],
        "goals": (goals.career, goals.personal, *goals.other) if goals is not None else (),
    }
    said = (
        said
        for field, some in texts.items()
        if field != judged
        for text in some
        for _, said in _in_each_language((), text)
    )
    return persona.role is not None or any(map(_HAS_CUSTOMERS.search, said))


def _in_each_language(path: Path, text: Text | None) -> Iterator[tuple[Path, str]]:
    """Yield what a text says, in one language or in both, with its path."""
    if isinstance(text, str):
        yield path, text
    elif text is not None:
        yield from (((*path, language), said) for language in LANGUAGES if (said := getattr(text, language)))


@rule(
    Severity.NOTE,
    STRICT,
    most=Option(
        48,
        "the longest name, in letters; a Chinese character counts two",
        "名称最长多少个字母；一个汉字算两个",
        at_least=1,
    ),
)
def name_too_long(context: Context, most: int) -> Iterator[Finding]:
    """A name of a stage or touchpoint that does not fit the head of a column.

    阶段或触点的名称太长，列头放不下。

    Why it matters: the names are the heads of a poster's columns, read from two metres away. A long one wraps into a
    paragraph, pushes the curve down, and is cut short in every report.

    为什么重要：名称是海报的列头，要在两米外看清。名称太长，列头就成了一段话，把情绪曲线挤到下面，各种报告里也会被截断。

    Example:

        stages:
          - name: Paying
            touchpoints:
              - name: Fill in the card number and wait for the bank's text message  # name-too-long
              - name: 填写银行卡号、有效期和背面的三位数字，再输入手机收到的验证码  # name-too-long

    How to mend: name what happens in a few words; the rest belongs in `description` or `actions`.

    如何修改：名称只用几个字说清是什么事，其余写进 `description` 或 `actions`。

        stages:
          - name: Paying
            touchpoints:
              - name: Pay by card
                actions: [Fills in the card number, Waits for the bank's text message]
              - name: 刷卡付款
    """
    items: list[tuple[Path, Stage | Touchpoint]] = [
        *((("stages", index), stage) for index, stage in enumerate(context.journey.stages)),
        *((place.path, place.touchpoint) for place in context.places),
    ]
    for path, item in items:
        for place, name in _in_each_language((*path, "name"), item.name):
            if len(name) * 2 > most and (cells := sum(map(_cells, name))) > most:
                yield Finding(
                    place,
                    Words(
                        f"“{quoted(name)}” is {cells} letters wide, more than {most}",
                        f"“{quoted(name)}”宽 {cells} 个字母，超过 {most}",
                    ),
                    Words(
                        "say it in a few words; the rest goes to `description`", "请缩成几个字；其余写进 `description`"
                    ),
                )


def _cells(character: str) -> int:
    """Return how many letters wide a character is."""
    if category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
