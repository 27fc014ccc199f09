"""Composes the owners' page: the matrix of teams, who owns nothing, and what the letters mean."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cxmap.language import enumerated, in_quotes, listed
from cxmap.model.reading import called
from cxmap.render.page.blocks import Texts
from cxmap.render.page.composing import compose, least_body, page_of
from cxmap.render.page.legend import Entry as LegendEntry
from cxmap.render.page.legend import mark_symbol, no_symbol
from cxmap.render.page.tables import plain
from cxmap.render.page.title import Headline
from cxmap.render.text.paragraphs import MINOR, STRONG, Paragraph
from cxmap.render.text.saying import sentence
from cxmap.render.text.widths import advance
from cxmap.render.theme import BAD, MOMENT, STAGE_TINTS
from cxmap.render.views.owners import labels, marks
from cxmap.render.views.owners.duties import LETTERS, Duties, Load, Team, duties_of
from cxmap.render.views.owners.matrix import ANSWERS, NAME, TEAM, Entry, Head, LoadColumn, Matrix, TeamRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cxmap.language import Words
    from cxmap.render.options import ViewOptions
    from cxmap.render.page.blocks import Block
    from cxmap.render.page.legend import Symbol
    from cxmap.render.scene import Scene
    from cxmap.render.subject import Subject

_NARROWEST = 4.6  # ems of a touchpoint's column
_NARROWEST_LOAD = 4.0
_NARROWEST_STAGE = 9.0
_MANY_TEAMS = 4  # at one touchpoint, so that it is said
_MOST_PARTS = 3  # of the takeaway


def draw_owners(subject: Subject, options: ViewOptions) -> Scene:
    """Lay the owners out."""
    view = _View(subject, duties_of(subject), options)
    headline = Headline(subject.say(labels.NAME), takeaway(subject, view.duties))
    return compose(subject, "owners", headline, view.blocks(), options, view.legend())


@dataclass(frozen=True)
class _View:
    subject: Subject
    duties: Duties
    options: ViewOptions

    def blocks(self) -> list[Block]:
        found: list[Block] = list(self._matrices)
        if self.duties.idle:
            names = listed(list(self.duties.idle), self.subject.language)
            said = self.subject.say(labels.IDLE).format(names)
            found.append(Texts(plain(said, self.subject.theme.soft), gap=0.9))
        return found

    # What each team carries

    @cached_property
    def _loads(self) -> list[LoadColumn]:
        columns = [
            LoadColumn(head, self._head_width(head), counts)
            for head, counts in (
                (labels.PAINS, marks.pains),
                (labels.OPPORTUNITIES, marks.opportunities),
                (labels.ACTIONS, marks.actions),
                (labels.CONTROLS, marks.controls),
            )
        ]
        loads = [team.load for team in self.duties.teams] + [self.duties.nobody]
        return [column for column in columns if any(column.counts(self.subject, load) for load in loads)]

    def _head_width(self, head: Words) -> float:
        """Return how wide a column is, in ems, in which no word of its head is broken."""
        words = self.subject.say(head).split()
        return max([_NARROWEST_LOAD, *(NAME.scale * advance(word, bold=True) + 0.8 for word in words)])

    # The matrix

    @cached_property
    def _matrices(self) -> Sequence[Matrix]:
        return tuple(self._laid_out())

    def _laid_out(self) -> Iterable[Matrix]:
        page = page_of(self.options)
        body = least_body(page, one_sheet=False)  # larger than on one sheet: what fits so, always fits
        beside = sum(column.width for column in self._loads) + ANSWERS
        room = page.inner.width / body - TEAM - beside
        columns = len(self.duties.columns)
        if columns and room / columns >= self._narrowest:
            yield self._by_touchpoint()
            return
        stages = list(dict.fromkeys(int(place.path[1]) for place in self.duties.columns))
        groups = max(1, -(-len(stages) * _NARROWEST_STAGE // max(room, _NARROWEST_STAGE)))
        per_group = int(-(-len(stages) // groups))
        for start in range(0, len(stages), per_group):
            yield self._by_stage(stages[start : start + per_group], is_first=start == 0)

    @cached_property
    def _narrowest(self) -> float:
        """Return how wide a touchpoint's column must be, in ems, so that no word of a name is broken."""
        names = (called(place.touchpoint, self.subject.language) for place in self.duties.columns)
        words = (word for name in names for word in name.split() if word.isascii())
        return max([_NARROWEST, *(NAME.scale * advance(word, bold=True) + 0.6 for word in words)])

    def _tint(self, stage: int) -> str:
        return STAGE_TINTS[stage % len(STAGE_TINTS)]

    def _by_touchpoint(self) -> Matrix:
        subject, duties = self.subject, self.duties
        heads = [
            Head(
                called(place.stage, subject.language),
                self._tint(int(place.path[1])),
                called(place.touchpoint, subject.language),
                subject.say(labels.NOBODY_HERE) if place.touchpoint.owner is None else "",
                place.touchpoint.moment_of_truth is not False,
                place.column,
            )
            for place in duties.columns
        ]
        lines = [
            self._line(team, [self._letters(team, column) for column in range(len(duties.columns))])
            for team in duties.teams
        ]
        gaps = [
            [Entry("", touchpoint=place.column)] if place.touchpoint.owner is None else [] for place in duties.columns
        ]
        lines += self._nobody(gaps)
        feet = [str(duties.involved(column)) for column in range(len(duties.columns))]
        return Matrix(subject, heads, lines, self._loads, self._most, feet, self._narrowest)

    def _letters(self, team: Team, column: int) -> list[Entry]:
        letters = team.parts.get(column, "")
        return [Entry(letters, touchpoint=self.duties.columns[column].column)] if letters else []

    def _by_stage(self, stages: Sequence[int], *, is_first: bool) -> Matrix:
        subject, duties = self.subject, self.duties
        by_stage: dict[int, list[int]] = {stage: [] for stage in stages}
        for index, place in enumerate(duties.columns):
            if int(place.path[1]) in by_stage:
                by_stage[int(place.path[1])].append(index)
        heads = []
        for stage, columns in by_stage.items():
            gaps = [column for column in columns if column in duties.gaps]
            gap = subject.say(labels.NOBODY_OF).format(len(gaps)) if gaps else ""
            name = called(duties.columns[columns[0]].stage, subject.language)
            heads.append(Head(name, self._tint(stage), gap=gap))
        lines = []
        for team in duties.teams:
            entries = [
                [self._named(column, team.parts[column]) for column in columns if column in team.parts]
                for columns in by_stage.values()
            ]
            if is_first or any(entries):
                lines.append(self._line(team, entries))
        lines += self._nobody(
            [[self._named(column, "") for column in columns if column in duties.gaps] for columns in by_stage.values()]
        )
        loads, most = (self._loads, self._most) if is_first else ((), 0)
        narrowest = _NARROWEST_STAGE if len(stages) > 1 else 0.0
        return Matrix(subject, heads, lines, loads, most, narrowest=narrowest, gap=0.0 if is_first else 2.0)

    def _named(self, column: int, letters: str) -> Entry:
        place = self.duties.columns[column]
        return Entry(letters, called(place.touchpoint, self.subject.language), place.column)

    @property
    def _most(self) -> int:
        return max((team.count("A") for team in self.duties.teams), default=0)

    def _line(self, team: Team, entries: Sequence[Sequence[Entry]]) -> TeamRow:
        subject, say = self.subject, self.subject.say
        colour = subject.team_colour(team.id)
        title = [Paragraph(team.name, colour, STRONG)]
        if not team.is_declared:
            title.append(Paragraph(say(labels.UNDECLARED), BAD, MINOR, space_before=0.02))
        if team.id == subject.journey.owner:
            title.append(Paragraph(say(labels.KEEPS_MAP), subject.theme.soft, MINOR, space_before=0.02))
        if team.contact:
            title.append(Paragraph(team.contact, subject.theme.soft, MINOR, space_before=0.02))
        return TeamRow(tuple(title), colour, entries, team.load, team.count("A"))

    def _nobody(self, gaps: Sequence[Sequence[Entry]]) -> Iterable[TeamRow]:
        """Yield the row of what no team is named for, where there is any of it."""
        load = self.duties.nobody
        if any(gaps) or load.total:
            say = self.subject.say
            title = (
                Paragraph(say(labels.NOBODY), BAD, STRONG),
                Paragraph(say(labels.NOBODY_WHY), self.subject.theme.soft, MINOR, space_before=0.02),
            )
            yield TeamRow(title, BAD, gaps, load, is_nobody=True)

    def legend(self) -> list[LegendEntry]:
        subject, say = self.subject, self.subject.say
        used = {letter for team in self.duties.teams for letters in team.parts.values() for letter in letters}
        entries = [
            LegendEntry(say(labels.LETTERS[letter]), _letter(subject, letter), 1.3)
            for letter in LETTERS
            if letter in used
        ]
        if self.duties.gaps:
            entries.append(
                LegendEntry(say(labels.GAP), lambda x, y, size: marks.draw_gap(BAD, x, y, size / marks.HIGH), 1.3)
            )
        if any(head.is_moment for matrix in self._matrices for head in matrix.heads):
            entries.append(LegendEntry(subject.word("moment"), mark_symbol("moment-of-truth", MOMENT)))
        loads = [*(team.load for team in self.duties.teams), self.duties.nobody]
        entries += self._severities(loads)
        if self._loads:
            entries.append(LegendEntry(say(labels.LOADS), no_symbol, -0.5))
        return entries

    def _severities(self, loads: Sequence[Load]) -> Iterable[LegendEntry]:
        seen: dict[str, LegendEntry] = {}
        for load in loads:
            for icon, colour, _, said in marks.pains(self.subject, load):
                seen.setdefault(said, LegendEntry(said, marks.symbol(icon, colour)))
        order = marks.pains(self.subject, self._all(loads))
        return [seen[said] for _, _, _, said in order]

    def _all(self, loads: Sequence[Load]) -> Load:
        total = Load()
        for load in loads:
            total.pains.update(load.pains)
        return total


