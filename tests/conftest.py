"""What many tests share: the seed article."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "seeds" / "000_46b065948b64ce20.txt"


@pytest.fixture(scope="session")
def seed_text() -> str:
    """Return the text of the seed article."""
    return SEED.read_text("utf-8")
