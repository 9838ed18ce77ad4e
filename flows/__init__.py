"""Pledgebook: news articles in, tables of who said what and who promised what to whom out.

import flows
flows.open_warehouse("warehouse").sql("FROM commitments_by_country").df()
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flows.warehouse.query import open_warehouse

__all__ = ["open_warehouse"]


def __getattr__(name: str) -> Any:
    """Import `open_warehouse` when it is first asked for, so that `import flows` costs nothing."""
    if name == "open_warehouse":
        from flows.warehouse.query import open_warehouse

        return open_warehouse
    raise AttributeError(f"module 'flows' has no attribute {name!r}")