def _letter(subject: Subject, letter: str) -> Symbol:
    return lambda x, y, size: marks.draw_badges(subject, letter, subject.theme.ink, x, y, size / marks.HIGH)


def takeaway(subject: Subject, duties: Duties) -> str:
    """Say for how many touchpoints nobody answers, who answers for most, and what else nobody owns."""
    say, total, gaps = subject.say, len(duties.columns), len(duties.gaps)
    parts = []
    if gaps:
        parts.append(say(labels.GAP_ONE if total == 1 else labels.GAPS).format(gaps, total))
    elif total:
        parts.append(say({1: labels.COVERED_ONE, 2: labels.COVERED_BOTH}.get(total, labels.COVERED)).format(total))
    busiest = max(range(total), key=duties.involved, default=0)
    top = duties.answering
    if top and top[0].count("A") > 1 and len(top) <= 2:
        names = enumerated([team.name for team in top], subject.language)
        parts.append(say(labels.MOST if len(top) == 1 else labels.MOST_EACH).format(names, top[0].count("A")))
    pains = sum(team.load.pains.total() for team in duties.teams) + duties.nobody.pains.total()
    actions = sum(team.load.actions for team in duties.teams) + duties.nobody.actions
    if unowned := duties.nobody.pains.total():
        parts.append(say(labels.UNOWNED_ONE_PAIN if pains == 1 else labels.UNOWNED_PAINS).format(unowned, pains))
    elif unowned := duties.nobody.actions:
        said = labels.UNOWNED_ACTION if unowned == 1 else labels.UNOWNED_ACTIONS
        parts.append(say(labels.UNOWNED_ONE_ACTION if actions == 1 else said).format(unowned, actions))
    elif unowned := duties.nobody.opportunities:
        opportunities = sum(team.load.opportunities for team in duties.teams) + unowned
        said = labels.UNOWNED_OPPORTUNITY if unowned == 1 else labels.UNOWNED_OPPORTUNITIES
        parts.append(say(labels.UNOWNED_ONE_OPPORTUNITY if opportunities == 1 else said).format(unowned, opportunities))
    if len(parts) < _MOST_PARTS and total > 1 and duties.involved(busiest) >= _MANY_TEAMS:
        name = in_quotes(called(duties.columns[busiest].touchpoint, subject.language))
        parts.append(say(labels.BUSIEST).format(name, duties.involved(busiest)))
    return sentence(parts, subject.language)
