"""Learns from texts with a score which ones go with low scores, says how well that works, and ranks those without one.

It ranks, and never counts: how many texts of a new lot are negative cannot be told by a model that saw another lot.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from cxmap.measure.figures import share_of
from cxmap.measurements import BackTest, Figure, Learnt
from cxmap.statistics.ranking import auc, auc_interval

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cxmap.data.verbatims import Verbatim

LEAST, LEAST_OF_EITHER = 300, 30
"""How many texts with a low or a high score there must be, and of either."""
_LEAST_TESTED = 10
_PARTS = 5
_LONGEST = 600
_CHANCE = 0.5


def learnt_from(
    scored: Sequence[Verbatim], unscored: Sequence[Verbatim], in_all: int, least: int
) -> tuple[Learnt, list[Verbatim]]:
    """Return what was learnt, tested on texts that it was not learnt from, and the texts without a score, ranked.

    `in_all` is how many of these there are. Where they are fewer than `least`, or the ranking is no better than chance, or
    the texts are too few or the extra is missing, nothing is ranked.
    """
    low = sum(text.side == "low" for text in scored)
    if len(scored) < LEAST or min(low, len(scored) - low) < LEAST_OF_EITHER:
        return Learnt(in_all, refused="few"), []
    try:
        import sklearn  # noqa: F401
    except ImportError:
        return Learnt(in_all, refused="extra"), []
    tested = _back_tested(scored)
    if tested.auc.low is not None and tested.auc.low <= _CHANCE:
        return Learnt(in_all, refused="chance", back_test=tested), []
    if len(unscored) < max(least, 1):
        return Learnt(in_all, back_test=tested), []
    scores = _fitted(scored)(unscored)
    order = sorted(zip(scores, unscored, strict=True), key=lambda pair: (-round(pair[0], 6), pair[1]))
    return Learnt(in_all, len(unscored), back_test=tested), [text for _, text in order]


def _back_tested(scored: Sequence[Verbatim]) -> BackTest:
    """Test on the last period what the others teach; where it has too few texts, five parts in turn on what the others teach."""
    last = max(text.period for text in scored)
    before, after = [t for t in scored if t.period != last], [t for t in scored if t.period == last]
    if last and _least(before) >= LEAST_OF_EITHER and _least(after) >= _LEAST_TESTED:
        return _result(len(before), last, after, _fitted(before)(after))
    parts = [[text for text in scored if _part(text) == part] for part in range(_PARTS)]
    tested, scores = [], []
    for part in parts:
        rest = [text for other in parts if other is not part for text in other]
        if part and _least(rest):
            tested += part
            scores += _fitted(rest)(part)
    return _result(len(scored) * (_PARTS - 1) // _PARTS, "", tested, scores)


def _least(texts: Sequence[Verbatim]) -> int:
    low = sum(text.side == "low" for text in texts)
    return min(low, len(texts) - low)


def _part(text: Verbatim) -> int:
    """Return the part that a text is in: by its words, so that the same text is never learnt from and tested."""
    return blake2b(text.text.encode(), digest_size=8).digest()[0] % _PARTS


def _result(learnt_from: int, on: str, tested: Sequence[Verbatim], scores: Sequence[float]) -> BackTest:
    n = len(tested)
    low = [score for text, score in zip(tested, scores, strict=True) if text.side == "low"]
    high = [score for text, score in zip(tested, scores, strict=True) if text.side != "low"]
    right = sum(score > 0 for score in low) + sum(score <= 0 for score in high)
    value = auc(low, high)
    return BackTest(
        learnt_from,
        on,
        share_of(right, n),
        100 * max(len(low), len(high)) / n,
        Figure(n, value, *auc_interval(value, len(low), len(high))),
    )


def _fitted(texts: Sequence[Verbatim]) -> Callable[[Sequence[Verbatim]], list[float]]:
    """Return what scores texts: above 0 where a low score is the likelier. Characters in ones, twos and threes; one thread."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    weights = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True, max_features=200_000)
    model = LogisticRegression(solver="liblinear", C=10.0, random_state=0)
    model.fit(weights.fit_transform([text.text[:_LONGEST] for text in texts]), [text.side == "low" for text in texts])

    def scores(others: Sequence[Verbatim]) -> list[float]:
        found: Any = model.decision_function(weights.transform([text.text[:_LONGEST] for text in others]))
        return [float(score) for score in found]

    return scores
