"""Whether the evidence can bear what rests on it: its age, its size, its source, the people it came from."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from cxmap.diagnostics import Severity
from cxmap.language import Words
from cxmap.lint.engine import ALWAYS, DEFAULT, REGULATED, STRICT, Finding, rule
from cxmap.lint.options import Option
from cxmap.lint.people import ACTORS
from cxmap.lint.rules.evidence.cited import citations, known_evidence
from cxmap.lint.rules.evidence.files import is_missing, is_private
from cxmap.lint.rules.metrics.figures import named
from cxmap.model.forms import minutes
from cxmap.model.vocabulary import EVIDENCE_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.lint.context import Context

_FROM_CUSTOMERS = frozenset(
    {"survey", "interview", "observation", "usability-test", "social", "complaints", "analytics", None}
)
"""Kinds of evidence that came from those who make the journey; what has no kind may have."""
_AGELESS = ("assumption", "research")
_YEAR = 365
_MONTH = 30


@rule(
    Severity.WARNING,
    DEFAULT,
    older_than=Option("2y", "how old evidence may be", "依据最多可以有多旧", is_duration=True),
)
def stale_evidence(context: Context, older_than: str) -> Iterator[Finding]:
    """Evidence that a map declares or cites and that is older than it may be.

    过于陈旧的依据。

    Why it matters: channels, prices and competitors change within a year or two, and what people expect changes with
    them. A map that rests on old surveys describes a journey that nobody makes any more. An assumption has no age:
    it waits to be tested. Nor has research: a paper on how people decide does not age like a survey.

    为什么重要：渠道、价格和竞争对手一两年就会变，人们的期望也随之改变。
    以旧问卷为依据的地图，画的是已经没有人走的旅程。假设不会变旧，它只是有待验证，不作检查；
    研究文献（`kind: research`）不像问卷那样过时，也不作检查。

    Example:

        evidence:
          - id: survey
            kind: survey
            date: 2023-05-31  # stale-evidence
        stages: [Applying]

    How to mend: ask again, and cite the new evidence beside the old.

    如何修改：重新调研，并引用新的依据。

        evidence:
          - id: survey
            kind: survey
            date: 2026-05-04
        stages: [Applying]
    """
    try:
        oldest = context.today - timedelta(minutes=minutes(older_than))
    except OverflowError:
        return
    for known in known_evidence(context):
        date, kind = known.evidence.date, known.evidence.kind
        if date is not None and date < oldest and kind not in _AGELESS:
            name, age = known.said(context), _age((context.today - date).days)
            yield Finding(
                known.at("date"),
                Words(
                    f"the evidence {name.en} was gathered on {date}, {age.en} ago",
                    f"依据{name.zh}收集于 {date}，距今 {age.zh}",
                ),
                Words("gather it again, or cite newer evidence", "请重新收集，或引用较新的依据"),
            )


def _age(days: int) -> Words:
    for length, unit in ((_YEAR, Words("years", "年")), (_MONTH, Words("months", "个月"))):
        if days >= 2 * length:
            return Words(f"{days // length} {unit.en}", f"{days // length} {unit.zh}")
    return Words(f"{days} day{'s' if days != 1 else ''}", f"{days} 天")


@rule(Severity.WARNING, ALWAYS)
def evidence_from_the_future(context: Context) -> Iterator[Finding]:
    """Evidence with a date that has not come yet.

    日期尚未到来的依据。

    Why it matters: nobody can have gathered it. Most often a digit of the year is wrong, and the evidence would never
    count as old; sometimes a survey is cited that is only planned. Tomorrow's date is let pass, since it is today
    somewhere.

    为什么重要：日期还没到，不可能已经有依据。多半是年份打错了一位，这样它就永远不会显得过旧；
    也可能引用了尚在计划中的调研。明天的日期不作检查，因为有的时区已经到了明天。

    Example:

        evidence:
          - id: survey
            kind: survey
            date: 2062-05-04  # evidence-from-the-future
        stages: [Applying]

    How to mend: correct the date; what is only planned is no evidence yet.

    如何修改：改正日期；尚在计划中的调研，还不能作为依据。

        evidence:
          - id: survey
            kind: survey
            date: 2026-05-04
        stages: [Applying]
    """
    for known in known_evidence(context):
        date = known.evidence.date
        if date is not None and (date - context.today).days > 1:
            name = known.said(context)
            yield Finding(
                known.at("date"),
                Words(f"the evidence {name.en} has a date to come, {date}", f"依据{name.zh}的日期 {date} 尚未到来"),
                Words("correct the date", "请改正日期"),
            )


@rule(
    Severity.WARNING,
    STRICT,
    survey=Option(30, "the least answers of a survey", "问卷最少多少份", at_least=1),
    interview=Option(6, "the least people interviewed", "访谈最少多少人", at_least=1),
    usability_test=Option(5, "the least people in a usability test", "可用性测试最少多少人", at_least=1),
    observation=Option(5, "the least cases observed", "观察最少多少例", at_least=1),
    metric=Option(30, "the least answers behind a metric", "指标最少多少份回答", at_least=1),
)
def thin_sample(
    context: Context, survey: int, interview: int, usability_test: int, observation: int, metric: int
) -> Iterator[Finding]:
    """Evidence from fewer people than its kind asks for, or a metric from too few answers. Where the evidence that a
    metric cites is thin, that is said of the evidence alone.

    样本量过小的依据或指标。指标所引用的依据样本过小时，只提示依据。

    Why it matters: after about six interviews the main themes repeat themselves (Guest, Bunce and Johnson, 2006), and
    five users meet most problems of one design (Nielsen, 2000). Thirty answers to a survey are a rule of thumb: even
    then a share is uncertain by about 18 points either way. So are five cases observed.

    为什么重要：访谈到六人左右，主要话题开始重复（Guest、Bunce、Johnson，2006）；五位用户就能碰到一个设计的大部分问题
    （Nielsen，2000）。问卷三十份是经验值：即便如此，占比的误差仍有正负 18 个百分点左右。观察五例也是经验值。

    Example:

        evidence:
          - id: talks
            kind: interview
            n: 2  # thin-sample
        stages: [Applying]

    How to mend: ask more people, or cite a second source that says the same. Until then, take what rests on it for a
    first hint.

    如何修改：再多问几位，或补充另一来源相互印证；在此之前，由此得出的结论只能当作初步线索。

        evidence:
          - id: talks
            kind: interview
            n: 8
        stages: [Applying]
    """
    least = {
        "survey": survey,
        "interview": interview,
        "usability-test": usability_test,
        "observation": observation,
    }
    thin: set[str] = set()
    for known in known_evidence(context):
        kind, n = known.evidence.kind, known.evidence.n
        if kind is not None and n is not None and n < least.get(kind, 0):
            thin.add(known.evidence.id)
            name, what = known.said(context), EVIDENCE_KINDS[kind]
            yield Finding(
                known.at("n"),
                Words(
                    f"the evidence {name.en} is thin: {what.en.lower()}, n = {n}, where {least[kind]} is the least",
                    f"依据{name.zh}样本过小：{what.zh}的样本量为 {n}，至少应为 {least[kind]}",
                ),
                Words("ask more people, or cite a second source beside it", "请扩大样本，或补充其他来源相互印证"),
            )
    for path, item, place in context.metrics:
        if item.value is None or item.n is None or item.n >= metric:
            continue
        cited = item.evidence or (place.touchpoint.evidence if place is not None else ())
        if thin.isdisjoint(cited):
            called = named(item, context.language)
            yield Finding(
                (*path, "n"),
                Words(
                    f"{called.en} is thin: n = {item.n}, where {metric} is the least",
                    f"{called.zh}样本过小：样本量为 {item.n}，至少应为 {metric}",
                ),
                Words("gather more answers, or put several periods together", "请积累更多回答，或合并几个周期"),
            )


@rule(Severity.WARNING, DEFAULT)
def unknown_source_file(context: Context) -> Iterator[Finding]:
    """Evidence whose `source` is a file that is not there, or that lies in one person's home folder.

    依据的 `source` 指向不存在的文件，或某个人电脑里的文件。

    Why it matters: evidence that cannot be opened proves nothing. A file is looked for from the folder of the map and
    from the root of the workspace, never outside them; addresses, ticket numbers, citations, and paths into folders
    that are kept elsewhere (`SharePoint/…`) are left alone.

    为什么重要：打不开的依据，证明不了任何事。程序只在地图所在文件夹和工作区之内查找文件；
    网址、工单号、文献引用，以及存放在别处的文件夹（`SharePoint/…`）不作检查。

    Example:

        evidence:
          - id: survey
            kind: survey
            source: survey-2026q1.csv  # unknown-source-file
        stages: [Applying]

    How to mend: correct the path, or give the address where the file is kept. Raw answers and recordings are personal
    data and do not belong in a repository: their address is enough.

    如何修改：改正路径，或写上存放它的网址。原始问卷、录音等含有个人信息的文件不要放进仓库，写明存放地址即可。

        evidence:
          - id: survey
            kind: survey
            source: https://research.example.com/survey-2026q1
        stages: [Applying]
    """
    for known in known_evidence(context):
        source = known.evidence.source
        if source is None:
            continue
        if is_private(source):
            message = Words(
                f"only one computer has the file `{source}`",
                f"文件 `{source}` 只在某个人的电脑里",
            )
        elif is_missing(context, source):
            message = Words(f"there is no file `{source}`", f"找不到文件 `{source}`")
        else:
            continue
        remedy = Words(
            "correct the path, seen from the map or from the root of the workspace, or give the address where it is kept",
            "请改正路径（从地图所在文件夹或工作区根目录起），或写上存放它的网址",
        )
        yield Finding(known.at("source"), message, remedy)


@rule(Severity.WARNING, REGULATED)
def map_without_customer_evidence(context: Context) -> Iterator[Finding]:
    """A current map that cites nothing which came from the people whose journey it is.

    现状旅程图没有引用任何来自客户的依据。

    Why it matters: a map drawn in a meeting room shows how the company thinks its customers live. Somebody has to
    have asked, watched or counted them: survey, interview, observation, usability test, complaints, social media,
    analytics. Desk research and assumptions are not enough.

    为什么重要：在会议室里画出来的图，画的是企业以为客户怎么过。总要有人真的问过、看过或数过：
    问卷、访谈、观察、可用性测试、投诉、社媒、数据分析。只有案头研究和假设是不够的。

    Example:

        evidence:  # map-without-customer-evidence
          - {id: guess, kind: assumption}
        stages:
          - name: Applying
            touchpoints:
              - {name: The form, evidence: [guess]}

    How to mend: six interviews are a beginning; cite them at the touchpoints that they speak of.

    如何修改：可以先做六次访谈，并在相关触点上引用。

        evidence:
          - {id: talks, kind: interview, n: 6}
          - {id: guess, kind: assumption}
        stages:
          - name: Applying
            touchpoints:
              - {name: The form, evidence: [guess, talks]}
    """
    journey = context.journey
    if journey.state == "future" or not context.places:
        return
    known = context.library.evidence
    if any(id_ in known and known[id_].kind in _FROM_CUSTOMERS for _, id_ in citations(context)):
        return
    actors = ACTORS[journey.kind or "customer"]
    yield Finding(
        ("evidence",) if journey.evidence else (),
        Words(f"nothing that the map cites came from {actors.en}", f"这张图引用的依据没有一项来自{actors.zh}"),
        Words(
            f"ask or watch {actors.en}, and cite that at the touchpoints",
            f"请访谈或观察{actors.zh}，并在触点上引用",
        ),
        at_key=True,
    )
