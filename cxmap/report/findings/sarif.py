"""Findings as SARIF 2.1.0, for GitHub code scanning and the viewers of editors."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import cxmap
from cxmap.diagnostics import Severity
from cxmap.language import Language, Words
from cxmap.report.cells import shortened
from cxmap.report.escaping import capitalised, json_text, one_line, sentences
from cxmap.report.findings.places import identified, region
from cxmap.report.words import FORMAT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxmap.diagnostics import Diagnostic, Fix, Span, Text
    from cxmap.pages import RulePage
    from cxmap.report.findings.places import Identified
    from cxmap.report.findings.tally import FileFindings

MOST_RESULTS = 25_000
"""GitHub rejects a run that has more."""
MOST_SHOWN = 5_000
"""GitHub shows no more of a run."""

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_BASE = "%SRCROOT%"
_MOST_IN_DESCRIPTION = 1024  # characters that GitHub takes of a description
_MOST_EDITS = 100  # of a fix; one with more is left to `cxmap lint --fix`
_IN_ADDRESS = "/!$&'()*+,;=@"
_NO_BYTE = re.compile("[\ud800-\udc7f\udd00-\udfff]")  # Python keeps a byte that is no UTF-8 as U+DC80 to U+DCFF
_LINK_OR_PLACEHOLDER = re.compile(r"\](?=\()|\{(?=\d+\})")


def as_sarif(
    findings: Sequence[FileFindings], language: Language, pages: Mapping[str, RulePage], *, suppressed: bool = False
) -> str:
    """Return findings as one run, the worst first.

    `suppressed` adds, at the end, those that the map waives, marked so. GitHub does not read the mark: it opens an alert
    for each, and closes those of a finding that is no longer there.

    The fingerprint `cxmapPath/v1` is made of the rule, the file and the ids on the way to the finding; GitHub's own
    `primaryLocationLineHash` is left to its upload action, which warns of every value that it did not compute itself.
    """
    every = sorted(
        identified(findings, suppressed=suppressed), key=lambda one: (one.reason is not None, -one.diagnostic.severity)
    )
    kept = every[:MOST_RESULTS]
    worst: dict[str, Severity] = {}
    for one in kept:
        worst[one.diagnostic.code] = max(one.diagnostic.severity, worst.get(one.diagnostic.code, Severity.NOTE))
    codes = sorted(worst)
    index = {name: number for number, name in enumerate(codes)}
    invocation: dict[str, Any] = {"executionSuccessful": all(found.text is not None for found in findings)}
    if notice := _notice(len(every), language):
        invocation["toolExecutionNotifications"] = [notice]
    run = {
        "tool": {
            "driver": {
                "name": "cxmap",
                "version": cxmap.__version__,
                "semanticVersion": cxmap.__version__,
                "language": language,
                "rules": [_rule(name, worst[name], pages.get(name), language) for name in codes],
            }
        },
        "invocations": [invocation],
        "language": language,
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "originalUriBaseIds": {
            _BASE: {"description": {"text": Words("The folder cxmap ran in.", "运行 cxmap 的文件夹。").said(language)}}
        },
        "results": [_result(one, index, language) for one in kept],
    }
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1)


def _notice(number: int, language: Language) -> dict[str, Any] | None:
    """Say what GitHub would not take or not show."""
    if number > MOST_RESULTS:
        words = Words(
            f"There are {number:,} findings; this file has the {MOST_RESULTS:,} worst. GitHub rejects a run with more.",
            f"共有 {number:,} 项发现；本文件只含最严重的 {MOST_RESULTS:,} 项。GitHub 拒收超过此数的文件。",
        )
        return {"level": "warning", "message": {"text": words.said(language)}}
    if number > MOST_SHOWN:
        words = Words(
            f"There are {number:,} findings, the worst first. GitHub shows the first {MOST_SHOWN:,}.",
            f"共有 {number:,} 项发现，最严重的在前。GitHub 只显示前 {MOST_SHOWN:,} 项。",
        )
        return {"level": "note", "message": {"text": words.said(language)}}
    return None


def _rule(name: str, worst: Severity, page: RulePage | None, language: Language) -> dict[str, Any]:
    names = {"id": name}
    if "-" in name:  # SARIF wants a name that is another word than the id, or none
        names["name"] = "".join(part.capitalize() for part in name.split("-"))
    if page is None:
        finds = Words(
            f"The check `{name}` of the map format.", f"地图格式检查 `{name}`。"
        ).said(language)  # fmt: skip
        return {
            **names,
            "shortDescription": {"text": finds},
            "fullDescription": {"text": finds},
            "help": {"text": finds},
            "defaultConfiguration": {"level": worst.word},
            "properties": {"tags": [FORMAT]},
        }
    from cxmap.report.rules import page_markdown

    finds, why, how = (words.said(language) for words in (page.finds, page.why, page.how))
    return {
        **names,
        "shortDescription": {"text": _cut(finds)},
        "fullDescription": {"text": _cut(sentences([finds, why], language))},
        "help": {
            "text": f"{capitalised(why, language)}\n\n{capitalised(how, language)}",
            "markdown": page_markdown(page, language).rstrip("\n"),
        },
        "defaultConfiguration": {"level": page.severity},
        "properties": {"tags": [page.family]},
    }


def _result(one: Identified, index: Mapping[str, int], language: Language) -> dict[str, Any]:
    diagnostic, text = one.diagnostic, one.found.text
    words = [diagnostic.message, *([diagnostic.help] if diagnostic.help else [])]
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": index[diagnostic.code],
        "level": diagnostic.severity.word,
        "message": {"text": _plain(sentences([shortened(each.said(language)) for each in words], language))},
        "partialFingerprints": {"cxmapPath/v1": one.fingerprint},
    }
    if diagnostic.file:
        result["locations"] = [{"physicalLocation": _location(diagnostic, text, diagnostic.span)}]
    if diagnostic.related is not None and text is not None:
        span, said = diagnostic.related
        result["relatedLocations"] = [
            {
                "id": 1,
                "physicalLocation": _location(diagnostic, text, span),
                "message": {"text": _plain(shortened(said.said(language)))},
            }
        ]
    if one.reason is not None:
        result["suppressions"] = [{"kind": "inSource", "justification": shortened(one_line(one.reason))}]
    if diagnostic.fix is not None and text is not None and 0 < len(diagnostic.fix.edits) <= _MOST_EDITS:
        result["fixes"] = [_fix(diagnostic, text, diagnostic.fix, language)]
    return result


def _location(diagnostic: Diagnostic, text: Text | None, span: Span | None) -> dict[str, Any]:
    """Return a place. One without a span is the file's first line: GitHub takes no result without a line."""
    place = _region(text, span) if text is not None and span is not None else {"startLine": 1}
    return {"artifactLocation": artifact(diagnostic.file), "region": place}


