"""Whether a number follows from others by sums and differences."""

from __future__ import annotations


def follows(asked: list[int], told: list[list[int]]) -> bool:
    """Whether a row is a sum of multiples of others: by elimination, modulo a large prime."""
    prime = 2_147_483_647
    rows: list[tuple[int, list[int]]] = []

    def rest(row: list[int]) -> list[int]:
        row = [each % prime for each in row]
        for pivot, known in rows:
            if row[pivot]:
                times = row[pivot]
                row = [(a - times * b) % prime for a, b in zip(row, known, strict=True)]
        return row

    for each in told:
        left = rest(each)
        pivot = next((place for place, value in enumerate(left) if value), None)
        if pivot is not None:
            inverse = pow(left[pivot], -1, prime)
            rows.append((pivot, [value * inverse % prime for value in left]))
    return not any(rest(asked))
