"""What is told of counts that a database gave: a digest by which the same counts are known again, in whatever order they came."""

from __future__ import annotations

from hashlib import blake2b, sha256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SIZE = 32


class Digest:
    """Adds up the hashes of rows, so that neither their order nor the engine decides, but how often each came.

    A sum of hashes is no proof against forgers; it tells that data have changed.
    """

    def __init__(self) -> None:
        self._sum = 0
        self._rows = 0
        self._answers = 0

    def over(self, rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of one more answer as they come, and add each."""
        self._answers += 1
        head = f"{self._answers}\x1e"
        total = count = 0
        for row in rows:
            said = head + "\x1f".join(["\x00" if cell is None else str(cell) for cell in row])
            total += int.from_bytes(blake2b(said.encode("utf-8", "surrogatepass"), digest_size=_SIZE).digest())
            count += 1
            yield row
        self._sum += total
        self._rows += count

    def sha256(self) -> str:
        """Return the digest of all that came."""
        return sha256(f"{self._rows}:{self._sum % (1 << 8 * _SIZE):x}".encode()).hexdigest()
