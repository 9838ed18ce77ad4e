"""Which cue of the vocabulary a word is: by its base form, its kind and the particle that belongs to it."""

from __future__ import annotations

from flows.extract.commitments.syntax import coarse_pos
from flows.reference.commitment_cues import CommitmentCue
from flows.text.document import Token
from flows.text.language import lemma_of


def find_cue(token: Token, table: dict[tuple[str, str], tuple[CommitmentCue, ...]]) -> CommitmentCue | None:
    """Return the cue that the token is, with its particle when the cue has one.

    A participle may stand as an adjective ("is expected to") and the tagger may take a headline's verb for a noun.
    """
    pos = coarse_pos(token)
    if pos == "other" or lemma_of(token) == "be" or (token.lower_ == "including" and token.dep_ == "prep"):
        return None
    kinds = ("verb", "adjective") if pos == "verb" else ("adjective", "verb") if pos == "adjective" else (pos,)
    for kind in kinds:
        for lemma in dict.fromkeys((lemma_of(token), token.lower_)):
            for cue in table.get((lemma, kind), ()):
                if not cue.particle or _has_particle(token, cue.particle):
                    return cue
    return None


def _has_particle(token: Token, particle: str) -> bool:
    for child in token.children:
        if (
            child.lower_ == particle
            and not _is_limit(child)
            and not (particle == "for" and any(other.dep_ == "dobj" for other in token.children))
            and child.dep_
            in (
                "prt",
                "prep",
                "advmod",
                "mark",
                "aux",
                "agent",
                "dative",
                "acomp",
                "oprd",
                "ccomp",
            )
        ):
            return True
    if any(
        child.dep_ == "dobj" and any(below.lower_ == particle and below.i > child.i for below in child.subtree)
        for child in token.children
    ):
        return True  # "made $5m [available]": the parser hangs the word on the sum
    if " " in particle and any(_reads(child, particle) for child in token.children if child.dep_ == "prep"):
        return True  # "put aid [on hold]"
    followers = [follower.lower_ for follower in token.doc[token.i + 1 : token.i + 2 + particle.count(" ")]]
    return " ".join(followers) == particle and not _is_limit(token.nbor())


def _reads(head: Token, phrase: str) -> bool:
    """Tell whether a word and what hangs on it are a phrase."""
    bare = (token.lower_ for token in head.subtree if token.dep_ not in ("det", "poss", "case"))
    return " ".join(bare) == phrase.replace(" the ", " ")


def _is_limit(word: Token) -> bool:
    """Tell whether "up" belongs to a number behind it: "offered up to 2,000 soldiers"."""
    return word.lower_ == "up" and word.i + 1 < len(word.doc) and word.nbor().lower_ == "to"
