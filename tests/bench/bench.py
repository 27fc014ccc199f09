"""How fast cxmap is beside its peers: `python tests/bench/bench.py`, run by hand; prints a table of ratios.

Every comparison alternates the two commands and takes medians, so that a machine that drifts does not decide.
Whole processes are measured with the operating system's own accounting (user + system time, peak memory).
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
SCHEMA = ROOT / "schemas" / "map.schema.json"
RUNS = 7


class Cost(NamedTuple):
    """What one run of a command took: seconds by the clock, seconds of processor, MiB at its peak."""

    wall: float
    cpu: float
    peak: float


def measure(command: list[str]) -> Cost:
    """Run a command once, its output thrown away."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return Cost(time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def compare(name: str, ours: list[str], theirs: list[str], target: str, runs: int = RUNS) -> None:
    """Run two commands in turn and print their medians and the ratio."""
    measure(ours), measure(theirs)
    pairs = [(measure(ours), measure(theirs)) for _ in range(runs)]
    a, b = median(pair[0].wall for pair in pairs), median(pair[1].wall for pair in pairs)
    ratio = median(pair[0].wall / pair[1].wall for pair in pairs)
    shown = f"{ratio:.2f} x" if ratio > 1 else f"{1 / ratio:.1f} x faster"
    print(f"{name:58} {a * 1000:8.0f} ms {b * 1000:8.0f} ms   {shown:>14}   {target}")


_HEAD = """\
cxmap: 1
id: bench-{number}
title: {{zh: 申请住房贷款, en: Applying for a home loan}}
language: zh
scope: {{from: 开始看房, to: 第一次还款, scenario: 首次购房}}
channels: [web, app, branch]
teams: [digital, retail, risk]
personas:
  - id: li-wei
    name: 李薇
    age: 34
    quote: 我只想知道还缺什么材料。
  - id: chen-hao
    name: 陈浩
evidence:
  - {{id: survey, kind: survey, title: 申请后问卷, date: 2026-09-15, n: 412}}
stages:
"""
_STAGE = """\
  - id: stage-{stage}
    name: 第 {stage} 个阶段
    touchpoints:
"""
_TOUCHPOINT = """\
      - id: touchpoint-{stage}-{touchpoint}
        name: {{zh: 线上填表, en: The online form}}
        channel: web
        owner: digital
        # what people said in the interviews
        thoughts:
          - 为什么要填三遍？
          - "Where is my number: on the card?"
        emotion: {{li-wei: -2, chen-hao: 1}}
        feelings: [烦, 恐]
        pain_points:
          - id: pain-{stage}-{touchpoint}
            text: 同一信息填三遍
            severity: high
            evidence: [survey]
        actions: [填写收入信息, 上传流水]
"""


def maps_of_300_lines(folder: Path, count: int) -> list[str]:
    """Write valid maps of about 300 lines and return their paths."""
    paths = []
    for number in range(count):
        text = _HEAD.format(number=number)
        for stage in range(1, 5):
            text += _STAGE.format(stage=stage)
            text += "".join(_TOUCHPOINT.format(stage=stage, touchpoint=touchpoint) for touchpoint in range(1, 5))
        path = folder / f"map{number}.yaml"
        path.write_text(text, encoding="utf-8")
        paths.append(str(path))
    return paths


_POSTER = """
import sys, time
from statistics import median
from cxmap.document import load
from cxmap.render.html import drawing_html
from cxmap.render.poster import PosterOptions, draw_poster
from cxmap.render.subject import subject_of
from cxmap.render.svg import Drawing
document = load(sys.argv[1])
taken = []
for _ in range(14):
    started = time.process_time()
    subject = subject_of(document)
    drawing = Drawing(draw_poster(subject, PosterOptions(sys.argv[2])))
    drawing.svg(), drawing_html(drawing, subject)
    taken.append(time.process_time() - started)
print(median(taken[3:]))
"""


def cpu_of_a_poster(paper: str) -> float:
    """Return the seconds of processor that SVG and HTML of the largest example take, warm."""
    example = ROOT / "examples" / "maps" / "online-shop.yaml"
    run = subprocess.run(
        [sys.executable, "-c", _POSTER, str(example), paper], capture_output=True, text=True, check=True
    )
    return float(run.stdout)


def main() -> None:
    """Print the table."""
    folder = Path(tempfile.mkdtemp(prefix="cxmap-bench-"))
    try:
        hundred = maps_of_300_lines(folder, 100)
        assert subprocess.run([str(BIN / "cxmap"), "lint", *hundred], stdout=subprocess.DEVNULL).returncode == 0
        print(f"{Path(hundred[0]).read_text(encoding='utf-8').count(chr(10))} lines a map")
        cxmap, python = str(BIN / "cxmap"), sys.executable
        check = [str(BIN / "check-jsonschema"), "--schemafile", str(SCHEMA)]
        print(f"{'':58} {'cxmap':>11} {'other':>11}   {'ratio':>14}   target")
        compare("cxmap --version / python -c pass", [cxmap, "--version"], [python, "-c", "pass"], "at most 2.5 x", 15)
        compare(
            "lint 1 map of 300 lines / check-jsonschema", [cxmap, "lint", hundred[0]], [*check, hundred[0]], "faster"
        )
        compare("lint 100 maps / check-jsonschema", [cxmap, "lint", *hundred], [*check, *hundred], "10 x faster", 3)
        relaxed = [str(BIN / "yamllint"), "-d", "relaxed"]
        compare("lint 100 maps / yamllint", [cxmap, "lint", *hundred], [*relaxed, *hundred], "10 x faster", 3)
        for paper in ("A3", "A0"):
            name = f"SVG + HTML of 45 touchpoints on {paper}, warm, processor"
            print(f"{name:58} {cpu_of_a_poster(paper) * 1000:8.0f} ms {'':11}   {'':14}   at most 50 ms")
        few, many = measure([cxmap, "lint", *hundred[:10]]).peak, measure([cxmap, "lint", *hundred]).peak
        print(
            f"{'peak memory, lint of 10 / 100 maps':58} {few:7.1f} MiB {many:7.1f} MiB   {many / few:12.2f} x   does not grow"
        )
        for number in ("5", "50"):
            (folder / f"w{number}").mkdir()
            maps_of_300_lines(folder / f"w{number}", int(number))
        few, many = (measure([cxmap, "render", str(folder / w), "-o", str(folder / "out")]).peak for w in ("w5", "w50"))
        print(
            f"{'peak memory, render of 5 / 50 maps':58} {few:7.1f} MiB {many:7.1f} MiB   {many / few:12.2f} x   does not grow"
        )
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
