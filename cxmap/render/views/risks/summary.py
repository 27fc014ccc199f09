"""The register in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import Words, in_quotes
from cxmap.model.reading import called
from cxmap.render.text.saying import sentence
from cxmap.render.views.risks.reading import change, rank

if TYPE_CHECKING:
    from cxmap.render.subject import Subject
    from cxmap.render.views.risks.reading import Entry, Register


def takeaway(subject: Subject, register: Register) -> str:
    """Say what a reader should remember of the risks: what stays high, and what nothing is done against."""
    facts = (_left(subject, register), *_missing(subject, register))
    return sentence((subject.say(fact) for fact in facts), subject.language)


def _left(subject: Subject, register: Register) -> Words:
    count = len(register.entries)
    high = sorted(
        (entry for entry in register.entries if entry.risk.residual == "high"), key=lambda entry: -rank(entry.inherent)
    )
    unknown = sum(entry.risk.residual is None for entry in register.entries)
    if high:
        first, where = _named(subject, high[0]), in_quotes(called(high[0].place.touchpoint, subject.language))
        above = Words(", above all" if len(high) > 1 else ":", "，首先是" if len(high) > 1 else "：")
        many = Words(f"{len(high)} of {count} risks", f"{count}项风险中有{len(high)}项")
        if count == 1:
            many = Words("the one risk", "唯一的风险")
        return Words(
            f"{many.en} {'stays' if len(high) == 1 else 'stay'} high{above.en} {first} at {where}",
            f"{many.zh}控制后仍然为高{above.zh}触点{where}的{first}",
        )
    if unknown == count:
        return Words(
            f"what is left after the controls is not stated for any of {count} risks"
            if count > 1
            else "what is left of the one risk after its control is not stated",
            f"{count}项风险都未写明控制后的剩余风险" if count > 1 else "唯一的风险未写明控制后的剩余风险",
        )
    if unknown:
        return Words(
            f"no risk is known to stay high, but for {unknown} of {count} it is not stated what is left",
            f"已知的剩余风险都不为高，但{count}项中有{unknown}项未写明",
        )
    lower = sum(change(before, after) < 0 for _, before, after in register.moves)
    if count == 1:
        its = Words("; its control lowers it", "；控制措施降低了它") if lower else Words("", "")
        return Words(f"the one risk does not stay high{its.en}", f"唯一的风险控制后不为高{its.zh}")
    down = Words("", "")
    if lower:
        many = Words(
            _all(count) if lower == count else str(lower), f"全部{lower}项" if lower == count else f"其中{lower}项"
        )
        down = Words(f"; the controls lower {many.en}", f"；控制措施降低了{many.zh}")
    none = Words(f"{'neither' if count == 2 else 'none'} of {count} risks stays high", f"{count}项风险控制后都不为高")
    return Words(none.en + down.en, none.zh + down.zh)


def _all(count: int) -> str:
    return "both" if count == 2 else f"all {count}"


def _missing(subject: Subject, register: Register) -> list[Words]:
    facts = []
    bare = [entry for entry in register.entries if entry.risk.control is None]
    if len(bare) == 1:
        name = _named(subject, bare[0])
        facts.append(Words(f"{name} has no control", f"{name}没有控制措施"))
    elif bare:
        facts.append(Words(f"{len(bare)} have no control", f"{len(bare)}项没有控制措施"))
    unconsidered = len(register.unconsidered)
    if unconsidered:
        facts.append(
            Words(
                f"{unconsidered} regulated touchpoint{'s name' if unconsidered > 1 else ' names'} no risk",
                f"{unconsidered}个受监管触点未写明风险",
            )
        )
    return facts


def _named(subject: Subject, entry: Entry) -> str:
    return in_quotes(subject.text(entry.risk.risk))
