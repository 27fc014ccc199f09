"""Complaints in words and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxmap.language import Words
from cxmap.lengths_of_time import half_within, time_said
from cxmap.measured_figures import channels_differ, interval, number, signed
from cxmap.report.measures.rows import Row, ranks_rows, time_rows, trend_rows, with_figure
from cxmap.report.measures.sections import Section
from cxmap.report.measures.values import figure_data, rounded, time_data, trend_data, without_gaps
from cxmap.report.measures.words import HIDDEN, INDENT, NOT_SHOWN, named, sparkline, standing_out, starred, trend_sign

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxmap.language import Language
    from cxmap.measurements import ComplaintFigure, ComplaintPeriod, ComplaintRate, MapMeasurements

TITLE = Words("Complaints: {}", "投诉：{}")
HEADS = (
    Words("About", "对象"),
    Words("n", "件数"),
    Words("Share", "占比"),
    Words("Open", "未办结"),
    Words("Half settled within", "半数办结于"),
    Words("9 in 10 within", "九成办结于"),
    Words("Opened again", "重开"),
    Words("Last change", "较上期"),
    Words("Periods", "各期"),
)
PER_CASES = Words("Per 1,000 cases", "每千案例")
"""A head that is there where an event log says how many cases there were."""
RATE = Words(
    "Per 1,000 cases: complaints from {1} to {2} by the cases of {0} that touched the same thing then, as if that log had all of them; exact "
    "interval (Garwood).",
    "每千案例：{1} 至 {2} 的投诉件数与同期触及同一对象的 {0} 案例数之比（假定该日志含全部案例）；精确区间（Garwood）。",
)
MORE_THAN_CASES = Words(
    "More complaints than cases: {} seems not to have all of them.", "投诉多于案例：{} 似乎未含全部案例。"
)
METHOD = Words(
    "Open: not settled. Times are of settled complaints, with the 95% interval of the median. Opened again: of those that say, Wilson’s "
    "interval. Last change: complaints a day, exact test. ↗ ↘ a trend, ! a period that stands out. Channels are listed where their "
    "times differ. * significant at 5%, corrected for how many were compared.",
    "时长只计已办结的投诉，附中位数的 95% 区间；重开占比附 Wilson 区间；较上期按日均件数，精确检验；↗ ↘ 有趋势；! 明显不同的一期；只列出时长有差异的渠道；"
    "* 校正多重比较后在 5% 水平显著。",
)


_RATES_AT = 3
"""Where in a row complaints per 1,000 cases stand, after how many there are."""


def complaint_sections(found: MapMeasurements, language: Language) -> Iterator[Section]:
    """Yield a section for each log."""
    heads = [words.said(language) for words in HEADS]
    logs = dict.fromkeys(one.source for one in found.complaints)
    for log in logs:
        told = list(_worth_telling([one for one in found.complaints if one.source == log]))
        rates = {rate.events: rate for one in told for rate in one.rates}
        rows = [_cells(one, found, language) for one in told]
        for place, events in enumerate(rates, _RATES_AT):
            head = PER_CASES.said(language) + (f" · {events}" if len(rates) > 1 else "")
            for row, cell in zip([heads, *rows], [head, *(_rate_said(one, events) for one in told)], strict=True):
                row.insert(place, cell)
        remarks = [RATE.said(language).format(rate.events, rate.first, rate.last) for rate in rates.values()]
        remarks += [
            MORE_THAN_CASES.said(language).format(events)
            for events in rates
            if any(rate.complaints > rate.figure.n for one in told for rate in one.rates if rate.events == events)
        ]
        if any(one.share is None for one in told):
            remarks.append(HIDDEN.said(language).format(found.suppress_below))
        remarks += [METHOD.said(language)] if log == list(logs)[-1] else []
        yield Section(TITLE.said(language).format(log), tuple(heads), tuple(map(tuple, rows)), tuple(remarks))
        del heads[_RATES_AT : _RATES_AT + len(rates)]


def _rate_said(one: ComplaintFigure, events: str) -> str:
    figures = [rate.figure for rate in one.rates if rate.events == events]
    return "".join(f"{number(figure.value or 0.0, 'nps')} {interval(figure, 'nps')}" for figure in figures)


def _worth_telling(found: list[ComplaintFigure]) -> Iterator[ComplaintFigure]:
    """Yield what a reader is told: where complaints come from of all, and channels where their times differ."""
    differing = {(one.of, one.id) for one in found if channels_differ(one)}
    for one in found:
        if (
            not one.by
            or (one.by == "from" and one.of == "journey")
            or (one.by == "channel" and (one.of, one.id) in differing)
        ):
            yield one


def _cells(one: ComplaintFigure, found: MapMeasurements, language: Language) -> list[str]:
    name = INDENT[one.of] + ("  " if one.by else "") + named(one, language)
    if one.share is None:
        return [name, NOT_SHOWN.said(language), *[""] * (len(HEADS) - 2)]
    few = "~" if one.n < found.grey_below else ""
    again = one.reopened
    last = one.periods[-1] if one.periods else None
    change = f"{signed(last.change, 0)}%{starred(last.p)}" if last is not None and last.change is not None else ""
    half = ninth = ""
    if one.handling is not None:
        half = half_within(one.handling, language)
        ninth = time_said(one.handling.p90, language)
    return [
        name, f"{one.n:,}{few}", f"{one.share:.0%}", "" if one.open is None else f"{one.open:,}", half, ninth,
        f"{number(again.value, 'csat')} {interval(again, 'csat')}" if again is not None and again.value is not None else "",
        change, sparkline([each.n for each in one.periods]) + trend_sign(one) + standing_out(one),
    ]  # fmt: skip


def complaint_data(one: ComplaintFigure) -> dict[str, Any]:
    """Return complaints as plain data: of so few that they are not shown only that; periods of few are left out."""
    about = {one.of: one.id, **({one.by: one.by_id} if one.by else {}), "source": one.source}
    if one.share is None:
        return {**about, "suppressed": True}
    return {
        **about,
        **without_gaps(
            n=one.n,
            share=rounded(one.share),
            open=one.open,
            handling=time_data(one.handling) if one.handling else None,
            reopened=figure_data(one.reopened) if one.reopened else None,
            trend=trend_data(one.trend) if one.trend else None,
            channels={"h": rounded(one.channels.h), "df": one.channels.df, "p": rounded(one.channels.p)}
            if one.channels
            else None,
            per_1000_cases=[_rate(each) for each in one.rates] or None,
            periods=[_period(each) for each in one.periods if each.n is not None] or None,
        ),
    }


def _rate(each: ComplaintRate) -> dict[str, Any]:
    about = {"events": each.events, "first": each.first, "last": each.last, "complaints": each.complaints}
    return {**about, **figure_data(each.figure)}


def _period(each: ComplaintPeriod) -> dict[str, Any]:
    return {
        "period": each.period,
        **without_gaps(
            n=each.n,
            open=each.open,
            handling=time_data(each.handling) if each.handling else None,
            change=rounded(each.change),
            p=rounded(each.p),
            outstanding=rounded(each.outstanding),
            days=each.days,
        ),
    }


def complaint_rows(one: ComplaintFigure) -> Iterator[Row]:
    """Yield rows for CSV: how many, those open, the handling time, the share opened again; of all and by period."""
    about = Row(of=one.of, id=one.id, name=one.name, by=one.by, by_id=one.by_id, source=one.source)
    if one.share is None:
        yield about._replace(metric="complaints")
        return
    yield about._replace(metric="complaints", n=one.n, share=one.share)
    yield from _more(about, one)
    if one.reopened is not None:
        yield with_figure(about, "reopened", one.reopened)
    for each in one.periods:
        then = about._replace(period=each.period)
        apart = then._replace(change=each.change, p=each.p, outstanding=each.outstanding)
        yield apart._replace(metric="complaints", n=each.n)
        yield from _more(then, each)
    for rate in one.rates:
        span = rate.first if rate.first == rate.last else f"{rate.first}/{rate.last}"
        of_log = about._replace(by="events", by_id=rate.events, period=span, note=f"complaints: {rate.complaints}")
        yield with_figure(of_log, "complaints-per-1000-cases", rate.figure)
    yield from trend_rows(about, "complaints", one.trend)
    yield from ranks_rows(about, "handling", one.channels)


def _more(about: Row, one: ComplaintFigure | ComplaintPeriod) -> Iterator[Row]:
    if one.open is not None:
        yield about._replace(metric="complaints-open", n=one.n, value=one.open)
    yield from time_rows(about, "handling", one.handling)
