"""The examples' event logs, made anew by `python tests/tools/data.py`; each has stories in it that `cxmap discover` must tell.

- `home-loan-events.csv` (in Chinese, GB18030): a quarter of those who fill in the form ring the bank and go to a branch first (a
  detour, and two changes of channel); the papers go back and forth (a loop, which the map lacks as 补件); more than one in six who wait
  for the papers to be checked is lost; those who begin in a branch take far longer than those who begin in the app.
- `online-coat-events.csv` (in English): between the coat and the size guide shoppers go to and fro; one in three is lost when they
  see what is added for delivery; a payment that is declined is tried again; the web takes hours where the app takes minutes.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_DAY, _HOUR = 1440.0, 60.0
"""In minutes."""


class _Case:
    """One case: its events, each so many minutes after the one before, half of them sooner."""

    def __init__(self, random: Random, id_: str, begins: datetime) -> None:
        self.random = random
        self.id = id_
        self.at = begins
        self.rows: list[tuple[datetime, str, str, str]] = []

    def does(self, event: str, channel: str, minutes: float = 0.0) -> None:
        self.at += timedelta(minutes=minutes * self.random.lognormvariate(0, 0.6))
        self.rows.append((self.at, self.id, event, channel))

    def may(self, share: float) -> bool:
        return self.random.random() < share


def home_loan() -> str:
    """Return the log of the loan."""
    random = Random(20261001)
    cases = (
        _Case(random, f"D{number:03}", datetime(2026, 4, 1, 9) + timedelta(minutes=random.randrange(240_000)))
        for number in range(600)
    )
    return _written("单号,步骤,时间,渠道", cases, _apply, datetime(2026, 11, 1))


def _apply(case: _Case) -> None:
    channel = case.random.choices(("手机银行", "网点12", "客服电话"), (70, 24, 6))[0]
    slow = 4.0 if channel == "网点12" else 1.0
    case.does("算能贷多少", channel)
    if case.may(0.06):
        return
    case.does("线上填表", channel, 2 * _HOUR * slow)
    if channel == "手机银行" and case.may(0.35):
        case.does("打电话问", "客服电话", 3 * _HOUR)
        case.does("跑一趟网点", "网点12", 1.5 * _DAY)
    case.does("核对材料", "短信", 1.5 * _DAY * slow)
    while case.may(0.38):
        case.does("补件", case.random.choice(("手机银行", "网点12")), 2 * _DAY)
        case.does("核对材料", "短信", 3 * _DAY * slow)
    if case.may(0.2):
        return
    case.does("房子评估", "上门", 3 * _DAY)
    case.does("批复", "手机银行", 4 * _DAY * slow)
    if case.may(0.07):
        return
    case.does("放款", "手机银行", 2 * _DAY)


def online_coat() -> str:
    """Return the log of the shop; its rows are in the order in which they came in."""
    random = Random(20261101)
    cases = (
        _Case(random, f"v{number:03}", datetime(2026, 9, 1, 7) + timedelta(minutes=random.randrange(85_000)))
        for number in range(180)
    )
    return _written("visitor,step,at,via", cases, _shop)


def _shop(case: _Case) -> None:
    via = case.random.choices(("app", "web"), (70, 30))[0]
    slow = 120.0 if via == "web" else 1.0
    case.does("shop-front", via)
    if case.may(0.6):
        case.does("shop-search", via, 0.8)
    case.does("coat-page", via, 1.5 * slow)
    while case.may(0.42):
        case.does("size-guide", via, 1)
        case.does("coat-page", via, 1.2)
    if case.may(0.12):
        case.does("ask-in-chat", "chat", 2)
    if case.may(0.22):
        return
    case.does("basket", via, 2 * slow)
    case.does("checkout_shipping", via, 0.7)
    if case.may(0.34):
        return
    if case.may(0.25):
        case.does("voucher", via, 0.5)
    case.does("pay-choice", via, 2)
    while case.may(0.16):
        case.does("declined", "bank-app", 1)
        case.does("pay-choice", via, 3)
    case.does("order-placed", via, 1)


def _written(
    heads: str, cases: Iterator[_Case], does: Callable[[_Case], None], until: datetime = datetime(9999, 1, 1)
) -> str:
    """Return the events of all cases in the order of their time, as CSV; what comes later than the log is not in it."""
    rows: list[tuple[datetime, str, str, str]] = []
    for case in cases:
        does(case)
        rows += case.rows
    lines = (
        f"{id_},{event},{at:%Y-%m-%d %H:%M:%S},{channel}" for at, id_, event, channel in sorted(rows) if at < until
    )
    return "\n".join([heads, *lines]) + "\n"
