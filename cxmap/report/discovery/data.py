"""What was found in event logs as JSON and CSV."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, Any

from cxmap.discoveries import held_back
from cxmap.report.escaping import json_text, spreadsheet_cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxmap.discoveries import Discovery, Step
    from cxmap.report.discovery.words import Shown
    from cxmap.statistics.durations import Durations

VERSION = 1
_COLUMNS = (
    *("log", "of", "name", "next", "touchpoint", "n", "cases", "repeated", "starts", "ends", "position", "switches"),
    *("p50_seconds", "p90_seconds"),
)


def as_json(found: Sequence[Discovery], shown: Shown) -> str:
    """Return what was found as JSON: steps, variants, transitions and groups of few cases are left out, and counted.

    A number of few cases of a step that is told is null.
    """
    return json_text({"version": VERSION, "logs": [_log(each, shown) for each in found]}, indent=1) + "\n"


def _log(found: Discovery, shown: Shown) -> dict[str, Any]:
    variants, held = [one for one in found.variants if one.cases >= shown.least], held_back(found, shown.least)
    transitions, steps = shown.transitions(found), shown.steps(found)
    return {
        "log": found.source,
        "files": [{"name": file.name, "sha256": file.sha256} for file in found.files],
        "columns": dict(found.columns),
        "events": found.events,
        "cases": found.cases,
        "first": found.first,
        "last": found.last,
        "ties": found.ties,
        "order_known": found.order_known,
        "rejected": {reason: n for reason, n, _ in found.rejected},
        "suppress_below": shown.least,
        "duration": _durations(found.durations, shown),
        "steps": [
            {
                "event": step.event,
                **({"touchpoint": step.touchpoint} if step.touchpoint else {}),
                "events": step.events, "cases": step.cases, **_few(step, shown), "position": step.position,
                "channels": {one.name: one.events for one in shown.channels(step)},
            }
            for step in steps
        ],
        "rare_steps": held.steps,
        "transitions": [
            {"from": one.before, "to": one.after, "n": one.n, "cases": one.cases, "switches": _told(one.switches, shown), **_durations(one.durations, shown)}
            for one in transitions
        ],
        "rare_transitions": {
            "transitions": held.transitions,
            "n": sum(one.n for one in found.transitions) - sum(one.n for one in transitions),
        },
        "variants": [{"events": list(one.events), "cases": one.cases} for one in variants],
        "rare_variants": {
            "variants": held.variants,
            "cases": found.cases - sum(one.cases for one in variants),
        },
        "groups": [
            {"by": one.by, "id": one.id, "cases": one.cases, **_durations(one.durations, shown)}
            for one in found.groups
            if one.cases >= shown.least
        ],
        "rare_channels": held.channels,
        "rare_segments": held.segments,
    }  # fmt: skip


def _few(step: Step, shown: Shown) -> dict[str, int | None]:
    return {name: _told(getattr(step, name), shown) for name in ("repeated", "starts", "ends")}


def _told(n: int, shown: Shown) -> int | None:
    return n if shown.tells(n) else None


def _durations(found: Durations | None, shown: Shown) -> dict[str, int]:
    if found is None or found.n < shown.least:
        return {}
    return {"p50_seconds": found.p50, "p90_seconds": found.p90}


def as_csv(found: Sequence[Discovery], shown: Shown) -> str:
    """Return what was found as CSV: a row a step, transition, variant and group; variants name their events with ` → `.

    Those of few cases are left out and counted, in rows `rare steps`, `rare transitions` …; a number of few cases is empty.
    """
    stream = StringIO()
    writer = csv.DictWriter(stream, _COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for each in found:
        for row in _rows(each, shown):
            writer.writerow({name: spreadsheet_cell(value) for name, value in ({"log": each.source} | row).items()})
    return stream.getvalue()


def _rows(found: Discovery, shown: Shown) -> Iterator[dict[str, Any]]:
    for step in shown.steps(found):
        yield {
            "of": "step", "name": step.event, "touchpoint": step.touchpoint or "", "n": step.events, "cases": step.cases,
            **_few(step, shown), "position": step.position,
        }  # fmt: skip
    for one in shown.transitions(found):
        switches = _told(one.switches, shown)
        named = {"of": "transition", "name": one.before, "next": one.after, "n": one.n, "cases": one.cases}
        yield {**named, "switches": switches, **_durations(one.durations, shown)}
    for variant in found.variants:
        if variant.cases >= shown.least:
            yield {"of": "variant", "name": " → ".join(variant.events), "cases": variant.cases}
    for group in found.groups:
        if group.cases >= shown.least:
            yield {"of": group.by, "name": group.id, "cases": group.cases, **_durations(group.durations, shown)}
    for name, n in held_back(found, shown.least)._asdict().items():
        if n:
            yield {"of": f"rare {name}", "n": n}
