"""Which actors of an article are worth a row: those that speak, give, receive, are asked or act; not venues."""

from __future__ import annotations

from collections.abc import Sequence

from flows.extract.actors.agency import governor, is_subject, takes_part
from flows.extract.actors.drafts import Book, Draft, Mention
from flows.reference.name_words import inert_nouns
from flows.reference.reporting_verbs import load_reporting_verbs
from flows.text.document import Token

_REPORTS = frozenset({"report", "reporting", "story", "article"})
_NEEDS_NAME = frozenset({"members", "representatives", "participants", "groups", "institutions"})
_IDLE_VERBS = frozenset({
    "be", "is", "are", "was", "were", "been", "being", "has", "have", "had", "having", "include", "includes",
    "included",
})  # fmt: skip


def listed_drafts(book: Book) -> list[Draft]:
    """Return the drafts worth a row, in the order in which the article mentions them first."""
    mentions: dict[int, list[Mention]] = {}
    drafts: dict[int, Draft] = {}
    for mention in book.mentions:
        for draft in mention.drafts:
            drafts.setdefault(id(draft), draft)
            mentions.setdefault(id(draft), []).append(mention)
    return [draft for key, draft in drafts.items() if _is_worth_a_row(draft, mentions[key])]


def _is_worth_a_row(draft: Draft, mentions: Sequence[Mention]) -> bool:
    if any(_speaks(mention) for mention in mentions):
        return True
    if draft.actor_type == "group":
        return _group_acts(draft, mentions)
    if draft.actor_type != "country" and all(_is_furniture(mention.head) for mention in mentions):
        return False
    if draft.actor_type == "person" and not draft.is_named:
        return any(is_subject(mention.head) for mention in mentions)
    if draft.actor_type == "person":
        return draft.role is not None or draft.iso3 is not None or any(takes_part(m.head) for m in mentions)
    if draft.actor_type == "country":
        return not all(_is_of_thing(mention) for mention in mentions)
    return True


def _is_furniture(token: Token) -> bool:
    """Tell whether a name only stands in a credit: "(Photo by X/Agency)", "X contributed to this report"."""
    token = governor(token)
    if token.dep_ in ("ROOT", "dep", "npadvmod", "punct", "ccomp", "nmod"):
        return token.tag_[:3] == "NNP" and (token.dep_ != "nmod" or token.head.dep_ == "ROOT")
    if token.dep_ == "nsubj" and token.head.lower_ == "contributed":
        return any(word.lower_ in _REPORTS for word in token.head.subtree)
    return False


def _is_of_thing(mention: Mention) -> bool:
    """Tell whether a country only tells where a thing is from ("the Jordan border"), not whose people act."""
    if mention.mention_type != "adjectival" or mention.head.dep_ not in ("amod", "compound", "nmod"):
        return False
    return mention.head.head.lower_ in inert_nouns()


def _group_acts(draft: Draft, mentions: Sequence[Mention]) -> bool:
    """Tell whether a described group does something; bare "people", "troops" and counted crowds only suffer it."""
    acts = any(_acts(mention) for mention in mentions)
    takes = acts or any(takes_part(mention.head) for mention in mentions)
    noun = draft.noun
    if noun is None:  # a region
        return acts or any(m.head.dep_ in ("dobj", "dative", "poss") for m in mentions)
    if noun.kind == "states":
        return acts or (takes and (draft.is_specific or draft.is_modified))
    if draft.is_counted and not draft.is_specific:
        return False
    if noun.noun in _NEEDS_NAME and not draft.is_specific:
        return False
    if noun.kind == "actors":
        return acts or (takes and (draft.is_specific or draft.is_modified))
    if noun.kind == "collective":
        return acts and (draft.is_specific or noun.role == "legislator")
    return takes and draft.is_specific and (acts or noun.role != "military")


def _acts(mention: Mention) -> bool:
    """Tell whether a mention is the subject of more than "have" or "include"; "are ready to help" counts."""
    if not is_subject(mention.head):
        return False
    verb = governor(mention.head).head
    if verb.lower_ not in _IDLE_VERBS:
        return True
    return any(child.dep_ == "acomp" for child in verb.children)


def _speaks(mention: Mention) -> bool:
    """Tell whether a mention is the subject of a reporting verb or the source after "according to"."""
    token = governor(mention.head)
    if token.dep_ == "nsubj":
        return token.head.lower_ in load_reporting_verbs()
    return token.dep_ == "pobj" and token.head.lower_ == "to" and token.head.head.lower_ == "according"
