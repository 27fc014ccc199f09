"""The curve, moments of truth, feelings, needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.lint.faults.places import (
    PAIN_POINT,
    SEVERE,
    TOUCHPOINT,
    actions_for,
    is_moment_of_truth,
    is_spare,
    lacks,
    opportunities_for,
    score_paths,
    scores,
    touchpoints,
)
from tests.lint.faults.seeds import seed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from cxmap.diagnostics import Path
    from tests.lint.faults.breaking import MapText
    from tests.lint.faults.seeds import Broken


def _ordinary(text: MapText) -> list[Path]:
    """Return the touchpoints that are no moments of truth."""
    return [path for path in touchpoints(text) if not is_moment_of_truth(text, path)]


def _moments(text: MapText) -> list[Path]:
    return [path for path in touchpoints(text) if is_moment_of_truth(text, path)]


@seed("touchpoint-without-emotion", at=lambda m: (p for p in _ordinary(m) if "emotion" in m[p]))
def nobody_asked_how_it_feels(text: MapText, place: Path, _: Random) -> Broken:
    return text.delete((*place, "emotion")), place


def _shared(text: MapText) -> Iterator[Path]:
    """Yield the scores of personas beside others."""
    for path in _ordinary(text):
        emotion = text[path].get("emotion")
        if isinstance(emotion, dict) and len(emotion) > 1:
            yield from ((*path, "emotion", persona) for persona in emotion)


@seed("touchpoint-without-emotion", at=_shared)
def a_persona_was_not_asked(text: MapText, place: Path, _: Random) -> Broken:
    return text.delete(place), place[:-1]


def _with_long_curves(text: MapText) -> Iterator[Path]:
    """Yield where the curve of a persona with enough scores begins."""
    for persona in text.each("personas.*.id"):
        felt = [path for path in touchpoints(text) if text[persona] in scores(text, path)]
        if len(felt) >= 5:
            begins = (*felt[0], "emotion", text[persona])
            yield begins if begins in text else begins[:-1]


@seed("flat-curve", at=_with_long_curves, alone=True)
def a_curve_is_filled_in(text: MapText, place: Path, random: Random) -> Broken:
    level = random.choice([0, 0.5])
    for path in score_paths(text, touchpoints(text)):
        if path[-1] in (place[-1], "emotion"):
            text = text.write(path, str(level))
    return text, place


def _last_scores(text: MapText) -> Iterator[Path]:
    for persona in text.each("personas.*.id"):
        felt = [path for path in touchpoints(text) if text[persona] in scores(text, path)]
        own = (*felt[-1], "emotion", text[persona])
        yield own if own in text else own[:-1]


@seed("curve-that-ends-on-its-low", at=_last_scores, alone=True)
def the_journey_ends_badly(text: MapText, place: Path, _: Random) -> Broken:
    persona = place[-1]
    before = [path for path in touchpoints(text) if path != place[:4]]
    felt = [s for path in before for whose, s in scores(text, path).items() if persona in (whose, "emotion")]
    return text.write(place, str(min(-0.5, *felt))), place


@seed("journey-without-moment-of-truth", at=lambda m: m.each("stages"), alone=True)
def all_touchpoints_weigh_the_same(text: MapText, place: Path, _: Random) -> Broken:
    for path in _moments(text):
        text = text.delete((*path, "moment_of_truth"))
    return text, place


@seed("moment-of-truth-without-emotion", at=_moments)
def nobody_asked_at_a_moment_of_truth(text: MapText, place: Path, _: Random) -> Broken:
    return text.delete((*place, "emotion")), (*place, "moment_of_truth")


@seed(
    "moment-of-truth-without-emotion",
    at=lambda m: (p for p in score_paths(m, _moments(m)) if p[-1] == "emotion" or len(scores(m, p[:4])) == 1),
)
def a_score_at_a_moment_of_truth_is_null(text: MapText, place: Path, random: Random) -> Broken:
    return text.write(place, random.choice(["null", "~"])), (*place[:4], "moment_of_truth")


def _answers(text: MapText, touchpoint: Path) -> list[Path]:
    """Return the actions for what is found at a touchpoint."""
    own = list(text[touchpoint].get("opportunities", ()))
    for path in text.each(PAIN_POINT):
        if path[:4] == touchpoint:
            own += opportunities_for(text, path)
    return actions_for(text, own)


@seed("disappointing-moment-of-truth", at=lambda m: score_paths(m, (p for p in _moments(m) if not _answers(m, p))))
def a_moment_of_truth_goes_wrong(text: MapText, place: Path, random: Random) -> Broken:
    return text.write(place, random.choice(["-1", "-1.25"])), place


def _disappointing(text: MapText) -> Iterator[Path]:
    """Yield the low scores, at moments of truth, that the plan is an answer to, where no pain point is severe."""
    for path in _moments(text):
        low = [persona for persona, score in scores(text, path).items() if score <= -1]
        severe = any(pain_point.get("severity") in SEVERE for pain_point in text[path].get("pain_points", ()))
        if len(low) == 1 and _answers(text, path) and not severe:
            yield (*path, "emotion", low[0])


@seed("disappointing-moment-of-truth", at=_disappointing)
def the_answer_to_it_is_dropped(text: MapText, place: Path, _: Random) -> Broken:
    for action in _answers(text, place[:4]):
        text = text.write((*action, "status"), "dropped")
    return text, place


@seed(
    "moment-of-truth-without-metric",
    at=lambda m: (p for p in _moments(m) if is_spare(m, (*p, "metrics")) and "metrics" in m[p]),
)
def nothing_measures_a_moment_of_truth(text: MapText, place: Path, _: Random) -> Broken:
    return text.delete((*place, "metrics")), (*place, "moment_of_truth")


_PLEASANT, _UNPLEASANT = ("喜", "乐", "开心", "joy", "relieved"), ("烦", "怒", "失望", "annoyance", "disappointed")


def _clear(text: MapText) -> list[Path]:
    """Return the touchpoints at which everybody clearly feels good, or everybody bad."""
    felt = {path: list(scores(text, path).values()) or [0] for path in touchpoints(text)}
    return [path for path, known in felt.items() if min(known) >= 1 or max(known) <= -1]


@seed("feeling-that-contradicts-the-emotion", at=_clear)
def a_feeling_is_the_wrong_one(text: MapText, place: Path, random: Random) -> Broken:
    feels_good = min(scores(text, place).values()) > 0
    wrong = random.sample(_UNPLEASANT[:2] if feels_good else _PLEASANT[:2], random.randint(1, 2))
    if not text.is_bilingual:
        wrong = random.sample(_UNPLEASANT[2:] if feels_good else _PLEASANT[2:], 2)
    return text.write((*place, "feelings"), f"[{', '.join(wrong)}]"), (*place, "feelings")


@seed(
    "feeling-that-contradicts-the-emotion",
    at=lambda m: (
        p
        for p in _clear(m)
        if "feelings" in m[p] and "honeycomb" not in m[p] and p in _ordinary(m)[:-1] and _is_moderate(m, p)
    ),
)
def a_minus_sign_is_lost(text: MapText, place: Path, _: Random) -> Broken:
    for path in score_paths(text, [place]):
        text = text.write(path, str(-text[path]))
    return text, (*place, "feelings")


# Feelings and honeycomb are two witnesses, and either of them may be the one that is wrong.
@seed(
    "feeling-that-contradicts-the-emotion",
    at=lambda m: (
        p for p in _clear(m) if {"feelings", "honeycomb"} <= set(m[p]) and p in _ordinary(m) and _is_moderate(m, p)
    ),
    also={"honeycomb-that-contradicts-the-emotion": lambda _, place: (*place, "honeycomb")},
)
def two_things_speak_against_a_score(text: MapText, place: Path, _: Random) -> Broken:
    return a_minus_sign_is_lost.breaks(text, place, _)


def _is_moderate(text: MapText, place: Path) -> bool:
    """Whether the scores may change their sign without making one channel much better than another."""
    return max(map(abs, scores(text, place).values())) <= 1


def _unexplained(text: MapText) -> Iterator[Path]:
    """Yield scores that nothing would explain if they were low, and that contradict no feeling."""
    *places, _last = _ordinary(text)
    for path in places:
        others = len(scores(text, path)) > 1 and isinstance(text[path].get("emotion"), dict)
        if lacks("pain_points", "breaks", "honeycomb")(text[path]) and (others or "feelings" not in text[path]):
            yield from score_paths(text, [path])


@seed("low-emotion-without-pain-point", at=_unexplained)
def it_hurts_and_nobody_says_why(text: MapText, place: Path, random: Random) -> Broken:
    return text.write(place, random.choice(["-2", "-1.5"])), place


def _explained(text: MapText) -> Iterator[Path]:
    """Yield low scores at touchpoints of which the pain points are not addressed by anything."""
    for path in touchpoints(text):
        pain_points = [(*path, "pain_points", index) for index in range(len(text[path].get("pain_points", ())))]
        low = [persona for persona, score in scores(text, path).items() if score <= -1.5]
        if pain_points and len(low) == 1 and not any(opportunities_for(text, one) for one in pain_points):
            yield (*path, "emotion", low[0])


@seed("low-emotion-without-pain-point", at=lambda m: (p for p in _explained(m) if is_spare(m, (*p[:4], "pain_points"))))
def the_pain_points_are_deleted(text: MapText, place: Path, _: Random) -> Broken:
    return text.delete((*place[:4], "pain_points")), place


@seed("low-emotion-without-pain-point", at=_explained)
def the_pain_is_said_to_be_of_others(text: MapText, place: Path, _: Random) -> Broken:
    other = next(text[path] for path in text.each("personas.*.id") if text[path] != place[-1])
    for index in range(len(text[(*place[:4], "pain_points")])):
        text = text.write((*place[:4], "pain_points", index, "personas"), f"[{other}]")
    return text, place


def _serving(text: MapText) -> Iterator[Path]:
    """Yield the touchpoints that have nothing but a need to be there for."""
    for path in text.each(TOUCHPOINT, lambda item: "needs" in item and "delivers" not in item):
        if max(scores(text, path).values(), default=0) < 1:
            yield path


@seed("touchpoint-that-serves-no-need", at=_serving)
def a_touchpoint_serves_nobody(text: MapText, place: Path, _: Random) -> Broken:
    return text.delete((*place, "needs")), place
