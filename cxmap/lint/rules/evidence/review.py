"""Whether people have looked at the map, when, and which people."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from cxmap.diagnostics import Fix, Severity
from cxmap.language import Words
from cxmap.lint.engine import ALWAYS, DEFAULT, REGULATED, Finding, rule
from cxmap.lint.options import Option
from cxmap.lint.people import ACTORS
from cxmap.lint.rules.evidence.actors import names_actors
from cxmap.lint.rules.evidence.colleagues import are_colleagues
from cxmap.lint.rules.evidence.insertion import insert_top_level, key_before
from cxmap.lint.rules.metrics.figures import in_each_language
from cxmap.model.forms import minutes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.lint.context import Context

_SKELETON = ("review:", "  last: null", "  every: 180d", "  with: []")


@rule(
    Severity.WARNING,
    DEFAULT,
    every=Option(
        "1y",
        "how often a map is reviewed that does not say it itself",
        "地图没有写 `every` 时，多久评审一次",
        is_duration=True,
    ),
)
def review_overdue(context: Context, every: str) -> Iterator[Finding]:
    """A map that has not been reviewed for longer than it says it should be; a map that does not say how often, for
    longer than a year.

    评审已过期的地图。没有写 `every` 的，按一年一次计。

    Why it matters: maps rot quietly. A date in the past is the one sign of it that a program can see.

    为什么重要：地图会悄悄过时。评审日期已过，是程序唯一能看见的迹象。

    Example:

        review: {last: 2025-01-31, every: 90d}  # review-overdue
        stages: [Applying]

    How to mend: go through the map with customers and the teams, then set the date of that day.

    如何修改：与客户和各团队一起过一遍地图，再把日期改为当天。

        review: {last: 2026-05-20, every: 90d}
        stages: [Applying]
    """
    review = context.journey.review
    if review is None or review.last is None:
        return
    try:
        due = review.last + timedelta(minutes=minutes(review.every or every))
    except OverflowError:
        return
    if due < context.today:
        late = (context.today - due).days
        message = Words(
            f"the review was due on {due}, {late} day{'s' if late != 1 else ''} ago",
            f"评审应在 {due} 完成，已过期 {late} 天",
        )
        remedy = Words("review the map, then set `last:` to that day", "请评审后更新 `last:`")
        if review.every is None:
            message = Words(
                f"{message.en}: the map names no `every`, so {every} holds",
                f"{message.zh}（地图没有写 `every`，按 {every} 计）",
            )
            remedy = Words(f"{remedy.en}; add `every: …`", f"{remedy.zh}，并添加 `every: …`")
        yield Finding(("review", "last"), message, remedy)


@rule(Severity.WARNING, ALWAYS)
def review_in_the_future(context: Context) -> Iterator[Finding]:
    """A map whose last review has not taken place yet.

    上次评审日期写成了将来的地图。

    Why it matters: with a wrong digit in the year, the map would not ask for a review for decades. Tomorrow's date
    is let pass, since it is today somewhere.

    为什么重要：年份打错一位，地图可能几十年都不再提醒评审。明天的日期不作检查，因为有的时区已经到了明天。

    Example:

        review: {last: 2062-05-20, every: 90d}  # review-in-the-future
        stages: [Applying]

    How to mend: write the day of the review that did take place; the next one follows from `every`.

    如何修改：写实际评审的日期；下次评审的时间由 `every` 推算。

        review: {last: 2026-05-20, every: 90d}
        stages: [Applying]
    """
    review = context.journey.review
    if review is not None and review.last is not None and (review.last - context.today).days > 1:
        yield Finding(
            ("review", "last"),
            Words(f"the last review is on a day to come, {review.last}", f"上次评审的日期 {review.last} 尚未到来"),
            Words("correct the date", "请改正日期"),
        )


@rule(Severity.WARNING, REGULATED, mends=True)
def map_without_review(context: Context) -> Iterator[Finding]:
    """A map that says nothing about its review.

    没有评审信息的地图。

    Why it matters: the last step of making a map is to validate it with customers and the teams, and then to come
    back to it. Without a date and an interval nobody will.

    为什么重要：制作旅程图的最后一步，是与客户和各团队一起验证，并定期回看。不写日期和周期，就没有人会回来看。

    Example:

        owner: retail-lending  # map-without-review
        stages: [Applying]

    How to mend: write when the map was reviewed, how often it is to be, and with whom. The fix writes what is to be
    filled in.

    如何修改：写明何时评审、多久一次、与谁一起。自动修改会写好待填写的字段。

        owner: retail-lending
        review:
          last: 2026-05-20
          every: 180d
          with: [customers, sales]
        stages: [Applying]
    """
    if context.journey.review is not None:
        return
    source, order, edit = context.document.source, list(vars(context.journey)), None
    beside: str | None = "review"
    if ("review",) not in source.keys:
        beside = key_before(source, "review", order)
        edit = insert_top_level(source, "review", _SKELETON, order)
    yield Finding(
        (beside,) if beside is not None else (),
        Words("nothing says when the map is reviewed", "没有评审信息"),
        Words("add `review: {last: …, every: 180d, with: […]}`", "请添加 `review: {last: …, every: 180d, with: […]}`"),
        at_key=True,
        fix=Fix(Words("add a `review:` to fill in", "添加待填写的 `review:`"), (edit,)) if edit else None,
    )


@rule(Severity.WARNING, REGULATED)
def map_never_reviewed(context: Context) -> Iterator[Finding]:
    """A map that has a review, but no date of one.

    写了评审要求、却从未评审过的地图。

    Why it matters: until customers and the teams have seen it, a map is the draft of those who drew it. It cannot
    become overdue either: without a date nothing starts to count.

    为什么重要：客户和各团队看过之前，地图只是绘制者的草稿；没有日期，也就无从计算何时过期。

    Example:

        review:
          last: null  # map-never-reviewed
          every: 180d
        stages: [Applying]

    How to mend: review the map, then write the date of that day.

    如何修改：组织评审，然后写上当天的日期。

        review:
          last: 2026-05-20
          every: 180d
        stages: [Applying]
    """
    review = context.journey.review
    if review is not None and review.last is None:
        yield Finding(
            ("review", "last"),
            Words("the map was never reviewed", "这张图从未评审过"),
            Words("review the map, then set `last:` to that day", "请评审后填写 `last:`"),
        )


@rule(Severity.NOTE, REGULATED)
def never_validated_with_customers(context: Context) -> Iterator[Finding]:
    """A review in which nobody took part whose journey it is: all who are named are teams or staff.

    评审时没有客户参加：写明的都是内部团队或员工。

    Why it matters: a map that only colleagues have checked shows what they agree on. Customers see at once which
    step is missing, and which pain was invented. On a map of another kind it is the employees, patients, citizens …
    who must have a say.

    为什么重要：只有同事核对过的地图，反映的是内部共识。少画了哪一步、哪个痛点是编出来的，客户一眼就能看出来。
    员工、患者、市民等其他类型的旅程，则应请员工、患者、市民参加。

    Example:

        review: {last: 2026-05-20, with: [sales, customer care]}  # never-validated-with-customers
        stages: [Applying]

    How to mend: show the map to a few of them, and name them under `with`.

    如何修改：请几位客户看图，并写入 `with`。

        review: {last: 2026-05-20, with: [six customers, sales, customer care]}
        stages: [Applying]
    """
    review = context.journey.review
    if review is None or review.last is None:
        return
    journey, teams = context.journey, context.library.teams.values()
    if not all(are_colleagues(entry, teams) for entry in review.with_):
        return
    if names_actors(journey, [said for text in review.with_ for said in in_each_language(text)]):
        return
    actors = ACTORS[journey.kind or "customer"]
    yield Finding(
        ("review", "with"),
        Words(f"the review names no {actors.en}", f"评审参加者中没有{actors.zh}"),
        Words(
            f"review the map with {actors.en}, and name them under `with:`", f"请邀请{actors.zh}评审，并写入 `with:`"
        ),
    )
