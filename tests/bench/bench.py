"""How fast cxmap is beside its peers: `python tests/bench/bench.py`, run by hand, some minutes; prints a table of ratios.

`python tests/bench/bench.py lint` runs the part of that name only: start, lint, cache, pictures, serve, memory,
differing, merging, measures, discovery or texts.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.bench.differing import diff  # noqa: E402
from tests.bench.logs import logs  # noqa: E402
from tests.bench.maps import as_mermaid, maps_of_300_lines  # noqa: E402
from tests.bench.measuring import compare, compared, grows, measure, row  # noqa: E402
from tests.bench.serving import serve  # noqa: E402
from tests.bench.surveys import surveys  # noqa: E402
from tests.bench.texts import chinese_texts  # noqa: E402
from tests.bench.versions import versions  # noqa: E402

if TYPE_CHECKING:
    from tests.bench.measuring import Cost

BIN = Path(sys.executable).parent
CXMAP = str(BIN / "cxmap")
REMEMBERING = [CXMAP, "lint", "--select", "all", "--today", "2026-11-22"]
LINT = [*REMEMBERING, "--no-cache"]
YAMLLINT = [str(BIN / "yamllint"), "-d", "relaxed"]
CHECK = [str(BIN / "check-jsonschema"), "--schemafile", str(ROOT / "schemas" / "map.schema.json")]
MANY = 1000


def start(folder: Path) -> None:
    """Start-up, and a single map."""
    (one,) = maps_of_300_lines(folder / "one", 1)
    compare(
        "cxmap --version / python -c pass", [CXMAP, "--version"], [sys.executable, "-c", "pass"], "at most 2.5 x", 15
    )
    compare("lint 1 map, all rules / check-jsonschema", [*LINT, one], [*CHECK, one], "faster")
    compare("lint 1 map, all rules / yamllint relaxed", [*LINT, one], [*YAMLLINT, one], "")


def lint(folder: Path) -> None:
    """Many maps with all rules on; the peers run once, since each takes as long as all else together."""
    maps = maps_of_300_lines(folder / "many", MANY)
    lines = Path(maps[0]).read_text(encoding="utf-8").count("\n")
    report = json.loads(subprocess.run([*LINT, "--format", "json", *maps], capture_output=True, check=False).stdout)
    row(f"{MANY} maps of {lines} lines, all rules: findings", str(len(report["findings"])))
    ours, theirs = [measure([*LINT, *maps])], {}
    for name, command in (("yamllint relaxed", YAMLLINT), ("check-jsonschema", CHECK)):
        theirs[name] = measure([*command, *maps])
        ours.append(measure([*LINT, *maps]))
    for name, cost in theirs.items():
        compared(f"lint {MANY} maps, all rules, no cache / {name}", ours, [cost], target="10 x faster")


def cache(folder: Path) -> None:
    """What a second run takes: nothing changed, and one map changed."""
    maps = maps_of_300_lines(folder / "many", MANY)
    command = [*REMEMBERING, *maps]
    without = [measure([*LINT, *maps]) for _ in range(3)]
    compared(f"lint {MANY} maps: first run / without a cache", [measure(command)], without, target="")
    compared("second run / without a cache", [measure(command) for _ in range(5)], without, target="")
    changed: list[Cost] = []
    for number in range(5):
        with Path(maps[number]).open("a", encoding="utf-8") as file:
            file.write("# changed\n")
        changed.append(measure(command))
    compared("second run, one map changed / without a cache", changed, without, target="")


_PICTURES = """
import sys, time
from statistics import median
from cxmap.document import load
from cxmap.render.book import book_of
from cxmap.render.formats.html import book_html
from cxmap.render.formats.svg import book_svgs
from cxmap.render.options import ViewOptions
from cxmap.render.subject import subject_of
from cxmap.render.views import VIEWS
from cxmap.workspace import workspace_of
from pathlib import Path
path, paper, *names = sys.argv[1:]
document = load(path, workspace_of(Path(path).parent))
views = [view for view in VIEWS if not names or view.id in names]
taken = []
for _ in range(14):
    started = time.process_time()
    book = book_of(subject_of(document), views, ViewOptions(paper))
    list(book_svgs(book)), book_html(book)
    taken.append(time.process_time() - started)
