"""Makes the examples' data anew: `python tests/tools/data.py`. Seeded, so that it is always the same; a test proves it fresh.

Each file has a story planted in it, which `cxmap measure` must tell:

- `home-loan-survey.csv` (answers 1–5, long, in Chinese, GB18030): the online form gets worse month by month; having the papers
  checked feels better than the map claims; the branch is worse than the app where the form is filled in. Who is unhappy with
  the form writes of filling in the same thing again and again; who is happy with the check, of patience.
- `home-loan-complaints.csv` (long, in Chinese, GB18030): the branch's complaints take longest; those about the papers rise month by
  month; in July, when the form failed for days, those about it stand out.
- `hot-pot-visits.tsv` (answers 1–5, a column a touchpoint; 0–10 whether guests would recommend it): the waiting corner, which the
  map calls a peak, is none; everybody loves the noodle show, but what moves recommendation is how the bill is paid.
- `online-coat-nps.csv` (0–10): recommendation rises over the year, with a dip in the month in which parcels were late, of
  which detractors write, and of tracking.

The event logs are made in `logs.py`.
"""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.tools.logs import home_loan, online_coat  # noqa: E402
from tests.tools.remarks import coat_remark, loan_remark  # noqa: E402

FOLDER = ROOT / "examples" / "data"
_LOAN = (
    ("线上填表", "online-form", 0.86), ("算能贷多少", "how-much", 0.71), ("去网点", "branch-visit", 0.55),
    ("paper-check", "paper-check", 0.60), ("decision", "decision", 0.58), ("payout", "payout", 0.93),
)  # fmt: skip
_CHANNELS = ("手机银行", "网点12", "客服电话")
_COMPLAINTS = {
    "线上填表": (
        ("手机银行",),
        (8, 9, 7, 8, 9, 8, 41, 10, 8),
        ("提交时一直报错", "填到一半超时，要重来", "同一信息填三遍"),
    ),
    "打电话问": (("客服电话",), (7, 6, 7, 8, 6, 7, 7, 6, 7), ("两位客服说法不一", "等了二十分钟没人接")),
    "跑一趟网点": (("网点12",), (8, 8, 8, 8, 9, 8, 8, 9, 9), ("复印件又要一份", "排队一上午", "柜员重新录入")),
    "核对材料": (("手机银行", "网点12"), (3, 4, 6, 9, 10, 13, 15, 19, 22), ("退件没说缺什么", "五天没有消息")),
    "批复": (("手机银行", "客服电话"), (5, 6, 5, 5, 6, 5, 6, 5, 6), ("减额没有理由", "审批结果看不懂")),
}
_FROM = (("热线", 214, 6.0), ("手机银行", 143, 4.6), ("监管转办", 37, 11.0))
"""Where complaints come from, how many, and the days that half of them take."""
_POT = (
    ("remote-number", 0.70), ("front-desk", 0.45), ("waiting-corner", 0.40), ("tablet-order", 0.55),
    ("pot-arrives", 0.66), ("noodle-show", 0.95), ("pay-bill", 0.35),
)  # fmt: skip

_MOVES = {"pay-bill": 1.0, "front-desk": 0.4, "pot-arrives": 0.3, "remote-number": 0.15}
"""By how many points of ten an answer that is one better moves what guests say of the whole evening."""


def files() -> dict[str, bytes]:
    """Return the files by name."""
    return {
        "home-loan-survey.csv": _home_loan().encode("gb18030"),
        "home-loan-events.csv": home_loan().encode("gb18030"),
        "online-coat-events.csv": online_coat().encode(),
        "home-loan-complaints.csv": _complaints().encode("gb18030"),
        "hot-pot-visits.tsv": _hot_pot().encode(),
        "online-coat-nps.csv": _online_coat().encode(),
    }


def _answer(random: Random, good: float) -> int:
    """Return an answer from 1 to 5: one of the two best as often as stated."""
    return random.choice((4, 5, 5)) if random.random() < good else random.choice((1, 2, 3, 3))


