"""Which rows of a list column hold a hash."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc


class HashIndex:
    """The rows of a column of lists of 64-bit hashes, found by one of the hashes."""

    def __init__(self, table: pa.Table, name: str) -> None:
        lists = table.column(name)
        hashes = pc.list_flatten(lists).to_numpy()
        rows = np.repeat(np.arange(len(table), dtype=np.int32), pc.list_value_length(lists).to_numpy())
        order = np.argsort(hashes)
        self._hashes: npt.NDArray[np.int64] = hashes[order]
        self._rows: npt.NDArray[np.int32] = rows[order]

    def __contains__(self, hashed: int) -> bool:
        at = np.searchsorted(self._hashes, hashed)
        return bool(at < len(self._hashes) and self._hashes[at] == hashed)

    def rows(self, hashes: Sequence[int]) -> npt.NDArray[np.int32]:
        """Return the numbers of the rows that hold one of some hashes, each once, in order."""
        sought = np.array(hashes, dtype=np.int64)
        starts = np.searchsorted(self._hashes, sought, side="left")
        ends = np.searchsorted(self._hashes, sought, side="right")
        parts = [self._rows[start:end] for start, end in zip(starts, ends, strict=True) if end > start]
        return np.unique(np.concatenate(parts)) if parts else np.array([], dtype=np.int32)
