"""What the dependency tree says of one verb or noun: its subjects, objects, modals, negation and governor.

Every function reads spaCy's labels (ClearNLP scheme) and corrects for the ways in which news style misleads the parser.
"""

from __future__ import annotations

from collections.abc import Iterator

from flows.reference.commitment_words import words
from flows.text.document import Token
from flows.text.language import lemma_of

SUBJECTS = {"nsubj", "nsubjpass", "csubj", "csubjpass"}
CLAUSES = {"xcomp", "ccomp", "pcomp", "acl", "relcl", "advcl", "conj"}
_NEGATIONS = {"not", "n't", "n’t", "never", "neither", "nor"}
_RELATIVE = {"that", "which", "who", "whom"}


def coarse_pos(token: Token) -> str:
    """Return verb, noun or adjective by the token's Penn tag; anything else is other."""
    tag = token.tag_
    if tag.startswith("VB"):
        return "verb"
    if tag.startswith("NN"):
        return "noun"
    return "adjective" if tag.startswith("JJ") else "other"


def is_passive(verb: Token) -> bool:
    """Tell whether the verb's subject is what the verb is done to."""
    if verb.tag_ not in ("VBN", "VBD"):
        return False
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return True
    if verb.dep_ == "conj" and coarse_pos(verb.head) == "verb" and not _own_subjects(verb):
        return verb.tag_ == "VBN" and not any(child.dep_ == "aux" for child in verb.children) and is_passive(verb.head)
    return verb.dep_ in ("acl", "amod") and verb.tag_ == "VBN"


def subjects(verb: Token) -> list[Token]:
    """Return the heads of the phrases that are the verb's subject, its own or the one that syntax lends it."""
    own = _own_subjects(verb)
    if own:
        return own
    head = verb.head
    if head is verb:
        return []
    if verb.dep_ in ("conj", "prep") and coarse_pos(head) in ("verb", "adjective"):
        if head.dep_ == "relcl" and head.head.dep_ == "ROOT" and coarse_pos(head.head) == "noun":
            # "X, whose role was criticised, handed over": the main verb taken for a second
            return coordinated(head.head)
        return subjects(head)
    if is_headline_promise(verb):
        return coordinated(head if head.dep_ == "ROOT" else head.head)
    if verb.dep_ == "csubj":  # "X said sending troops was no option"
        return subjects(head.head) if head.dep_ == "ccomp" else []
    if verb.dep_ == "advcl" and verb.tag_ == "VBG":
        return subjects(head)  # "X told Y, promising tanks": X promises
    if verb.dep_ in ("xcomp", "ccomp", "advcl", "acomp", "oprd"):
        return _lent_by(head, verb)
    if verb.dep_ == "pcomp":
        return _lent_over_preposition(verb)
    if verb.dep_ in ("acl", "relcl") and verb.tag_ in ("VBG", "VB"):
        own = possessors(head) or _names_before(head) or (_owners_after(head) if is_infinitive(verb) else [])
        return own or _lent_by(governing_verb(head) or head, verb)
    return []


def _lent_over_preposition(gerund: Token) -> list[Token]:
    """Return who does what a preposition joins: "its decision on sending", "apart from sending"."""
    governor = gerund.head.head
    if coarse_pos(governor) == "other":  # "apart from sending", "as well as training"
        governor = governing_verb(governor) or governor
    if coarse_pos(governor) != "noun":
        return _lent_by(governor, gerund)
    above = governing_verb(governor)
    return possessors(governor) or (subjects(above) if above is not None else [])


def is_headline_promise(verb: Token) -> bool:
    """Tell whether an infinitive is all that a sentence says of a name: "UK and Denmark to fund missiles"."""
    head = verb.head
    if verb.tag_ != "VB" or not is_infinitive(verb):
        return False
    if verb.dep_ == "advcl":  # "Chad to send troops": the tagger takes the name for a verb
        return head.dep_ == "ROOT" and head.is_sent_start is True and head.tag_ == "VB" and head.nbor().lower_ == "to"
    if verb.dep_ not in ("acl", "relcl"):
        return False
    first = head.head if head.dep_ == "conj" else head
    return first.dep_ == "ROOT" and first.tag_ in ("NNP", "NNPS", "NNS")


def _owners_after(noun: Token) -> list[Token]:
    """Return the names behind a noun that is a decision or plan: "the readiness of the US to send troops"."""
    phrases = (child for child in noun.children if child.dep_ == "prep" and child.lower_ == "of")
    return [name for phrase in phrases for name in phrase.children if name.tag_.startswith("NNP")]


def _names_before(noun: Token) -> list[Token]:
    """Return the capitalised words before a noun that is a decision or plan: "the UK decision to cut aid"."""
    return [
        child
        for child in noun.children
        if child.dep_ in ("compound", "nmod", "amod") and child.i < noun.i and child.text[:1].isupper() and child.i > 0
    ]


def governing_verb(token: Token) -> Token | None:
    """Return the nearest verb above a token."""
    for above in token.ancestors:
        if coarse_pos(above) == "verb":
            return above
    return None


def agents(verb: Token) -> list[Token]:
    """Return the heads of a passive verb's "by" phrase."""
    found = []
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            for grandchild in child.children:
                if grandchild.dep_ == "pobj":
                    found.extend(coordinated(grandchild))
    return found


def possessors(noun: Token) -> list[Token]:
    """Return the heads of the phrases that own a noun: "the UK's pledge", "an offer from the G7"."""
    found: list[Token] = []
    for child in noun.children:
        if child.dep_ == "poss":
            found.extend(coordinated(child))
        elif child.dep_ in ("prep", "agent") and child.lower_ in ("from", "by"):
            for grandchild in child.children:
                if grandchild.dep_ == "pobj":
                    found.extend(coordinated(grandchild))
    return found


