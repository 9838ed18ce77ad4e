"""The progress bar of a run: on stderr, and only where somebody watches."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn


class Bar:
    """Counts articles; silent when there is no terminal."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._task = progress.add_task("reading", total=None) if progress else None

    def stage(self, name: str) -> None:
        """Say what is being done now."""
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, description=name)

    def advance(self, n_articles: int, *, of: int | None = None) -> None:
        """Say that so many more articles are done, and of how many in all once that is known."""
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, advance=n_articles, total=of)


@contextmanager
def progress_bar(*, is_shown: bool = True) -> Iterator[Bar]:
    """Show a bar while the block runs, and take it away at its end."""
    console = Console(file=sys.stderr)
    if not is_shown or not console.is_terminal or console.is_dumb_terminal:
        yield Bar(None)
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        yield Bar(progress)
