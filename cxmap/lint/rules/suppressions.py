"""Comments that excuse findings, judged in their turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxmap.codes import FORMAT_CODES, no_rule
from cxmap.diagnostics import Fix, Severity
from cxmap.language import Words, listed
from cxmap.lint.engine import ALWAYS, Finding, rule
from cxmap.lint.suppressing import may_go_on, removal
from cxmap.suggestions import closest, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cxmap.diagnostics import Diagnostic, Text
    from cxmap.lint.context import Context


@rule(Severity.WARNING, ALWAYS)
def suppression_without_reason(context: Context) -> Iterator[Finding]:
    """A comment that excuses a finding and does not say why.

    没有说明理由的豁免。

    Why it matters: maps live for years. Who reads the comment next cannot tell a decision from a shortcut, and will
    neither dare to remove it nor know when it has served its time.

    为什么重要：地图要用很多年。后来的人看不出这条豁免是有意的决定还是图省事，
    既不敢删掉，也不知道什么时候该删。

    Example:

        stages:
          - name: Paying
            touchpoints:
              - name: Pay by card  # cxmap: ignore[touchpoint-without-owner] # suppression-without-reason

    How to mend: say in a few words why the finding stands, and until when.

    如何修改：用几个字说明为什么可以例外，以及例外到什么时候。

        stages:
          - name: Paying
            touchpoints:
              - name: Pay by card  # cxmap: ignore[touchpoint-without-owner] the new payments team starts in May
    """
    for one in context.suppressions.items:
        if one.names and not one.reason:
            yield Finding(
                (),
                Words("this suppression gives no reason", "这条豁免没有说明理由"),
                Words(
                    "write it after the bracket: `# cxmap: ignore[rule] why`",
                    "请写在方括号之后：`# cxmap: ignore[规则] 理由`",
                ),
                span=one.span,
            )


@rule(Severity.WARNING, ALWAYS)
def suppression_of_an_unknown_rule(context: Context) -> Iterator[Finding]:
    """A comment that means to excuse a finding and names no rule, or one that does not exist, or is misspelt.

    没有写规则名、规则名不存在，或写错了关键字的豁免。

    Why it matters: it excuses nothing. A comment that names no rule at all would hide whatever goes wrong there
    later, so it counts for nothing either. Rules about suppressions cannot be excused.

    为什么重要：这样的注释什么也豁免不了。不写规则名的豁免会把以后出现的任何问题都盖住，因此同样不起作用。
    针对豁免本身的规则不能再被豁免。

    Example:

        stages:
          - name: Paying
            touchpoints:
              - name: Pay by card  # cxmap: ignore[touchpoint-with-no-owner] in May # suppression-of-an-unknown-rule

    How to mend: write the name as it stands in brackets at the end of the finding.

    如何修改：照抄检查结果末尾方括号里的规则名。

        stages:
          - name: Paying
            touchpoints:
              - name: Pay by card  # cxmap: ignore[touchpoint-without-owner] the new payments team starts in May
    """
    from cxmap.lint.registry import RULES

    families = {rule.name: rule.family for rule in RULES}
    for one in context.suppressions.items:
        if one.word:
            yield Finding(
                (),
                Words(f"`{one.word}` excuses nothing", f"`{one.word}` 不起豁免作用"),
                Words("write `# cxmap: ignore[rule] why`", "请写 `# cxmap: ignore[规则] 理由`"),
                span=one.span,
            )
        elif not one.names:
            yield Finding(
                (),
                Words("this suppression names no rule", "这条豁免没有写规则名"),
                Words("write `# cxmap: ignore[rule] why`", "请写 `# cxmap: ignore[规则] 理由`"),
                span=one.span,
            )
        for name in one.names:
            family = families.get(name)
            if family == "suppressions":
                yield Finding(
                    (),
                    Words(f"`{name}` cannot be excused", f"`{name}` 不能豁免"),
                    Words("mend the comment that it finds", "请修改它指出的那条注释"),
                    span=one.span,
                )
            elif family is None:
                message, remedy = _no_rule(name, families)
                yield Finding((), message, remedy, span=one.span)


def _no_rule(name: str, families: Mapping[str, str]) -> tuple[Words, Words]:
    """Say what a name stands for that is none of a rule: a code of the format, a family, or a slip."""
    if name in FORMAT_CODES:
        return no_rule(name)
    message = Words(f"there is no rule `{name}`", f"没有名为 `{name}` 的规则")
    if name in families.values():
        remedy = Words(f"`{name}` is a family: name the rules that are meant", f"`{name}` 是规则族：请写出具体的规则名")
        return message, remedy
    suggestion = closest(name, families)
    if suggestion is not None:
        return message, did_you_mean(suggestion)
    return message, Words("`cxmap rules` lists them all", "`cxmap rules` 列出全部规则")


@rule(Severity.WARNING, ALWAYS, mends=True)
def unused_suppression(context: Context) -> Iterator[Finding]:
    """A comment that excuses what is not found here any more.

    已经不起作用的豁免。

    Why it matters: what it excused has been mended or has moved. Left alone, it will hide the next fault of the kind.
    Rules that the policy does not apply are not counted as unused.

    为什么重要：它豁免的问题已经改好或移走了。留着不删，下一个同类问题就会被它盖住。
    当前策略没有启用的规则不算“不起作用”。

    Example:

        stages:
          - name: Paying
            touchpoints:
              - name: Pay by card
                owner: payments  # cxmap: ignore[touchpoint-without-owner] until May # unused-suppression

    How to mend: delete the comment. `--fix` does it, unless a comment on the next line may be the rest of the reason.

    如何修改：删除这条注释；`--fix` 会代劳，除非下一行注释可能是理由的后半句。

        stages:
          - name: Paying
            touchpoints:
              - name: Pay by card
                owner: payments
    """
    source = context.document.source
    for one in context.suppressions.items:
        unused = [name for name in one.names if name in context.applied and name not in one.used]
        if unused:
            fix = None
            still = [d for d in context.standing if d.code in unused]
            if len(unused) == len(one.names) and not still and not may_go_on(source.text, one):
                words = Words("delete the comment", "删除这条注释")
                fix = Fix(words, (removal(source, one),))
            yield Finding(
                (),
                Words(
                    f"nothing here needs to be excused from {listed(unused, 'en')}",
                    f"这里没有需要豁免的 {listed(unused, 'zh')}",
                ),
                _move_or_delete(source.text, still),
                fix=fix,
                span=one.span,
            )


def _move_or_delete(text: Text, still: list[Diagnostic]) -> Words:
    """Say what to do with a comment whose rules find something elsewhere: it may be meant for that."""
    if not still or still[0].span is None:
        return Words("delete the comment", "请删除这条注释")
    line, _ = text.position(still[0].span.start)
    return Words(
        f"delete the comment, or move it to what `{still[0].code}` finds on line {line}",
        f"请删除这条注释；如果是为第 {line} 行的 `{still[0].code}` 而写，请移到那里",
    )


RULES = (suppression_without_reason, suppression_of_an_unknown_rule, unused_suppression)