def objects(verb: Token, *prepositions: str) -> list[Token]:
    """Return the heads of the verb's objects, or those of the prepositions that are named."""
    found: list[Token] = []
    for child in verb.children:
        if prepositions:
            if child.dep_ in ("prep", "dative", "mark", "prt") and child.lower_ in prepositions:
                found.extend(g for g in child.children if g.dep_ in ("pobj", "pcomp"))
        elif child.dep_ in ("dobj", "dative", "attr", "oprd") and child.tag_ not in ("IN", "TO"):
            found.append(child)
    return found


def coordinated(token: Token) -> list[Token]:
    """Return a noun with those that are joined to it by "and" or commas."""
    called = [child for child in token.children if child.dep_ == "appos"]
    conjuncts = (other for noun in (token, *called) for other in noun.conjuncts)
    joined = [other for other in conjuncts if other.i > token.i and other not in called]
    listed = [other for other in called if any(child.dep_ == "conj" for child in other.children)]  # "A, B and C"
    return [token, *listed, *joined]


def auxiliaries(verb: Token) -> list[Token]:
    """Return the verb's auxiliaries, those of the verb that it is joined to when it has none and no subject."""
    own = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    is_joined = verb.dep_ == "conj" and coarse_pos(verb.head) == "verb" and not _own_subjects(verb)
    if not own and is_joined and (verb.tag_ in ("VB", "VBN", "VBG") or verb.tag_ == verb.head.tag_):
        return auxiliaries(verb.head)
    return own


def modal_of(verb: Token) -> str | None:
    """Return the verb's modal in its full form (will, would, can, could, may, might, must, should, ought)."""
    for aux in auxiliaries(verb):
        if aux.tag_ == "MD":
            return lemma_of(aux)
    return None


def is_negated(token: Token, *, besides: Token | None = None) -> bool:
    """Tell whether the token's clause is negated, by an adverb on it or a "no" on its object or subject.

    A "no" on the child `besides` does not count.
    """
    for child in token.children:
        if child == besides:
            continue
        if child.dep_ == "neg" or child.lower_ in _NEGATIONS:
            return True
        if child.dep_ in ("aux", "auxpass") and any(g.dep_ == "neg" for g in child.children):
            return True
        if child.dep_ in ("dobj", "attr", "nsubj", "nsubjpass", "det", "expl") and _has_no(child):
            return True
    if token.dep_ == "conj" and coarse_pos(token) == "verb" and not _own_subjects(token):
        return coarse_pos(token.head) == "verb" and is_negated(token.head)
    return False


def has_adverb(token: Token, *words: str) -> bool:
    """Tell whether one of the words modifies the token as an adverb."""
    return any(child.lower_ in words for child in token.children if child.dep_ in ("advmod", "npadvmod", "neg"))


def is_no_longer(verb: Token) -> bool:
    """Tell whether what a verb says was so and has ended: "no longer sends", "will not send any longer"."""
    spans = (verb.doc[child.left_edge.i : child.i + 1] for child in verb.children if child.dep_ == "advmod")
    return any(span.text.lower() in ("no longer", "any longer", "anymore", "any more") for span in spans)


def is_infinitive(verb: Token) -> bool:
    """Tell whether the verb has a "to" of its own or of the verb that it is joined to."""
    return verb.tag_ in ("VB", "VBN") and any(aux.tag_ == "TO" for aux in auxiliaries(verb))


def noun_phrase(head: Token) -> tuple[Token, Token]:
    """Return the first and last token of a noun with the words before it and an "of" phrase behind it."""
    first = last = head
    for child in head.children:
        if child.i < head.i and child.dep_ in (
            "compound",
            "amod",
            "nmod",
            "nummod",
            "poss",
            "det",
            "quantmod",
            "advmod",
        ):
            first = min(first, child.left_edge, key=lambda token: token.i)
    return first, last


def _own_subjects(verb: Token) -> list[Token]:
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            if child.tag_ == "VBG" and (inner := [c for c in child.children if c.dep_ == "nsubj"]):
                return coordinated(inner[0])  # "countries meeting in Brussels promised": the parser's gerund
            if child.lower_ in _RELATIVE and child.tag_ in ("WDT", "WP", "IN", "DT") and verb.dep_ == "relcl":
                named = [noun for noun in coordinated(verb.head) if noun.i < verb.i]
                return named[-1:] if verb.tag_ == "VBZ" else named  # "Brussels and Ankara, which hosts"
            return coordinated(child)
    return []


def _lent_by(governor: Token, verb: Token) -> list[Token]:
    if coarse_pos(governor) == "verb" and lemma_of(governor) in words("object_control"):
        wanted = objects(governor, "on", "upon", "for") if lemma_of(governor) == "call" else objects(governor)
        lent = [o for o in wanted if o.i < verb.i and coarse_pos(o) in ("noun", "other")]
        if lent:
            return [token for head in lent for token in coordinated(head)]
    return subjects(governor) if governor is not verb else []


def _has_no(noun: Token) -> bool:
    return noun.lower_ in ("no", "none", "nobody", "neither") or any(
        child.lower_ in ("no", "neither") and child.dep_ == "det" for child in noun.children
    )


def ancestors_with_self(token: Token) -> Iterator[Token]:
    """Yield the token, then what governs it, up to the root."""
    yield token
    yield from token.ancestors
