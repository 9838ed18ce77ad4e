"""What an article is about as a whole: help for others or home affairs, and which country most of all.

What is told in short ("Brazil declined", "more money is needed") is help only in an article about help; a subsidy in
an article that knows one country is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from flows.extract.actors import Actors
from flows.extract.commitments.beneficiaries import LACKS_RECEIVER
from flows.extract.commitments.finding import Finding
from flows.extract.commitments.receiver import Parts, main_receiver
from flows.reference.commitment_words import words
from flows.text.document import Document
from flows.text.language import lemma_of

_WORD = re.compile(r"[a-z]+")
# From so many mentions of countries on, an article that hardly names another one is taken to be about home affairs.
_ENOUGH = 5
_DOMESTIC = 0.85
# An article that tells so often of help in full is about help.
_TOLD_IN_FULL = 2
# So many words for "us" outside quotes are no slip.
_OURSELVES = {"we", "us", "our", "ours"}
_OWN_ENOUGH = 2
# What states also do for themselves.
_FOR_ONESELF = {"deploy", "mobilise", "mobilize", "move", "spend", "station"}


def is_about_help(document: Document, actors: Actors, judged: Sequence[tuple[Finding, str | None]]) -> bool:
    """Tell whether enough acts, each with the objection to it, are told in full, or would be if they had a receiver."""
    told = sum(reason is None for _, reason in judged)
    return told >= _TOLD_IN_FULL or _give_many(judged) or _gives_to_one(document, actors, judged, told)


def _gives_to_one(document: Document, actors: Actors, judged: Sequence[tuple[Finding, str | None]], told: int) -> bool:
    """Tell whether one state gives what only lacks a receiver, in an article that opens with another country."""
    givers = Counter(p.iso3 for finding in _lacking(judged) for p in finding.donors if p.iso3 and p.span is not None)
    if not givers or max(givers.values()) + told < _TOLD_IN_FULL or not (told or is_own_text(document)):
        return False
    others = {p.iso3 for finding, _ in judged for p in finding.donors if p.span is not None}
    return main_receiver(document, actors, Parts(Counter(), givers, givers)) not in {None, *others}


def is_own_text(document: Document) -> bool:
    """Tell whether a text speaks of "us" outside its quotes: a release by whoever acts in it."""
    ours = (token for token in document.doc if token.lower_ in _OURSELVES)
    return sum(document.quote_at(token.idx) is None for token in ours) >= _OWN_ENOUGH


def home_of(mentions: Counter[str | None]) -> str | None:
    """Return the country named most often, in an article that names countries often enough; else None."""
    return mentions.most_common(1)[0][0] if sum(mentions.values()) >= _ENOUGH else None


def is_about_home(text: str, mentions: Counter[str | None], home: str | None, told: Sequence[Finding]) -> bool:
    """Tell whether an article hardly names another country than its home, nor help from elsewhere."""
    helpers = [p for finding in told for p in finding.donors if p.span and p.iso3 != home]
    is_helped = len([p for p in helpers if p.iso3 or p.is_public_body]) >= _TOLD_IN_FULL
    is_alone = home is not None and mentions[home] >= _DOMESTIC * sum(mentions.values())
    return is_alone and not is_helped and not _looks_abroad(text)


def _give_many(judged: Sequence[tuple[Finding, str | None]]) -> bool:
    """Tell whether several states give what only lacks a receiver: whatever they give then goes to somebody else."""
    donors = [p for finding in _lacking(judged) for p in finding.donors if p.span is not None and not p.is_private_body]
    return len({p.iso3 for p in donors if p.iso3}) >= _TOLD_IN_FULL


def _lacking(judged: Sequence[tuple[Finding, str | None]]) -> list[Finding]:
    """Return the acts that would be help if somebody else received it."""
    lacking = [finding for finding, reason in judged if reason in LACKS_RECEIVER and finding.act.is_in_full]
    return [finding for finding in lacking if lemma_of(finding.act.core) not in _FOR_ONESELF]


def _looks_abroad(text: str) -> bool:
    """Tell whether an article often names a region of the world: it is then not about home affairs."""
    return sum(word in words("foreign_region") for word in _WORD.findall(text.lower())) >= _ENOUGH
