import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise

import pytest

from cxmap.render.marks import icons
from cxmap.render.marks.icons import CHANNEL_ICONS, FACE_OUTLINES, GRID, MARK_ICONS, MARKER_OUTLINES, Icon, face

CHANNELS = (
    "web app mini-program phone email sms chat social store branch counter kiosk atm delivery post visit event "
    "word-of-mouth media video-call document search hospital school office vehicle restaurant online offline other"
)
MARKS = (
    "moment-of-truth peak low end pain severity-low severity-medium severity-high severity-critical opportunity action "
    "promise-kept promise-broken risk need need-let-down thought feeling evidence assumption metric honeycomb sight sound touch "
    "heart wait duration owner team fail-point handover handover-lost detour regulated loop drop-out from quote goal calendar gap "
    "note added removed changed moved worse better otherwise reworded"
)
STEPS = (-2, -1, 0, 1, 2)
SCORES = [tenths / 10 for tenths in range(-20, 21)]

ALL = {
    **{f"channel {name}": icon for name, icon in CHANNEL_ICONS.items()},
    **{f"mark {name}": icon for name, icon in MARK_ICONS.items()},
    **{f"outline {number}": icon for number, icon in enumerate(FACE_OUTLINES)},
    **{f"marker {shape}": icon for shape, icon in MARKER_OUTLINES.items()},
    **{f"face {score}": face(score) for score in SCORES},
}
every_icon = pytest.mark.parametrize("icon", ALL.values(), ids=ALL.keys())

NUMBER = re.compile(r"-?(?:\d+(?:\.\d+)?|\.\d+)")
COMMAND = re.compile(r"([A-Za-z])([^A-Za-z]*)")
ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}


def commands(path: str) -> Iterator[tuple[str, list[float]]]:
    """The commands of SVG path data, one set of arguments each; whatever is not grammar is an error."""
    assert not path or path.startswith("M"), path
    assert COMMAND.sub("", path) == "", path
    for letter, text in COMMAND.findall(path):
        assert letter.upper() in ARGUMENTS, (letter, path)
        assert not NUMBER.sub("", text).strip(" "), (text, path)
        numbers = [float(number) for number in NUMBER.findall(text)]
        count = ARGUMENTS[letter.upper()]
        assert len(numbers) % count == 0 if count else not numbers, (letter, text, path)
        assert numbers or not count, (letter, path)
        for start in range(0, len(numbers), count) if count else (0,):
            yield letter, numbers[start : start + count]


def points(path: str) -> Iterator[tuple[float, float]]:
    """Every point a path names, end points and control points, with relative ones made absolute."""
    x = y = start_x = start_y = 0.0
    for letter, numbers in commands(path):
        upper, relative = letter.upper(), letter.islower()
        dx, dy = (x, y) if relative else (0.0, 0.0)
        if upper == "Z":
            x, y = start_x, start_y
            continue
        if upper == "H":
            named = [(numbers[0] + dx, y)]
        elif upper == "V":
            named = [(x, numbers[0] + dy)]
        elif upper == "A":
            assert numbers[0] > 0, path
            assert numbers[1] > 0, path
            assert set(numbers[3:5]) <= {0, 1}, path
            named = [(numbers[5] + dx, numbers[6] + dy)]
        else:
            named = [(a + dx, b + dy) for a, b in zip(numbers[::2], numbers[1::2], strict=True)]
        x, y = named[-1]
        if upper == "M":
            start_x, start_y = x, y
        yield from named


def test_every_promised_name_is_there() -> None:
    assert set(CHANNEL_ICONS) == set(CHANNELS.split())
    assert set(MARK_ICONS) == set(MARKS.split())
    assert len(FACE_OUTLINES) == 3


@pytest.mark.parametrize("name", [*CHANNEL_ICONS, *MARK_ICONS])
def test_names_are_kebab_case(name: str) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)


def test_no_two_icons_are_the_same() -> None:
    drawn = [*CHANNEL_ICONS.values(), *MARK_ICONS.values(), *FACE_OUTLINES]
    assert len({(icon.strokes, icon.fills) for icon in drawn}) == len(drawn)


@every_icon
def test_an_icon_is_compact_path_data_and_nothing_else(icon: Icon) -> None:
    assert icon.strokes or icon.fills
    for path in (icon.strokes, icon.fills):
        list(commands(path))
        assert re.fullmatch(r"[MmLlHhVvCcSsQqTtAaZz0-9 .-]*", path)
        assert not re.search(r"\.\d{3}", path)
        assert len(path) < 900


