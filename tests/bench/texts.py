"""Measuring 100,000 Chinese texts: words, themes, the model and its back-test, beside the same answers without their texts."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from tests.bench.measuring import compared, measure, row
from tests.tools.remarks import loan_remark

if TYPE_CHECKING:
    from pathlib import Path

_TOUCHPOINTS = ("线上填表", "算能贷多少", "去网点", "paper-check", "decision", "payout")
_ODD = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"


def chinese_texts(folder: Path, cxmap: str) -> None:
    """Time and memory of `cxmap measure` over texts, and without them."""
    costs = {}
    for name, verbatim in (("texts", ", verbatim: said"), ("none", "")):
        root = folder / name
        (root / "maps").mkdir(parents=True)
        (root / "data").mkdir()
        (root / "data" / "s.csv").write_text(_rows(100_000), encoding="utf-8")
        touchpoints = ", ".join(f"{{id: {said}, name: {said}}}" for said in _TOUCHPOINTS)
        (root / "maps" / "m.yaml").write_text(
            f"cxmap: 1\nid: m\ntitle: M\nlanguage: zh\nstages: [{{id: s, name: S, touchpoints: [{touchpoints}]}}]\n",
            encoding="utf-8",
        )
        columns = f"{{touchpoint: at, time: when, score: score{verbatim}}}"
        (root / "cxmap.yaml").write_text(
            "cxmap: 1\nmaps: [maps/*.yaml]\ndata:\n"
            f"  feedback: [{{id: s, files: data/s.csv, metric: csat, columns: {columns}}}]\n"
            "  codebook: [{id: again, match: '重复|再交|从头|三遍'}, {id: waiting, match: '排队|晚了|一直催|没有任何消息'}]\n",
            encoding="utf-8",
        )
        command = ["sh", "-c", 'cd "$0" && exec "$1" measure --dry-run --format csv', str(root), cxmap]
        costs[name] = [measure(command) for _ in range(3)]
    compared("measure, 100,000 Chinese texts / the same without texts", costs["texts"], costs["none"], target="")
    row("  peak memory of cxmap measure", f"{max(cost.peak for cost in costs['texts']):.0f} MiB")


def _rows(n: int) -> str:
    """Return answers with texts of some forty characters: a sentence that says something, and one that says nothing."""
    random, lines = Random(11), ["at,when,score,said"]
    while len(lines) <= n:
        at, score = random.choice(_TOUCHPOINTS), random.randrange(1, 6)
        said = loan_remark(random, at, score)
        if said:
            odd = "".join(random.choices(_ODD, k=25))
            score_said = "" if random.random() < 0.1 else str(score)
            lines.append(f"{at},2026-{random.randrange(1, 10):02}-15,{score_said},{said}，{odd}")
    return "\n".join(lines) + "\n"