print(median(taken[3:]), len(book.plates))
"""


def pictures(folder: Path) -> None:
    """SVG and HTML of the largest example, warm; and whole runs beside mermaid-cli on the same stages and tasks.

    Mermaid draws one journey diagram with a face for each task; it is found on the PATH or by `MMDC`, and needs
    `MMDC_PUPPETEER`, a puppeteer configuration that names a browser.
    """
    example = str(ROOT / "examples" / "maps" / "online-shop.yaml")
    for name, paper, views, target in (
        ("the poster", "A3", ["poster"], "at most 50 ms"),
        ("the poster", "A0", ["poster"], "at most 50 ms"),
        ("all views", "A3", [], "at most 150 ms"),
    ):
        command = [sys.executable, "-c", _PICTURES, example, paper, *views]
        seconds, plates = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
        row(
            f"{name} ({plates}) of 45 touchpoints on {paper}, SVG + HTML, warm",
            f"{float(seconds) * 1000:.0f} ms",
            target=target,
        )
    mermaid = os.environ.get("MMDC") or shutil.which("mmdc")
    if mermaid is None:
        row("beside mermaid-cli", "", "not found")
        return
    diagram = folder / "journey.mmd"
    diagram.write_text(as_mermaid(Path(example)), encoding="utf-8")
    theirs = [mermaid, "-q", "-i", str(diagram), "-o", str(folder / "mermaid.svg")]
    if "MMDC_PUPPETEER" in os.environ:
        theirs += ["-p", os.environ["MMDC_PUPPETEER"]]
    out = ["-o", str(folder / "out")]
    compare(
        "a journey as SVG, whole run / mermaid-cli", [CXMAP, "render", example, "--to", "svg", *out], theirs, "faster"
    )
    every = [CXMAP, "render", example, "--view", "all", *out]
    compare("all views as SVG and HTML, whole run / mermaid-cli, one diagram", every, theirs, "faster")


def memory(folder: Path) -> None:
    """Peak memory, which must not grow with the number of maps."""
    few, many = (maps_of_300_lines(folder / f"lint{count}", count) for count in (10, 100))
    grows("peak memory, lint of 10 / 100 maps", [*LINT, *few], [*LINT, *many])
    few, many = (maps_of_300_lines(folder / f"render{count}", count) for count in (5, 50))
    out = ["-o", str(folder / "out")]
    grows("peak memory, render of 5 / 50 maps", [CXMAP, "render", *few, *out], [CXMAP, "render", *many, *out])


def differing(folder: Path) -> None:
    """What changed, beside what compares any YAML."""
    diff(folder, CXMAP)


def merging(folder: Path) -> None:
    """Versions in git: a large workspace of which little changed, and merges."""
    versions(folder, CXMAP)


def measures(folder: Path) -> None:
    """Surveys of some million answers."""
    surveys(folder, CXMAP)


def discovery(folder: Path) -> None:
    """Event logs of some million events."""
    logs(folder, CXMAP)


def texts(folder: Path) -> None:
    """What people wrote."""
    chinese_texts(folder, CXMAP)


PARTS = (start, lint, cache, pictures, serve, memory, differing, merging, measures, discovery, texts)


def main(chosen: list[str]) -> None:
    """Print the table, or the parts of it that are named."""
    folder = Path(tempfile.mkdtemp(prefix="cxmap-bench-"))
    os.environ["CXMAP_CACHE_DIR"] = str(folder / "cache")
    # What is installed is compiled once, not anew for each run.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
    try:
        row("", "cxmap", "other", "ratio", "target")
        for part in PARTS:
            if not chosen or part.__name__ in chosen:
                part(folder)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main(sys.argv[1:])
