"""Who pays a sum and who is paid, where the syntax of its clause says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flows.extract.actors import Actors
from flows.reference.payment_verbs import load_payment_verbs
from flows.schema.figures import FinancialFigure
from flows.schema.span import Span
from flows.text.document import Document, Token
from flows.text.language import lemma_of

# What joins an amount to the verb that moves it: gave $5m, gave a loan of $5m, gave a $5m loan, gave $5m in aid.
_BELOW_VERB = frozenset(
    ("dobj", "nsubjpass", "pobj", "prep", "nmod", "quantmod", "nummod", "compound", "amod", "appos", "oprd")
)
_CLAUSES_SHARING_SUBJECT = frozenset(("xcomp", "conj", "ccomp", "advcl"))
_RELATIVE = frozenset(("WDT", "WP"))
_HIGHEST_STEPS = 6


def with_parties(document: Document, figures: Sequence[FinancialFigure], actors: Actors) -> tuple[FinancialFigure, ...]:
    """Give each sum of money the actor who pays it and the one who is paid; a restated sum has those of the first."""
    parties: dict[str, tuple[str | None, str | None]] = {}
    placed = []
    for figure in figures:
        if figure.conversion_of is not None:
            found = parties.get(figure.conversion_of, (None, None))
        else:
            found = _parties_of(document, figure, actors) if figure.kind == "money" else (None, None)
        parties[figure.figure_id] = found
        payer, payee = found
        placed.append(replace(figure, payer_actor_id=payer, payee_actor_id=payee) if payer or payee else figure)
    return tuple(placed)


def _parties_of(document: Document, figure: FinancialFigure, actors: Actors) -> tuple[str | None, str | None]:
    verb = _verb_of(document, Span(figure.char_start, figure.char_end))
    side = load_payment_verbs().get(lemma_of(verb)) if verb is not None else None
    if verb is None or side is None:
        return None, None
    subject = _actor(_agent(verb), actors)
    if side == "payee":
        return _actor(_prepositional(verb, figure, "from"), actors), subject
    receiver = next((child for child in verb.children if child.dep_ == "dative" and child.tag_ != "IN"), None)
    return subject, _actor(receiver or _prepositional(verb, figure, "to"), actors)


def _verb_of(document: Document, span: Span) -> Token | None:
    """Return the verb whose object or passive subject the amount belongs to."""
    tokens = [token for token in document.tokens_in(span) if not token.is_space]
    if not tokens:
        return None
    inside = {token.i for token in tokens}
    token = next((token for token in tokens if token.head.i not in inside), tokens[-1])
    for _ in range(_HIGHEST_STEPS):
        if token.dep_ not in _BELOW_VERB or (token.dep_ == "prep" and token.lower_ not in ("of", "with", "in")):
            return None
        token = token.head
        if token.tag_.startswith("VB"):
            return token
    return None


def _agent(verb: Token) -> Token | None:
    """Return who does what a verb says: its subject, "by" whom in the passive, or the subject that it shares."""
    for _ in range(_HIGHEST_STEPS):
        if any(child.dep_ == "nsubjpass" for child in verb.children):
            by = next((child for child in verb.children if child.dep_ == "agent"), None)
            return next((child for child in by.children if child.dep_ == "pobj"), None) if by is not None else None
        subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
        if subject is not None:
            return subject
        if verb.dep_ not in _CLAUSES_SHARING_SUBJECT or verb.head is verb:
            return None
        verb = verb.head
    return None


def _prepositional(verb: Token, figure: FinancialFigure, preposition: str) -> Token | None:
    """Return the object of a preposition that hangs on the verb, or on the amount's phrase behind it."""
    for child in (*verb.children, *_behind(verb, figure)):
        if child.lower_ == preposition and child.dep_ in ("prep", "dative"):
            return next((token for token in child.children if token.dep_ == "pobj"), None)
    return None


def _behind(verb: Token, figure: FinancialFigure) -> Iterator[Token]:
    """Yield the prepositions of the object that holds the amount."""
    for child in verb.children:
        if child.dep_ == "dobj" and child.left_edge.idx <= figure.char_start <= child.right_edge.idx:
            yield from (token for token in child.subtree if token.idx > figure.char_start)


def _actor(head: Token | None, actors: Actors) -> str | None:
    """Return the one actor whom a noun phrase denotes; None where it is nobody known, or several."""
    if head is None:
        return None
    if head.tag_ in _RELATIVE and head.head.dep_ == "relcl":
        head = head.head.head
        found = actors.best_for(Span(head.left_edge.idx, head.idx + len(head)))
    else:
        found = actors.best_for(Span(head.left_edge.idx, head.right_edge.idx + len(head.right_edge)))
    return found[0] if len(found) == 1 else None