@every_icon
def test_an_icon_stays_on_its_grid(icon: Icon) -> None:
    for path in (icon.strokes, icon.fills):
        for x, y in points(path):
            assert 0 <= x <= GRID, path
            assert 0 <= y <= GRID, path


@pytest.mark.parametrize(
    "path", ["L1 2", "M1", "M1 2L3", "M1 2A3 3 0 0 1", "M1 2<script>", "M1 2z5", "M1 2 & 3", "M1 2P3 4"]
)
def test_the_check_sees_broken_path_data(path: str) -> None:
    with pytest.raises(AssertionError):
        list(commands(path))


def test_the_check_follows_relative_commands() -> None:
    assert list(points("M3 4h2v-1l1 1zm1 1")) == [(3, 4), (5, 4), (5, 3), (6, 4), (4, 5)]


def test_the_maps_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        CHANNEL_ICONS["web"] = Icon()  # type: ignore[index]


def test_the_star_is_filled() -> None:
    assert MARK_ICONS["moment-of-truth"].fills


def test_severities_differ_in_shape_not_only_in_number() -> None:
    outlines = {MARK_ICONS[f"severity-{name}"].strokes for name in ("low", "medium", "high", "critical")}
    assert len(outlines) == 4


def test_the_graver_half_of_the_severities_is_filled_with_a_hole_for_each_sign() -> None:
    shapes = {name: MARK_ICONS[f"severity-{name}"].fills.count("M") for name in ("high", "critical")}
    assert shapes == {"high": 1 + 2, "critical": 1 + 4}


def test_a_face_is_deterministic() -> None:
    for score in SCORES:
        assert face(score) == face(score)
    assert face(1) == face(1.0)
    assert face(-0.0) == face(0.0)


def test_the_five_steps_differ_in_the_mouth_and_in_the_eyes() -> None:
    faces = [face(score) for score in STEPS]
    assert len({icon.strokes.split("M")[1] for icon in faces}) == 5
    eyes = {("M".join(icon.strokes.split("M")[2:]), icon.fills) for icon in faces}
    assert len(eyes) == 5


def test_only_the_ends_have_brows_or_laughing_eyes() -> None:
    assert [face(score).strokes.count("M") for score in STEPS] == [3, 1, 1, 1, 3]


def test_the_mouth_follows_the_score_without_a_jump() -> None:
    bends = []
    for score in SCORES:
        (_, (_, corner)), (_, (_, control, _, _)) = list(commands("M" + face(score).strokes.split("M")[1]))[:2]
        bends.append(control - corner)
    steps = [after - before for before, after in pairwise(bends)]
    assert bends[SCORES.index(0)] == 0
    assert min(steps) > 0
    assert max(steps) < 2 * min(steps)


def test_a_face_is_symmetrical() -> None:
    for score in SCORES:
        icon = face(score)
        xs = sorted(round(x, 2) for path in (icon.strokes, icon.fills) for x, _ in points(path))
        assert min(xs) + max(xs) == pytest.approx(GRID, abs=0.03)


@pytest.mark.parametrize("score", [-2.01, 2.01, 5, float("nan"), float("inf"), float("-inf")])
def test_a_face_has_no_score_outside_the_scale(score: float) -> None:
    with pytest.raises(ValueError, match="from -2 to 2"):
        face(score)


def test_the_features_fit_inside_every_outline() -> None:
    for score in SCORES:
        icon = face(score)
        for path in (icon.strokes, icon.fills):
            # Control points lie outside their curve, so only what a path touches counts: the ends of its commands.
            for letter, numbers in commands(path):
                if letter in "ML":
                    assert (numbers[0] - 12) ** 2 + (numbers[1] - 12) ** 2 < 7.5**2


def test_the_import_is_cheap() -> None:
    code = (
        "import sys; import cxmap.render.marks.icons; "
        "heavy = {'pydantic', 'ruamel', 'jinja2', 'graphviz', 'rich', 'typer'} & set(sys.modules); "
        "sys.exit(', '.join(sorted(heavy)) or None)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_public_constants_state_the_drawing_rules() -> None:
    assert (icons.GRID, icons.STROKE_WIDTH) == (24, 1.75)
