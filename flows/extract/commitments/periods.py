"""Which stretch of time a promise covers: "$3bn over three years", "will send trainers until the end of 2026"."""

from __future__ import annotations

from datetime import date

from flows.reference.periods import find_periods
from flows.schema.figures import FinancialFigure
from flows.schema.span import Span
from flows.text.document import Document


def period_of(
    document: Document, sentence: Span, cue: Span, figure: FinancialFigure | None
) -> tuple[date | None, date | None]:
    """Return first and last day of the period; None for an end that the text leaves open.

    A sum's own horizon decides. Otherwise it is the only stretch behind the cue that is not yet over.
    """
    published = document.article.published_date
    if figure is not None and figure.horizon:
        horizon = document.text.find(figure.horizon, figure.char_end, sentence.end)
        if horizon >= 0:
            found = next(find_periods(document.text, horizon, horizon + len(figure.horizon), published), None)
            return (found.first, found.last) if found else (None, None)
    ahead = [
        (period.first, period.last)
        for period in find_periods(document.text, cue.start, sentence.end, published)
        if published and period.last and period.last > published
    ]
    return ahead[0] if len(ahead) == 1 else (None, None)
