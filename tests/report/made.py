"""Findings for the tests of every format, made without any rule: good ones, hostile ones, very many."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from cxmap.diagnostics import Diagnostic, Edit, Fix, Path, Severity, Span, Text
from cxmap.language import Language, Words
from cxmap.model.coverage import Coverage, Share, coverage_of
from cxmap.pages import OptionPage, RulePage
from cxmap.report.findings import FileFindings, Styled, Tally, as_annotations, as_json, as_jsonl, as_text
from cxmap.report.findings.gitlab import as_gitlab
from cxmap.report.findings.junit import as_junit
from cxmap.report.findings.markdown import as_markdown
from cxmap.report.findings.sarif import as_sarif
from cxmap.report.summary import Statistics, statistics_lines
from tests.hostile import with_hostile_texts

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
MAP = Text("maps/a.yaml", "cxmap: 1\nstages:\n- {id: pay, name: 付款, owner: paymnets}\n- {name: t}\n")
OWNER = MAP.content.index("paymnets")


def page(name: str, family: str = "ownership", severity: str = "warning", **changed: object) -> RulePage:
    parts: dict[str, object] = {
        "policies": ("default", "strict"),
        "mends": False,
        "finds": Words("A thing without an owner.", "没有责任团队的事物。"),
        "why": Words("what nobody owns, nobody mends.", "没有人负责的事，就没有人去改。"),
        "example": "stages:\n  - name: Paying  # " + name + "\n",
        "how": Words("name the team in `owner`.", "在 `owner` 中写上责任团队。"),
        "mended": "stages:\n  - name: Paying\n    owner: payments\n",
        "options": (),
    }
    return RulePage(name=name, family=family, severity=severity, **parts | changed)  # type: ignore[arg-type]


MOST = OptionPage("most", 3, Words("how many are allowed", "最多几个"), Words("a whole number", "整数"))
PAGES = {
    one.name: one
    for one in (
        page("unknown-owner", mends=True, policies=("default", "strict", "workshop")),
        page("stage-without-touchpoint", "structure", policies=("default", "strict", "workshop")),
        page("too-many-stages", "structure", "note", policies=("strict",), options=(MOST,)),
    )
}
FAMILY_OF = {name: one.family for name, one in PAGES.items()}


PAYMNETS = Span(OWNER, OWNER + 8)
DID_YOU_MEAN = Words("did you mean `payments`?", "是否想写 `payments`？")


def finding(
    code: str = "unknown-owner",
    severity: Severity = WARNING,
    message: str = "no team is called `paymnets`",
    zh: str = "没有名为 `paymnets` 的团队",
    *,
    file: str = MAP.name,
    span: Span | None = PAYMNETS,
    remedy: Words | None = DID_YOU_MEAN,
    related: tuple[Span, Words] | None = None,
    path: Path = ("stages", 0, "owner"),
    fix: Fix | None = None,
    owner: str | None = None,
    address: tuple[str, ...] = (),
    hides: bool = False,
) -> Diagnostic:
    words = Words(message, zh)
    return Diagnostic(severity, code, words, file, span, remedy, related, path, fix, owner, address, hides)


RESPELL = Fix(Words("write `payments`", "改为 `payments`"), (Edit(PAYMNETS, "payments"),))
OWNED = finding(owner="payments", fix=RESPELL, related=(Span(0, 5), Words("first given here", "首次出现在这里")))
EMPTY = finding("stage-without-touchpoint", message="nothing happens in “t”", path=("stages", 1), remedy=None)
KEY = finding("unknown-key", ERROR, "`x` is no field", "没有字段 `x`", path=("x",))
MANY = finding("too-many-stages", NOTE, "2 stages", "2 个阶段", path=("stages",))
UNREADABLE = finding(
    "unreadable", ERROR, "no such file", "没有这个文件", file="gone.yaml", span=None, remedy=None, path=()
)

COVERAGE = Coverage(Share(1, 2), Share(0, 3), Share(0, 0))
FOUND = FileFindings(MAP, [OWNED, EMPTY, MANY], [(EMPTY, "decided in June, see CX-118")], COVERAGE)
BROKEN = FileFindings(Text("maps/中文 图.yaml", MAP.content), [finding("unknown-key", ERROR, file="maps/中文 图.yaml")])
GONE = FileFindings(None, [UNREADABLE])
CLEAN = FileFindings(Text("maps/clean.yaml", MAP.content), [], (), Coverage(Share(2, 2), Share(0, 0), Share(1, 1)))
ALL = (FOUND, BROKEN, CLEAN, GONE)

HOSTILE = (
    "</script><img src=x onerror=alert(1)>",
    "]]> & \" ' <b>",
    "| a | b |",
    "` code `` ``` x",
    "*a* _b_ **c** ~~d~~ [l](http://evil.example) ![i](//evil.example/i.png)",
    "@octocat @org/team user@example.com #12 GH-12 octo/repo#3 CX-118 a94a8fe5ccb19ba61c4c0873d391e987982fbbd3",
    "!1 %v1 &2 ~bug $3 ^4 [issue:5] [[wiki]] :tada: www.evil.example https://evil.example ftp://evil.example",
    "# h\n> q\n- l\n1. n\n---\n\n    code\n| - |",
    "\x1b[31mred\x07\x00\x85\u2028\u202e\u2066\ufeff\ud800\ufffe",
    "::error::x\r\n::stop-commands::y %0A",
    "$x$ $$y$$ {0} {{1}} {+ a +} [link](1) \\ \\[ &lt; &#64; <!-- -->",
    "/close",
    "中文，标点：“引号”（括号）……——",
)


@cache
def hostile(text: str) -> tuple[FileFindings, ...]:
    """Return findings at texts of an example map, all of which have been replaced by `text`, and a file named by it."""
    shown = text.encode("utf-8", "replace").decode() if not text.isprintable() else text
    readable = "".join(c if c.isprintable() or c == "\n" else "?" for c in shown)
    document = with_hostile_texts("home-loan", readable)
    found = []
    for path in list(_texts(document.source.data, readable))[::6]:
        where = document.source.locate(path)
        words = f"no team owns “{text}”", f"“{text}”没有责任团队"
        fix = Fix(Words(f"write `{text}`", f"改为 `{text}`"), (Edit(where, text.encode("utf-8", "replace").decode()),))
        remedy = Words(f"the teams are: {text}", f"现有团队：{text}")
        address = document.source.address(path)
        found.append(
            finding(message=words[0], zh=words[1], span=where, path=path, fix=fix, remedy=remedy, address=address)
        )
    journey = coverage_of(document.journey)
    waived = [(found[0], text)]
    named = finding("unreadable", ERROR, text, text, file=text, span=None, path=())
    return FileFindings(document.source.text, found, waived, journey), FileFindings(None, [named])


def _texts(node: object, wanted: str, path: Path = ()) -> Iterator[Path]:
    if node == wanted:
        yield path
    children: Iterable[tuple[str | int, object]] = ()
    if isinstance(node, dict):
        children = node.items()
    elif isinstance(node, list):
        children = enumerate(node)
    for step, child in children:
        yield from _texts(child, wanted, (*path, step))


def tally_of(findings: Sequence[FileFindings]) -> Tally:
    tally = Tally()
    for found in findings:
        tally.count(found)
    return tally


def plain(lines: Iterable[list[Styled]]) -> str:
    return "\n".join("".join(piece for piece, _ in line) for line in lines)


def statistics_of(findings: Sequence[FileFindings]) -> Statistics:
    statistics = Statistics(FAMILY_OF)
    for found in findings:
        statistics.count(found)
    return statistics


class Format(NamedTuple):
    name: str
    write: Callable[[Sequence[FileFindings], Language], str]


FORMATS = (
    Format("text", lambda found, lang: "\n".join(plain(as_text(one, lang, suppressed=True)) for one in found)),
    Format("statistics", lambda found, lang: plain(statistics_lines(statistics_of(found), lang, 80))),
    Format("json", lambda found, lang: as_json(found, tally_of(found), FAMILY_OF, suppressed=True)),
    Format("jsonl", lambda found, lang: "\n".join(line for one in found for line in as_jsonl(one, FAMILY_OF))),
    Format("sarif", lambda found, lang: as_sarif(found, lang, PAGES, suppressed=True)),
    Format("junit", as_junit),
    Format("github", lambda found, lang: "\n".join(as_annotations(found, tally_of(found), lang))),
    Format("gitlab", lambda found, lang: as_gitlab(found, lang, PAGES)),
    Format("markdown", lambda found, lang: as_markdown(found, tally_of(found), lang, FAMILY_OF)),
)
