"""Predictions in words and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxmap.language import Words, listed
from cxmap.report.measures.rows import Row, of_journey, with_figure
from cxmap.report.measures.sections import Section
from cxmap.report.measures.values import figure_data, rounded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.language import Language
    from cxmap.measurements import Figure, MapMeasurements
    from cxmap.measurements.outlook import Predictions, Standing, Tested

TITLE = Words("What comes next, by where a case stands: {}", "身在何处、下一步去哪：{}")
HEADS = (
    Words("At", "所在触点"),
    Words("n", "样本"),
    Words("Next", "下一步"),
    Words("Leave here", "在此离开"),
    Words("95% interval", "95% 区间"),
    Words("Otherwise after", "视上一步而异"),
)
OTHER = Words("any other", "其他")
ARRIVED = Words("{} (last stage)", "{}（最后阶段）")
TESTED = Words(
    "learnt from cases before {0} and tested on {1:,} steps of later ones: log loss {2:.2f}, without looking at where a case "
    "stands {3:.2f}; risk of leaving, said → seen: {4}",
    "以 {0} 之前开始的案例学习，以其后案例的 {1:,} 步检验：对数损失 {2:.2f}，不看所在位置则为 {3:.2f}；离开风险（预测 → 实际）：{4}",
)
UNTESTED = Words("not tested: too few cases began late", "未检验：后期开始的案例太少")
TOO_FEW = Words("not told: it takes 200 cases that are over", "无法预测：至少需要 200 个已结束的案例")


def prediction_sections(found: MapMeasurements, language: Language) -> Iterator[Section]:
    """Yield a section for each event log."""
    for each in found.predictions:
        title = TITLE.said(language).format(each.source)
        if each.refused:
            yield Section(title, remarks=(TOO_FEW.said(language),))
            continue
        rows = tuple(_row(one, language) for one in each.standings)
        yield Section(title, tuple(head.said(language) for head in HEADS), rows, tuple(_remarks(each, language)))


def _row(one: Standing, language: Language) -> tuple[str, ...]:
    steps = [f"{step.name or OTHER.said(language)} {step.share:.0%}" for step in one.next]
    leaves = "–" if one.leaves.value is None else f"{one.leaves.value:.0%}"
    return (
        one.name,
        f"{one.leaves.n:,}",
        " · ".join(steps),
        ARRIVED.said(language).format(leaves) if one.is_last else leaves,
        _ends(one.leaves),
        " · ".join(f"{name} {figure.value or 0:.0%}" for _, name, figure in one.after),
    )


def _ends(figure: Figure) -> str:
    return "–" if figure.low is None or figure.high is None else f"[{100 * figure.low:.0f}, {100 * figure.high:.0f}]"


def _remarks(each: Predictions, language: Language) -> Iterator[str]:
    if each.tested is None:
        yield UNTESTED.said(language)
    else:
        loss = each.tested.two_steps if each.order == 2 else each.tested.one_step
        bins = listed([f"{said:.0%} → {seen:.0%}" for _, said, seen in each.tested.calibration], language)
        yield TESTED.said(language).format(each.tested.since, each.tested.n, loss, each.tested.blind, bins)


def predictions_data(each: Predictions) -> dict[str, Any]:
    """Return predictions as plain data."""
    if each.refused:
        return {"source": each.source, "refused": each.refused}
    return {
        "source": each.source,
        "formula": "Markov chain, drawn towards shorter pasts (MacKay and Peto 1995); shares with Wilson's interval (1927)",
        "cases": each.cases,
        "order": each.order,
        **({"tested": _tested(each.tested)} if each.tested is not None else {}),
        "standings": [_standing(one) for one in each.standings],
    }


def _tested(tested: Tested) -> dict[str, Any]:
    losses = {"one_step": tested.one_step, "two_steps": tested.two_steps, "blind": tested.blind}
    return {
        "since": tested.since,
        "n": tested.n,
        "log_loss": {name: rounded(loss) for name, loss in losses.items()},
        "brier": rounded(tested.brier),
        "calibration": [
            {"n": n, "predicted": rounded(said), "observed": rounded(seen)} for n, said, seen in tested.calibration
        ],
    }


def _standing(one: Standing) -> dict[str, Any]:
    return {
        "touchpoint": one.touchpoint,
        "n": one.leaves.n,
        "next": [{"touchpoint": step.touchpoint or None, "share": rounded(step.share)} for step in one.next],
        "leaves": figure_data(one.leaves),
        **({"last": True} if one.is_last else {}),
        **({"after": {id_: figure_data(figure) for id_, _, figure in one.after}} if one.after else {}),
    }


def prediction_rows(each: Predictions, found: MapMeasurements) -> Iterator[Row]:
    """Yield rows for CSV: what comes next and how many leave at each touchpoint, and how predictions did when tested."""
    journey = of_journey(found, each.source)
    if each.refused:
        yield journey._replace(metric="leaves", note=each.refused)
        return
    yield journey._replace(metric="closed", n=each.cases, note=f"steps looked back: {each.order}")
    if each.tested is not None:
        yield from _tested_rows(journey, each.tested)
    for one in each.standings:
        about = Row(of="touchpoint", id=one.touchpoint, name=one.name, source=each.source)
        leaves = with_figure(about, "leaves", one.leaves, 100)
        yield leaves._replace(note="last-stage" if one.is_last else "")
        for id_, _, figure in one.after:
            yield with_figure(about._replace(by="after", by_id=id_), "leaves", figure, 100)
        for step in one.next:
            following = about._replace(by="to", by_id=step.touchpoint, note="" if step.touchpoint else "any other")
            yield following._replace(metric="next", n=one.leaves.n, value=100 * step.share)


def _tested_rows(journey: Row, tested: Tested) -> Iterator[Row]:
    about = journey._replace(n=tested.n, note=f"on cases that began from {tested.since} on")
    for steps, loss in ((1, tested.one_step), (2, tested.two_steps), (0, tested.blind)):
        yield about._replace(by="steps-back", by_id=str(steps), metric="log-loss", value=loss)
    yield about._replace(metric="brier", value=tested.brier)
    for n, said, seen in tested.calibration:
        yield about._replace(by="said", by_id=str(rounded(100 * said)), metric="calibration", n=n, value=100 * seen)
