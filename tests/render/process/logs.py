"""Logs of every shape that a picture must take: short, long, Chinese, wordy, hostile, of one case, of none."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from cxmap.discoveries import Discovery
from tests.discover.mined import Row, mined
from tests.render.process.walks import walked

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

HOSTILE = (
    "<script>window.hit=1</script>", "a & b \"q\" 'z' onload=alert(1)", "\u202edesrever\u202c", "line\nbreak\ttab\x00",
    "x" * 500, "", "-->]]></style>{{7*7}}", "n0 [label=<b>x</b>]; \\N",
)  # fmt: skip

_SHOP: dict[str, dict[str, float]] = {
    "": {"Search": 9, "Ask a friend": 1}, "Ask a friend": {"Search": 1}, "Search": {"Compare": 6, "Search": 1, "": 2},
    "Compare": {"Order": 5, "Search": 2, "": 1}, "Order": {"Pay": 9, "Compare": 1},
    "Pay": {"Receive": 8, "Pay": 1, "": 1}, "Receive": {"": 9, "Pay": 0.3},
}  # fmt: skip
_IN_CHINESE = {
    "Search": "浏览商品", "Ask a friend": "问朋友", "Compare": "比较价格与评价", "Order": "下单", "Pay": "付款",
    "Receive": "收货并确认，等待期间反复查看物流信息，联系客服询问送达时间",
}  # fmt: skip


def shop() -> Discovery:
    """Six steps, three channels."""
    return walked(_SHOP, 800, channels="wap")


def shop_in_chinese() -> Discovery:
    """The same with Chinese names."""
    names = _IN_CHINESE
    return walked({names.get(a, a): {names.get(b, b): w for b, w in m.items()} for a, m in _SHOP.items()}, 800)


def office() -> Discovery:
    """Twenty-seven steps about a main line of six, as an office has them."""
    random = Random(5)
    chances: dict[str, dict[str, float]] = {"": {"Step 0 receive the application": 1}}
    main = [f"Step {number} {text}" for number, text in enumerate(
        ("receive the application", "check for completeness", "determine what is needed", "print and send the confirmation",
         "determine whether to stop the advice", "determine whether to stop the indication"))]  # fmt: skip
    for step, following in zip(main, [*main[1:], ""], strict=True):
        chances[step] = {following: 20, random.choice(main): 1.5}
    for number in range(21):
        name = f"T{number:02} draft, report or adjust a document of kind {number}"
        chances[random.choice(main)][name] = random.choice((0.2, 0.5, 1))
        chances[name] = {random.choice(main): 3, "": 0.4}
    return walked(chances, 1400)


def sixty() -> Discovery:
    """Sixty steps, one after the other but for many that jump."""
    random = Random(3)
    chances: dict[str, dict[str, float]] = {"": {"Step 0": 9, "Step 1": 3}}
    for number in range(60):
        following: dict[str, float] = {f"Step {number + 1}" if number < 59 else "": 8}
        for _ in range(3):
            other = f"Step {min(59, max(0, number + random.randint(-6, 9)))}"
            if other != f"Step {number}":
                following[other] = following.get(other, 0) + random.choice((0.2, 0.5, 1.5))
        following[""] = following.get("", 0) + 0.4
        chances[f"Step {number}"] = following
    return walked(chances, 1000)


def wordy() -> Discovery:
    """Names of hundreds of characters, and one that has no space."""
    said = "The customer waits at the branch while the adviser looks for papers which were handed in weeks ago and " * 4
    word = "Supercalifragilisticexpialidocious" * 4
    return walked({"": {said: 1}, said: {word: 3, "": 1}, word: {"ok": 1, said: 0.5}, "ok": {"": 1}}, 200)


def of_one_way(steps: Sequence[str], cases: int, source: str = "log") -> Discovery:
    """All cases take the same steps, an hour apart."""
    begin = datetime(2026, 1, 5, 8)
    rows = [
        Row(f"c{case}", step, begin + timedelta(hours=at)) for case in range(cases) for at, step in enumerate(steps)
    ]
    return mined(rows, source)


LOGS: dict[str, Callable[[], Discovery]] = {
    "shop": shop,
    "shop-zh": shop_in_chinese,
    "office": office,
    "sixty": sixty,
    "wordy": wordy,
    "one-case": lambda: of_one_way(["Call", "Visit", "Sign", "Visit", "Done"], 1),
    "one-step": lambda: of_one_way(["Only"], 3),
    "empty": lambda: Discovery("empty", (), 0, 0, "", "", (), (), (), 0, None),
    "hostile": lambda: of_one_way(HOSTILE, 12, "<b>hostile</b> & \u202elog"),
}
