"""Give the actors that the text leaves without a country the one that the article is at home in, where that is sure."""

from __future__ import annotations

from flows.extract.actors.agency import takes_part
from flows.extract.actors.belonging import home_country
from flows.extract.actors.drafts import Book, Draft

_DOMESTIC = 0.8  # share of the evidence for one country from which on an article is taken to know no other
_WORLDWIDE = frozenset({"international", "world", "global", "united"})
_STATE_ROLES = frozenset({"head_of_state", "head_of_government", "minister", "legislator", "military", "official"})


def complete_countries(book: Book) -> None:
    """Give persons of a state's office without a stated country the country that the article is at home in.

    Where the article knows hardly another country, all its acting persons and bodies without one are taken to be of
    it. Who belongs to an organisation has the organisation's country or none.
    """
    home = home_country(book)
    only = home_country(book, least_share=_DOMESTIC)
    acting = {draft for mention in book.mentions if takes_part(mention.head) for draft in mention.drafts}
    for draft in book.drafts:
        if draft.iso3 is None and draft.body is not None:
            draft.iso3 = _country_of_body(book, draft.body)
        if draft.iso3 is not None or draft.is_known or draft.body is not None:
            continue
        if draft.actor_type == "person" and draft.role in _STATE_ROLES:
            draft.iso3 = home
            draft.is_guessed = home is not None
        elif _is_of_home(draft, is_acting=draft in acting):
            draft.iso3 = only
            draft.is_guessed = True


def _is_of_home(draft: Draft, *, is_acting: bool) -> bool:
    """Tell whether an actor of a domestic article is of its country: its people, its bodies, "the opposition"."""
    if draft.actor_type == "organisation":
        return not _WORLDWIDE & set(draft.name.lower().split())
    if draft.actor_type == "person":
        return is_acting or draft.role is not None
    if draft.noun is None or draft.is_specific:
        return False
    return draft.noun.kind == "collective" or (draft.noun.kind == "actors" and draft.role in _STATE_ROLES)


def _country_of_body(book: Book, body: str) -> str | None:
    """Return the country of the organisation that a title names, where the article names it too."""
    for draft in book.drafts:
        if draft.actor_type == "organisation" and body.lower() in (draft.name.lower(), _initials(draft.name)):
            return draft.iso3
    return None


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper()).lower()