def _home_loan() -> str:
    random, writing = Random(20260930), Random(20260931)
    lines = ["问卷系统导出,,,,", "触点,填写日期,渠道,满意度,意见"]
    for month in range(4, 10):
        for said, id_, good in _LOAN:
            for number in range(random.randrange(24, 40) + (30 if id_ == "online-form" else 0)):
                channel = _CHANNELS[number % 2] if id_ == "online-form" else random.choice(_CHANNELS)
                fall = 0.1 * (month - 4) if id_ == "online-form" else 0.0
                desk = 0.2 if id_ == "online-form" and channel == "网点12" else 0.0
                score = "不适用" if random.random() < 0.03 else str(_answer(random, good - fall - desk))
                remark = loan_remark(writing, said, int(score) if score.isdigit() else None)
                lines.append(f"{said},2026-{month:02}-{random.randrange(1, 29):02},{channel},{score},{remark}")
    lines += ["停车场,2026-09-02,网点12,3,", "线上填表,2026-09-02,手机银行,8,", "线上填表,去年,手机银行,4,"]
    return "\n".join(lines) + "\n"


def _complaints() -> str:
    random = Random(20260931)
    origins = [(said, days) for said, n, days in _FROM for _ in range(n)]
    random.shuffle(origins)
    lines = ["工单号,受理时间,办结时间,环节,渠道,来源,重开,内容"]
    for month in range(1, 10):
        for about, (channels, months, texts) in _COMPLAINTS.items():
            for _ in range(months[month - 1]):
                said, days = origins[len(lines) - 1]
                channel = random.choice(channels)
                opened = datetime(2026, month, random.randrange(1, 31 if month != 2 else 29), random.randrange(8, 20))
                slow = 2.2 if channel == "网点12" else 1.0
                took = timedelta(minutes=round(1440 * days * slow * random.lognormvariate(0, 0.6)))
                closed = f"{opened + took:%Y-%m-%d %H:%M}" if opened + took < datetime(2026, 10, 1) else ""
                again = str(random.choice((0, 0, 0, 0, 0, 1, 2) if slow > 1 else (0, 0, 0, 0, 0, 0, 0, 0, 1)))
                lines.append(
                    f"TS{len(lines):04},{opened:%Y-%m-%d %H:%M},{closed},{about},{channel},{said},{again},{random.choice(texts)}"
                )
    lines += [
        "TS9001,2026-09-02 10:00,2026-08-02 10:00,线上填表,手机银行,热线,0,日期录错",
        "TS9002,2026-09-02 10:00,,停车场,网点12,热线,0,没有车位",
        "TS9003,2026-09-02 10:00,,线上填表,手机银行,热线,待定,一直报错",
    ]
    return "\n".join(lines) + "\n"


def _hot_pot() -> str:
    random, overall = Random(20261101), Random(20261102)
    lines = ["日期\t" + "\t".join(id_ for id_, _ in _POT) + "\t推荐意愿"]
    for month in range(5, 11):
        for _ in range(45):
            answers = [str(_answer(random, good)) if random.random() < 0.8 else "" for _, good in _POT]
            lines.append(
                f"2026-{month:02}-{random.randrange(1, 29):02}\t" + "\t".join((*answers, _likely(overall, answers)))
            )
    return "\n".join(lines) + "\n"


def _likely(random: Random, answers: list[str]) -> str:
    """Return how likely a guest who answered so is to recommend the place: 0 to 10; a few do not say."""
    moved = sum(_MOVES.get(id_, 0.0) * (int(said or 3) - 3) for (id_, _), said in zip(_POT, answers, strict=True))
    likely = round(7.4 + moved + random.gauss(0, 1.3))
    return "" if random.random() < 0.05 else str(max(0, min(10, likely)))


def _online_coat() -> str:
    random, writing = Random(20261115), Random(20261116)
    lines = ["answered,score,comment"]
    for month in range(1, 11):
        up = 0.30 + 0.022 * month - (0.34 if month == 8 else 0.0)
        for _ in range(110):
            kind = random.random()
            score = (
                random.choice((9, 10))
                if kind < up
                else random.choice((7, 8))
                if kind < up + 0.3
                else random.randrange(0, 7)
            )
            day, remark = random.randrange(1, 29), coat_remark(writing, score, late=month == 8)
            said = f'"{remark}"' if "," in remark else remark
            lines.append(f"2026-{month:02}-{day:02},{score},{said}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, content in files().items():
        (FOLDER / name).write_bytes(content)
