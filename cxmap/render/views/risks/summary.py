"""The register in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.language import Words
from cxmap.model.reading import called
from cxmap.render.quotes import called_so
from cxmap.render.views.risks.reading import change, rank

if TYPE_CHECKING:
    from cxmap.render.subject import Subject
    from cxmap.render.views.risks.reading import Entry, Register


def takeaway(subject: Subject, register: Register) -> str:
    """Say what a reader should remember of the risks: what stays high, and what nothing is done against."""
    facts = [_left(subject, register), *_missing(subject, register)]
    if subject.language == "zh":
        return "；".join(fact.zh for fact in facts) + "。"
    return "; ".join(fact.en for fact in facts) + "."


def _left(subject: Subject, register: Register) -> Words:
    count = len(register.entries)
    high = sorted(
        (entry for entry in register.entries if entry.risk.residual == "high"), key=lambda entry: -rank(entry.inherent)
    )
    unknown = sum(entry.risk.residual is None for entry in register.entries)
    if high:
        first, where = _named(subject, high[0]), called(high[0].place.touchpoint, subject.language)
        above = Words(", above all" if len(high) > 1 else ":", "，首先是" if len(high) > 1 else "：")
        return Words(
            f"{_of(len(high), count)} {'stays' if len(high) == 1 else 'stay'} high{above.en} {first} at {where}",
            f"{count} 项风险中有 {len(high)} 项控制后仍然为高{above.zh}{first}（{where}）",
        )
    if unknown == count:
        return Words(
            "What is left after its control is not rated for any risk" if count > 1 else "What is left of the one risk after its control is not rated",
            f"{count} 项风险都没有写控制后的剩余风险",
        )  # fmt: skip
    if unknown:
        return Words(
            f"No risk is known to stay high, but of {unknown} of {count} nobody has said what is left",
            f"没有一项风险已知仍然为高，但 {count} 项中有 {unknown} 项没有写剩余风险",
        )
    lower = sum(change(before, after) < 0 for _, before, after in register.moves)
    if count == 1:
        its = Words("; its control lowers it", "，控制措施使其降低") if lower else Words("", "")
        return Words(f"The one risk does not stay high{its.en}", f"唯一的风险控制后不为高{its.zh}")
    down = Words("", "")
    if lower:
        many = Words(f"all {count}" if lower == count else f"{lower}", "全部" if lower == count else f" {lower} 项")
        down = Words(f"; the controls lower {many.en}", f"；控制措施使{many.zh}降低")
    return Words(f"None of {count} risks stays high{down.en}", f"{count} 项风险控制后都不为高{down.zh}")


def _missing(subject: Subject, register: Register) -> list[Words]:
    facts = []
    bare = [entry for entry in register.entries if entry.risk.control is None]
    if len(bare) == 1:
        name = _named(subject, bare[0])
        facts.append(Words(f"{name} has no control", f"{name}没有控制措施"))
    elif bare:
        facts.append(Words(f"{len(bare)} have no control", f"{len(bare)} 项没有控制措施"))
    unconsidered = len(register.unconsidered)
    if unconsidered:
        facts.append(
            Words(
                f"{unconsidered} regulated touchpoint{'s name' if unconsidered > 1 else ' names'} no risk",
                f"{unconsidered} 个受监管触点没有写风险",
            )
        )
    return facts


def _named(subject: Subject, entry: Entry) -> str:
    return called_so(subject.text(entry.risk.risk), subject.language)


def _of(some: int, count: int) -> str:
    return f"{some} of {count} risks" if count > 1 else "The one risk"
