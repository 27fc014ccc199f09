"""The layers of design.md: imports point downwards, features do not know each other, start-up stays light."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.helpers import EXAMPLES, ROOT

PACKAGE = ROOT / "cxmap"
MODULES = sorted(PACKAGE.rglob("*.py"))

# From the top down. A part imports from the layers below it, never from its own or from one above.
LAYERS = [
    {"cli"},
    {"facade", "schemas"},  # the features, put together: for programs, and for editors
    {"merge"},  # stands on a comparison
    {"diff", "discover", "lint", "measure", "render", "report", "serve"},
    {"snapshots", "data", "conformance"},  # at a revision; what systems have written down, and beside a map
    {"document", "git"},
    {"workspace"},
    {"workspace_file"},
    {"references", "data_references"},
    {"validation"},
    {"edit"},
    {"source", "model", "suggestions", "personal_data"},
    {"telling"},  # of these, what few cases do not follow from
    {"discoveries", "lengths_of_time", "measured_figures", "measures_file"},  # what was found in event logs
    {"measurements", "tidings"},  # what reports tell
    {"diagnostics"},
    {"pages", "codes", "patterns"},
    {"language", "statistics"},
]
RANK = {part: rank for rank, parts in enumerate(LAYERS) for part in parts}
GENERATED = {"_compiled.py", "_width_table.py"}
LONGEST = 420


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


NAMES = {name_of(path) for path in MODULES}


def part_of(module: str) -> str | None:
    """Return the part of cxmap that a module belongs to; None for the package itself and what is none of ours."""
    names = module.split(".")
    return names[1] if names[0] == "cxmap" and len(names) > 1 and not names[1].startswith("__") else None


def is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def imports(node: ast.AST, *, when_loaded: bool) -> Iterator[str]:
    """Yield the modules that are imported below a node; `when_loaded` leaves out functions and TYPE_CHECKING."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        elif isinstance(child, ast.ImportFrom) and child.module:
            inner = {f"{child.module}.{alias.name}" for alias in child.names}
            yield from inner & NAMES or {child.module}
        elif not (when_loaded and (isinstance(child, ast.FunctionDef | ast.Lambda) or is_for_types(child))):
            yield from imports(child, when_loaded=when_loaded)


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_downwards(path: Path) -> None:
    part = part_of(name_of(path))
    if part is None:
        return
    others = {part_of(module) for module in imports(tree(path), when_loaded=False)} - {None, part}
    assert [other for other in sorted(map(str, others)) if RANK[other] <= RANK[part]] == []


def test_every_part_has_its_layer() -> None:
    assert {part_of(name_of(path)) for path in MODULES} - {None} == set(RANK)


def test_there_are_no_import_cycles() -> None:
    graph = {name_of(path): set(imports(tree(path), when_loaded=True)) & NAMES - {"cxmap"} for path in MODULES}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


def test_a_cycle_would_be_found() -> None:
    assert set(imports(ast.parse("import cxmap.lint\nfrom cxmap import document"), when_loaded=True)) == {
        "cxmap.lint",
        "cxmap.document",
    }
    hidden = "if TYPE_CHECKING:\n    import cxmap.cli\ndef f():\n    import cxmap.cli\n"
    assert list(imports(ast.parse(hidden), when_loaded=True)) == []
    assert list(imports(ast.parse(hidden), when_loaded=False)) == ["cxmap.cli", "cxmap.cli"]


@pytest.mark.parametrize(
    "path", [path for path in MODULES if part_of(name_of(path)) not in {"cli", "report"}], ids=name_of
)
def test_only_the_command_line_and_reports_write(path: Path) -> None:
    assert {module.split(".")[0] for module in imports(tree(path), when_loaded=False)} & {"typer", "rich"} == set()
    named = {ast.unparse(node) for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)}
    called = {
        node.func.id for node in ast.walk(tree(path)) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert (named & {"sys.stdout", "sys.stderr", "os.write"}, called & {"print", "input", "exit"}) == (set(), set())


@pytest.mark.parametrize("path", [path for path in MODULES if part_of(name_of(path)) != "cli"], ids=name_of)
def test_only_the_command_line_reads_the_clock(path: Path) -> None:
    called = {
        node.func.attr
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert called & {"today", "now", "utcnow", "time", "localtime"} == set()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_file_is_long(path: Path) -> None:
    assert path.name in GENERATED or len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


HEAVY = {"pydantic", "pydantic_core", "ruamel", "yaml", "jinja2", "graphviz", "rich"}


def loaded(code: str, *arguments: str) -> set[str]:
    """Run code in a new interpreter and return the top-level packages it has loaded."""
    report = "\nimport sys\nprint('\\n' + ' '.join(sorted({name.split('.')[0] for name in sys.modules})))"
    done = subprocess.run(
        [sys.executable, "-c", code + report, *arguments], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("module", ["cxmap", "cxmap.cli", "cxmap.cli.app"])
def test_importing_the_command_line_is_light(module: str) -> None:
    assert loaded(f"import {module}") & HEAVY == set()


def test_linting_loads_only_what_it_needs() -> None:
    code = "import sys\nfrom cxmap.cli.app import run\nassert run(['lint', sys.argv[1], '--today', '2026-11-22']) == 0"
    found = loaded(code, str(EXAMPLES[0])) & HEAVY
    assert found == {"pydantic_core", "yaml"}


@pytest.mark.parametrize("arguments", [["--help"], ["lint", "--help"], ["--version"]])
def test_help_is_light(arguments: list[str]) -> None:
    assert loaded(f"from cxmap.cli.app import run\nrun({arguments!r})") & HEAVY == set()


def test_discovering_a_log_alone_loads_no_validator(tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text("case,event,time\n1,a,2026-01-01\n", encoding="utf-8")
    assert loaded(f"from cxmap.cli.app import run\nassert run(['discover', {str(log)!r}]) == 0") & HEAVY == set()


@pytest.mark.parametrize("verb", ["measure", "discover", "drift"])
def test_verbs_about_data_load_no_models(verb: str) -> None:
    assert (
        loaded(f"import cxmap.cli.{verb}") & {"pydantic", "ruamel", "jinja2", "duckdb", "_duckdb", "sklearn", "numpy"}
        == set()
    )
