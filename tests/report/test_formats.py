"""What holds for every format: it encodes, repeats itself, obeys nobody, and is fast."""

import gc
import json
import re
import subprocess
import sys
import time
from collections.abc import Sequence

import pytest

from cxmap.diagnostics import Span, Text
from cxmap.language import LANGUAGES, Language
from cxmap.report.findings import FileFindings
from tests.helpers import ROOT
from tests.report.made import ALL, FORMATS, HOSTILE, NOTE, Format, finding, hostile

each_format = pytest.mark.parametrize("written", FORMATS, ids=lambda one: one.name)
each_language = pytest.mark.parametrize("language", LANGUAGES)
CHINESE = re.compile("[\u4e00-\u9fff]")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")


@each_format
@each_language
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_written_and_obeyed_by_nobody(written: Format, language: Language, text: str) -> None:
    out = written.write(hostile(text), language)
    out.encode("utf-8")
    shown = out if written.name not in ("json", "jsonl", "sarif") else ""  # there they are escaped, as they must be
    assert not CONTROL.search(shown)
    if written.name in ("json", "jsonl", "sarif"):
        assert not re.search("[\x00-\x08\x0b-\x1f]", out)
        for line in out.splitlines() if written.name == "jsonl" else [out]:
            json.loads(line)


@each_format
@each_language
def test_the_language_is_the_one_asked_for(written: Format, language: Language) -> None:
    out = written.write(ALL, language)
    if written.name in ("json", "jsonl"):
        assert written.write(ALL, "en") == written.write(ALL, "zh"), "both languages, always"
    else:
        said = CHINESE.findall(out.replace("中文 图.yaml", "").replace("付款", ""))
        assert bool(said) == (language == "zh")


@each_format
@each_language
@pytest.mark.parametrize("found", [(), ALL[2:3], ALL[3:], ALL], ids=["nothing", "clean", "unreadable", "all"])
def test_the_same_input_gives_the_same_output(
    written: Format, language: Language, found: Sequence[FileFindings]
) -> None:
    out = written.write(found, language)
    assert out == written.write(found, language)
    assert out.endswith("\n") == (written.name in ("junit", "markdown")) or written.name == "text", (
        "JSON has no last line end"
    )
    assert not re.search(r"20\d\d-\d\d|\d\d:\d\d:\d\d", out), "no time of day"


def test_the_same_output_in_another_process() -> None:
    """Neither the seed of hashes nor the order of sets shows."""
    code = "from tests.report.made import *\nprint('\\n'.join(f.write(ALL, 'zh') for f in FORMATS))"
    outs = {
        subprocess.run(
            [sys.executable, "-X", "utf8", "-c", code],
            capture_output=True, check=True, cwd=ROOT, env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(outs) == 1


def very_many(number: int) -> list[FileFindings]:
    content = "".join(f"- {{name: 触点 {n}, owner: x}}\n" for n in range(number // 10))
    starts = [match.start() for match in re.finditer("name", content)]
    maps = [Text(f"maps/{n}.yaml", content) for n in range(10)]
    return [
        FileFindings(
            text,
            [finding(file=text.name, span=Span(at, at + 4), path=("stages", n, "name")) for n, at in enumerate(starts)],
        )
        for text in maps
    ]


@each_format
def test_ten_thousand_findings_take_less_than_a_second(written: Format) -> None:
    found = very_many(10_000)
    most = 1 if sys.gettrace() is None else 5  # coverage is measured at a price
    assert min(seconds(written, found) for _ in range(3)) < most * slowness()


def slowness() -> float:
    """Return how many times as long as on a usual machine Python takes here for what writing does most: texts, put together."""
    started = time.process_time()
    assert len({f"{number}-{number % 7}": str(number) for number in range(300_000)}) == 300_000
    return max(1.0, (time.process_time() - started) / 0.12)


def seconds(written: Format, found: Sequence[FileFindings]) -> float:
    gc.disable()  # as the command does
    try:
        started = time.process_time()
        written.write(found, "zh")
        return time.process_time() - started
    finally:
        gc.enable()


@each_format
def test_what_fails_no_build_is_called_a_note(written: Format) -> None:
    note = FileFindings(ALL[0].text, [finding("too-many-stages", NOTE)])
    out = written.write([note], "en").lower()
    assert re.search(r"note|\binfo\b|notice", out)
    assert not re.search(r"\b(warning|error)\b(?!s)", out.replace('errors="0"', ""))


def test_formats_load_nothing_that_is_slow() -> None:
    code = (
        "import sys\nimport cxmap.report.findings, cxmap.report.findings.sarif, cxmap.report.findings.junit\n"
        "import cxmap.report.findings.gitlab, cxmap.report.findings.markdown, cxmap.report.rules\n"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = {name.split(".")[0] for name in done.stdout.split()}
    assert loaded & {"pydantic", "pydantic_core", "yaml", "ruamel", "rich", "jinja2", "xml", "hashlib"} == set()
