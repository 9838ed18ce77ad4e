"""The rows of the seed article, written by hand: a small warehouse whose every number can be checked by reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa

from flows.schema.actors import Actor, ActorLink, ActorMention, ArticleActor
from flows.schema.articles import ArticleRow, Run, Sentence
from flows.schema.commitments import Commitment, CommitmentLink
from flows.schema.figures import FinancialFigure, Quantity
from flows.schema.reference import RefBloc, RefCountry, RefFx, RefOffice
from flows.schema.span import Span
from flows.schema.statements import Statement
from flows.schema.tables import TABLES, to_arrow

ARTICLE = "seed"
DAY = date(2025, 3, 2)
NOW = datetime(2025, 3, 3, 6, 0, tzinfo=UTC)

# key: name, type, country, role, is_named, how the text says it first
ACTORS = {
    "starmer": ("Keir Starmer", "person", "GBR", "head_of_government", True, "Keir Starmer"),
    "macron": ("Emmanuel Macron", "person", "FRA", "head_of_state", True, "Emmanuel Macron"),
    "trump": ("Donald Trump", "person", "USA", "head_of_state", True, "Donald Trump"),
    "meloni": ("Giorgia Meloni", "person", "ITA", "head_of_government", True, "Giorgia Meloni"),
    "gbr": ("United Kingdom", "country", "GBR", None, True, "UK"),
    "fra": ("France", "country", "FRA", None, True, "France"),
    "usa": ("United States", "country", "USA", None, True, "US"),
    "ita": ("Italy", "country", "ITA", None, True, "Italian"),
    "ukr": ("Ukraine", "country", "UKR", None, True, "Ukraine"),
    "some": ("several countries", "group", None, None, False, "several countries"),
}

# key: speakers, their words, cue, base form, kind, content, quoted words, is_repeat
STATEMENTS = {
    "ready": (["starmer"], "he", "indicated", "indicate", "indirect",
              "several countries were ready to help defend any truce", None, False),
    "backing": (["starmer"], "The British prime minister", "called for", "call for", "indirect",
                "US backing to deter Russian President Vladimir Putin from violating any ceasefire", None, True),
    "must": (["starmer"], "Starmer", "told", "tell", "direct",
             ("Europe must do the heavy lifting, but to support peace in our continent, and to succeed, "
             "this effort must have strong US backing"), "same", False),
    "deploy": (["starmer", "macron"], "The UK premier", "have said", "say", "indirect",
               ("they are prepared to deploy British and French troops to Ukraine to help preserve the peace "
               "in the event an agreement is signed to end the war"), None, False),
    "part": (["starmer"], "Starmer", "said", "say", "direct",
             "A number of countries have indicated today that they want to be part of the plan that we are developing",
             "same", False),
    "basis": (["starmer"], "Starmer", "added", "add", "mixed",
              'discussions were on the basis "that it will have US backing"', "that it will have US backing", False),
    "agenda": (["meloni"], "Italian Prime Minister Giorgia Meloni", "saying", "say", "mixed",
               '"the presence of Italian troops in Ukraine at this stage has never been on the agenda"',
               "the presence of Italian troops in Ukraine at this stage has never been on the agenda", False),
    "deal": (["starmer"], "Starmer", "announced", "announce", "indirect",
             ("a deal allowing Ukraine to use £1.6 billion ($2 billion) of UK export finance to buy "
             "more than 5,000 air defence missiles"), None, False),
}  # fmt: skip

TROOPS = {"sector": "military", "item_class": "personnel"}
BACKING = {"sector": "political", "item_class": "security_guarantee", "recipient": None}
PEACE = {"sector": "political", "item_class": "peace_support", "recipient_basis": "inferred", "donor_named": False}
IN_THE_EVENT = "in the event an agreement is signed to end the war"

# statement, status, donor, words of the donor, cue, item, announcers, what else the row says
COMMITMENTS: list[tuple[str | None, str, str, str, str, str, list[str], dict[str, Any]]] = [
    ("deal", "committed", "gbr", "UK", "announced a deal", "air defence missiles", ["starmer"],
     {"sector": "military", "item_class": "weapons_ammunition", "instrument": "export_credit",
      "amount": Decimal(1_600_000_000), "currency": "GBP", "amount_qualifier": "exact", "amount_scope": "single",
      "quantity": Decimal(5000), "quantity_qualifier": "more_than", "specificity": "specific"}),
    ("deploy", "signalled", "gbr", "British", "prepared to deploy", "British and French troops",
     ["starmer", "macron"], {**TROOPS, "condition": IN_THE_EVENT}),
    ("deploy", "signalled", "fra", "French", "prepared to deploy", "British and French troops",
     ["starmer", "macron"], {**TROOPS, "condition": IN_THE_EVENT}),
    ("ready", "signalled", "some", "several countries", "were ready to", "help defend any truce", ["starmer"],
     {**PEACE, "source_basis": "relayed", "certainty": "probable"}),
    ("part", "signalled", "some", "A number of countries", "want to", "be part of the plan", ["starmer"],
     {**PEACE, "source_basis": "relayed", "certainty": "probable"}),
    ("backing", "requested", "usa", "US", "called for", "backing", ["starmer"],
     {**BACKING, "source_basis": "other", "is_repeat": True}),
    ("must", "requested", "usa", "US", "must have", "strong US backing", ["starmer"],
     {**BACKING, "source_basis": "other"}),
    (None, "not_committed", "usa", "US", "has yet to commit", "security guarantees", [],
     {**BACKING, "source_basis": "narrator"}),
    ("basis", "expected", "usa", "US", "will have", "US backing", ["starmer"],
     {**BACKING, "source_basis": "other", "certainty": "underspecified"}),
    ("agenda", "denied", "ita", "Italian", "has never been on the agenda", "Italian troops", ["meloni"],
     {**TROOPS, "certainty": "probable"}),
]  # fmt: skip


def seed_tables(text: str, *, extractor_version: str, run_id: str) -> dict[str, pa.Table]:
    """Return every table of the warehouse, in its schema."""
    sentences = _sentences(text)
    statements = {key: _statement(key, text, sentences) for key in STATEMENTS}
    figures = _figures(text, sentences, statements["deal"])
    missiles = _missiles(text, sentences)
    commitments = [_commitment(row, text, sentences, statements) for row in COMMITMENTS]
    commitments[0] = replace(commitments[0], figure_id=figures[0].figure_id, quantity_id=missiles.quantity_id)
    actors = [ArticleActor(ARTICLE, _actor_id(key), kind, name, country, role, named)  # type: ignore[arg-type]
              for key, (name, kind, country, role, named, _) in ACTORS.items()]  # fmt: skip
    records: dict[str, Iterable[Any]] = {
        "articles": [ArticleRow(ARTICLE, None, "seeds/seed.txt", (), None, DAY, "day", "LONDON", "en", text,
                                len(text.split()), len(text), None, NOW)],
        "sentences": sentences,
        "article_actors": actors,
        "actor_mentions": [_mention(key, text, sentences) for key in ACTORS],
        "statements": statements.values(),
        "financial_figures": figures,
        "quantities": [replace(missiles, commitment_id=commitments[0].commitment_id)],
        "commitments": commitments,
        "actors": [Actor(f"e-{a.actor_id}", a.actor_type, a.name, a.country_iso3, a.role, a.is_named, DAY, DAY, 1)
                   for a in actors],
        "actor_links": [ActorLink(a.actor_id, ARTICLE, f"e-{a.actor_id}", "name") for a in actors],
        "commitment_links": _links(commitments),
        "runs": [Run(run_id, NOW, NOW, ("seeds",), 1, 1, 0, "{}", "{}", "ref-1", date(2025, 2, 28))],
        "ref_countries": _countries(),
        "ref_fx": _rates(),
        "ref_offices": [RefOffice("Keir Starmer", "head_of_government", "GBR", None, date(2024, 7, 5), None)],
        "ref_blocs": [RefBloc("NATO", "GBR", date(1949, 4, 4), None)],
    }  # fmt: skip
    return {
        name: to_arrow(name, records.get(name, ()), extractor_version=extractor_version, run_id=run_id)
        for name in TABLES
    }


def _sentences(text: str) -> list[Sentence]:
    """Each line after the date line is one sentence; the dateline belongs to the first."""
    found = []
    start = text.index("\n") + 1
    for number, line in enumerate(text[start:].split("\n")):
        cut = line.find('." ') if number > 0 and '." ' in line else -1
        pieces = [line] if cut < 0 else [line[: cut + 2], line[cut + 3 :]]
        for piece in pieces:
            at = text.index(piece, start)
            found.append(Sentence(ARTICLE, f"{ARTICLE}.s{at}", at, at + len(piece), number, piece))
            start = at + len(piece)
    return found


def _sentence_of(words: str, text: str, sentences: list[Sentence]) -> Sentence:
    at = text.index(words)
    return next(one for one in sentences if one.char_start <= at < one.char_end)


def _within(sentence: Sentence, words: str) -> Span:
    at = sentence.char_start + sentence.text.index(words)
    return Span(at, at + len(words))


def _actor_id(key: str) -> str:
    return f"a-{key}"


def _mention(key: str, text: str, sentences: list[Sentence]) -> ActorMention:
    words = ACTORS[key][5]
    sentence = _sentence_of(words, text, sentences)
    span = _within(sentence, words)
    return ActorMention(ARTICLE, sentence.sentence_id, _actor_id(key), *span, words, "named", "name")


def _statement(key: str, text: str, sentences: list[Sentence]) -> Statement:
    speakers, speaker, cue, lemma, kind, content, quoted, is_repeat = STATEMENTS[key]
    sentence = _sentence_of(content, text, sentences)
    span = _within(sentence, content)
    quotes = () if quoted is None else (_within(sentence, content if quoted == "same" else quoted),)
    return Statement(
        article_id=ARTICLE, statement_id=f"{ARTICLE}.q{span.start}", sentence_id=sentence.sentence_id,
        kind=kind,  # type: ignore[arg-type]
        speaker_actor_ids=tuple(_actor_id(one) for one in speakers), speaker_text=speaker,
        speaker_spans=(_within(sentence, speaker),), cue_text=cue, cue_lemma=lemma, cue_class="say",
        cue_spans=(_within(sentence, cue),), is_negated=False, content=content, content_spans=(span,),
        quote_spans=quotes, addressee_actor_ids=(), addressee_text=None, stated_date=DAY, is_repeat=is_repeat,
        char_start=span.start, char_end=span.end, evidence=content, confidence=0.9, rule_id="hand",
    )  # fmt: skip


def _figures(text: str, sentences: list[Sentence], deal: Statement) -> list[FinancialFigure]:
    def figure(words: str, amount: int, low: int, high: int, currency: str, of: str | None) -> FinancialFigure:
        sentence = _sentence_of(words, text, sentences)
        span = _within(sentence, words)
        return FinancialFigure(
            ARTICLE, f"{ARTICLE}.f{span.start}", sentence.sentence_id, deal.statement_id, *span, words, "money",
            Decimal(amount), None, None, Decimal(low), Decimal(high), "exact", currency, "symbol", (), None, None,
            "conversion" if of else "commitment", of, None, None, "hand",
        )  # fmt: skip

    pounds = figure("£1.6 billion", 1_600_000_000, 1_550_000_000, 1_650_000_000, "GBP", None)
    dollars = figure("$2 billion", 2_000_000_000, 1_500_000_000, 2_500_000_000, "USD", pounds.figure_id)
    return [pounds, dollars]


def _missiles(text: str, sentences: list[Sentence]) -> Quantity:
    words = "more than 5,000 air defence missiles"
    sentence = _sentence_of(words, text, sentences)
    span = _within(sentence, words)
    return Quantity(
        ARTICLE, f"{ARTICLE}.n{span.start}", sentence.sentence_id, None, *span, words, Decimal(5000), Decimal(5000),
        None, "more_than", "air defence missiles", None, "weapons_ammunition", None, False,
    )  # fmt: skip


def _commitment(
    row: tuple[Any, ...], text: str, sentences: list[Sentence], statements: dict[str, Statement]
) -> Commitment:
    statement, status, donor, donor_text, cue, item, announcers, more = row
    sentence = _sentence_of(cue, text, sentences)
    cue_span, donor_span, item_span = (_within(sentence, words) for words in (cue, donor_text, item))
    condition = more.get("condition")
    condition_span = _within(sentence, condition) if condition else None
    values: dict[str, Any] = {
        "recipient": "UKR", "recipient_basis": "explicit", "certainty": "certain", "source_basis": "self",
        "is_repeat": False, "donor_named": True, "specificity": "general", "instrument": None, "amount": None,
        "currency": None, "amount_qualifier": None, "amount_scope": None, "quantity": None,
        "quantity_qualifier": None,
    } | more  # fmt: skip
    recipient = values["recipient"]
    return Commitment(
        commitment_id=f"{ARTICLE}.c{cue_span.start}.{item_span.start}.{donor}", article_id=ARTICLE,
        sentence_id=sentence.sentence_id, statement_id=statements[statement].statement_id if statement else None,
        status=status, conditional=condition is not None, condition_text=condition,
        condition_start=condition_span and condition_span.start, condition_end=condition_span and condition_span.end,
        condition_kind="agreement" if condition else None, certainty=values["certainty"], hedge_text=None,
        source_basis=values["source_basis"], is_repeat=values["is_repeat"], is_increment=False,
        donor_actor_id=_actor_id(donor), donor_iso3=ACTORS[donor][2], donor_text=donor_text,
        donor_start=donor_span.start, donor_end=donor_span.end, donor_named=values["donor_named"],
        recipient_actor_id=_actor_id("ukr") if recipient else None, recipient_iso3=recipient,
        recipient_text="Ukraine" if recipient else None, recipient_basis=values["recipient_basis"],
        sector=values["sector"], item_class=values["item_class"], item_text=item, item_start=item_span.start,
        item_end=item_span.end, quantity=values["quantity"], quantity_low=None, quantity_high=None,
        quantity_qualifier=values["quantity_qualifier"], unit=item if values["quantity"] else None, quantity_id=None,
        instrument=values["instrument"], amount=values["amount"], amount_low=None, amount_high=None,
        currency=values["currency"], amount_qualifier=values["amount_qualifier"],
        amount_scope=values["amount_scope"], figure_id=None, specificity=values["specificity"],
        announcement_date=DAY, period_start=None, period_end=None, parent_text=None, parent_relation=None,
        announcer_actor_ids=tuple(_actor_id(one) for one in announcers), cue_text=cue, cue_start=cue_span.start,
        cue_end=cue_span.end, char_start=sentence.char_start, char_end=sentence.char_end, evidence=sentence.text,
        iati_transaction_type=None, plover_event=None, confidence=0.9, rule_id="hand",
    )  # fmt: skip


def _links(commitments: list[Commitment]) -> list[CommitmentLink]:
    """Each act is an entry of its own, but the two mentions of unnamed countries, which are one."""
    links = []
    first: dict[str, str] = {}
    for one in commitments:
        is_act = one.status not in ("requested", "expected", "not_committed")
        entry = "l-some" if not one.donor_named else f"l-{one.commitment_id}"
        relation = None if not is_act else "repeat" if entry in first else "new"
        first.setdefault(entry, one.commitment_id)
        links.append(CommitmentLink(one.commitment_id, ARTICLE, entry if is_act else None, relation,
                                    None, None, None, None, None))  # fmt: skip
    return links


def _countries() -> list[RefCountry]:
    def country(iso3: str, name: str, *, eu: bool, gdp: int | None) -> RefCountry:
        worth = Decimal(gdp) if gdp else None
        year, share = (2021 if gdp else None), (50.0 if eu else None)
        return RefCountry(iso3, None, name, eu, None, None, iso3 != "UKR", None, worth, year, share)

    return [
        country("GBR", "United Kingdom", eu=False, gdp=3_100_000_000_000),
        country("FRA", "France", eu=True, gdp=3_000_000_000_000),
        country("ITA", "Italy", eu=True, gdp=2_000_000_000_000),
        country("USA", "United States", eu=False, gdp=23_000_000_000_000),
        country("UKR", "Ukraine", eu=False, gdp=None),
        country("EUE", "EU institutions", eu=False, gdp=None),
    ]


def _rates() -> list[RefFx]:
    """The European Central Bank's rates of the days around the article, which came out on a Sunday."""
    pounds = {date(2025, 2, 27): 0.82673, date(2025, 2, 28): 0.82608, date(2025, 3, 3): 0.8253}
    dollars = {date(2025, 2, 27): 1.0477, date(2025, 2, 28): 1.0411, date(2025, 3, 3): 1.0465}
    return [
        RefFx(currency, day, rate, "ECB")
        for currency, rates in (("GBP", pounds), ("USD", dollars))
        for day, rate in rates.items()
    ]
