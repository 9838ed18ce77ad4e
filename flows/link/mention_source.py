"""The mentions of all articles, built from their tables when they are asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import pyarrow as pa

from flows.link.arrow_rows import RowsByKey, column, rows_of
from flows.link.decisions import Decisions
from flows.link.figures import FIGURE_COLUMNS, Figures
from flows.link.mentions import COMMITMENT_COLUMNS, ArticleFacts, Mention, donor_key, read_mentions
from flows.link.money import Rates

DONOR_COLUMNS = ("commitment_id", "donor_iso3", "donor_named", "donor_actor_id", "donor_text")


class MentionSource:
    """Whole tables as `link_commitments` takes them, and the mentions in them as analysts have corrected them."""

    def __init__(
        self,
        commitments: pa.Table,
        *,
        articles: pa.Table,
        figures: pa.Table,
        actor_links: pa.Table,
        rates: pa.Table,
        decided: Decisions,
    ) -> None:
        self._commitments, self._figures, self._decided = commitments, figures, decided
        self._rates = Rates.from_rows(
            zip(*(column(rates, name) for name in ("currency", "rate_date", "per_eur")), strict=True)
        )
        self._entities = dict(zip(column(actor_links, "actor_id"), column(actor_links, "entity_id"), strict=True))
        names = ("article_id", "published_date", "duplicate_of")
        self._articles: Mapping[str, ArticleFacts] = {
            article_id: (published, original)
            for article_id, published, original in zip(*(column(articles, name) for name in names), strict=True)
        }
        self._rows: RowsByKey | None = None
        self._figures_of: RowsByKey | None = None
        self._known: dict[str, Mention | None] = {}

    def all(self) -> list[Mention]:
        """Return all mentions that a ledger entry can have, in ledger order."""
        figures = Figures(rows_of(self._figures, FIGURE_COLUMNS), self._rates)
        rows = self._decided.correct(rows_of(self._commitments, COMMITMENT_COLUMNS))
        return read_mentions(rows, articles=self._articles, figures=figures, entities=self._entities)

    def get(self, commitment_ids: Iterable[str]) -> list[Mention]:
        """Return some mentions in ledger order; those that no entry can have, or that are not there, are missing."""
        wanted = list(commitment_ids)
        unknown = [one for one in wanted if one not in self._known]
        if unknown:
            self._known |= dict.fromkeys(unknown) | {mention.commitment_id: mention for mention in self._read(unknown)}
        found = [mention for one in wanted if (mention := self._known[one]) is not None]
        found.sort(key=lambda mention: mention.order)
        return found

    def donors(self, commitment_ids: Iterable[str]) -> dict[str, str]:
        """Return the keys of the donors of some mentions by commitment_id."""
        rows = self._decided.correct(self._by_id().rows(commitment_ids, DONOR_COLUMNS))
        return {row["commitment_id"]: donor_key(row, self._entities) for row in rows}

    def _read(self, commitment_ids: Collection[str]) -> list[Mention]:
        rows = list(self._decided.correct(self._by_id().rows(commitment_ids, COMMITMENT_COLUMNS)))
        if self._figures_of is None:
            self._figures_of = RowsByKey(self._figures, "article_id")
        of_articles = self._figures_of.rows(dict.fromkeys(row["article_id"] for row in rows), FIGURE_COLUMNS)
        return read_mentions(
            rows, articles=self._articles, figures=Figures(of_articles, self._rates), entities=self._entities
        )

    def _by_id(self) -> RowsByKey:
        if self._rows is None:
            self._rows = RowsByKey(self._commitments, "commitment_id")
        return self._rows