def _fix(diagnostic: Diagnostic, text: Text, fix: Fix, language: Language) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(text, edit.span, empty=True), "insertedContent": {"text": edit.text}}
        for edit in fix.edits
    ]
    return {
        "description": {"text": _plain(sentences([shortened(fix.words.said(language))], language))},
        "artifactChanges": [{"artifactLocation": artifact(diagnostic.file), "replacements": replacements}],
    }


def _region(text: Text, span: Span, *, empty: bool = False) -> dict[str, int]:
    place = region(text, span, empty=empty)
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def artifact(name: str, flavour: type[PurePath] = PurePath) -> dict[str, str]:
    """Return the address of a file: relative to where cxmap ran, or absolute where it was given so."""
    from urllib.parse import quote

    path = flavour(name)
    written = _NO_BYTE.sub("\N{REPLACEMENT CHARACTER}", path.as_posix())
    if not path.is_absolute():
        return {"uri": quote(written, safe=_IN_ADDRESS, errors="surrogateescape"), "uriBaseId": _BASE}
    root = "" if path.drive.startswith("\\\\") else "//" if written.startswith("/") else "///"
    return {"uri": f"file:{root}{quote(written, safe=_IN_ADDRESS + ':', errors='surrogateescape')}"}


def _plain(text: str) -> str:
    """Return a text of one line in which a viewer finds no link and no placeholder.

    Single braces stay as they are, against § 3.11.5: no viewer that we know reads the doubled ones it asks for.
    """
    return _LINK_OR_PLACEHOLDER.sub(lambda match: match[0] + "\N{WORD JOINER}", one_line(text))


def _cut(text: str) -> str:
    return text if len(text) <= _MOST_IN_DESCRIPTION else text[: _MOST_IN_DESCRIPTION - 1] + "…"
