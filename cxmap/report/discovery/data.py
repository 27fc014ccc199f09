"""What was found in event logs as JSON and CSV."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, Any

from cxmap.report.escaping import json_text, spreadsheet_cell
from cxmap.telling import held_back, rest_told, told_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxmap.discoveries import Discovery, Step
    from cxmap.report.discovery.words import Shown
    from cxmap.statistics.durations import Durations
    from cxmap.telling import Told

VERSION = 1
_COLUMNS = (
    *("log", "of", "name", "next", "touchpoint", "n", "cases", "repeated", "starts", "ends", "position", "switches"),
    *("p50_seconds", "p90_seconds"),
)


def as_json(found: Sequence[Discovery], shown: Shown) -> str:
    """Return what was found as JSON: steps, variants, transitions and groups of few cases are left out, and counted.

    A number is null where it is of few cases, or they would follow from it. Of times only the days are told.
    """
    return json_text({"version": VERSION, "logs": [_log(each, shown) for each in found]}, indent=1) + "\n"


def _log(found: Discovery, shown: Shown) -> dict[str, Any]:
    flows, steps = told_of(found, shown.least), shown.steps(found)
    variants, held = shown.variants(found), held_back(found, shown.least, flows)
    rare = sum(one.n for one in found.transitions) - sum(one.n for one in flows.transitions)
    rare_cases = found.cases - sum(one.cases for one in variants)
    return {
        "log": found.source,
        "files": [{"name": file.name, "sha256": file.sha256} for file in found.files],
        "columns": dict(found.columns),
        "events": found.events,
        "cases": found.cases,
        "first": found.first[:10],
        "last": found.last[:10],
        "ties": found.ties,
        "order_known": found.order_known,
        "rejected": {reason: n for reason, n, _ in found.rejected},
        "suppress_below": shown.least,
        "duration": _durations(found.durations, shown),
        "steps": [
            {
                "event": step.event,
                **({"touchpoint": step.touchpoint} if step.touchpoint else {}),
                "events": step.events, "cases": step.cases, **_few(step, flows, shown), "position": step.position,
                "channels": {one.name: one.events for one in shown.channels(step)},
            }
            for step in steps
        ],
        "rare_steps": held.steps,
        "transitions": [
            {"from": one.before, "to": one.after, "n": one.n, "cases": one.cases, "switches": _told(one.switches, shown), **_durations(one.durations, shown)}
            for one in flows.transitions
        ],
        "rare_transitions": {
            "transitions": held.transitions,
            "n": rest_told(held.transitions, rare, shown.least),
        },
        "variants": [{"events": list(one.events), "cases": one.cases} for one in variants],
        "rare_variants": {
            "variants": held.variants,
            "cases": rest_told(held.variants, rare_cases, shown.least),
        },
        "groups": [
            {"by": one.by, "id": one.id, "cases": one.cases, **_durations(one.durations, shown)}
            for by in ("channel", "segment")
            for one in shown.groups(found, by)
        ],
        "rare_channels": held.channels,
        "rare_segments": held.segments,
    }  # fmt: skip


def _few(step: Step, flows: Told, shown: Shown) -> dict[str, int | None]:
    return {"repeated": _told(step.repeated, shown), "starts": flows.starts(step), "ends": flows.ends(step)}


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
    flows = told_of(found, shown.least)
    for step in shown.steps(found):
        yield {
            "of": "step", "name": step.event, "touchpoint": step.touchpoint or "", "n": step.events, "cases": step.cases,
            **_few(step, flows, shown), "position": step.position,
        }  # fmt: skip
    for one in flows.transitions:
        switches = _told(one.switches, shown)
        named = {"of": "transition", "name": one.before, "next": one.after, "n": one.n, "cases": one.cases}
        yield {**named, "switches": switches, **_durations(one.durations, shown)}
    for variant in shown.variants(found):
        yield {"of": "variant", "name": " → ".join(variant.events), "cases": variant.cases}
    for by in ("channel", "segment"):
        for group in shown.groups(found, by):
            yield {"of": group.by, "name": group.id, "cases": group.cases, **_durations(group.durations, shown)}
    for name, n in held_back(found, shown.least, flows)._asdict().items():
        if n:
            yield {"of": f"rare {name}", "n": n}
