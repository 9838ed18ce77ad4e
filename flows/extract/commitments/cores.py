"""The word that tells what is done with a thing: the nearest verb or noun above it that takes things."""

from __future__ import annotations

from flows.extract.commitments import syntax
from flows.extract.commitments.cue_finding import find_cue
from flows.reference.commitment_cues import CommitmentCue, CommitmentCues
from flows.reference.commitment_words import words
from flows.text.document import Token
from flows.text.language import lemma_of

# Verbs whose active subject is the thing: "aid arrives", "support totals", "our assistance will help".
_THING_IS_SUBJECT = {"arrive", "amount", "support", "stay"}
# "aid stopped", "lending resumed": without an object the thing is the subject.
_MAY_HAPPEN = {"resume", "withdraw", "increase"}
# "between 80 and 100 vehicles", "over 500 troops" are counts, no prepositional phrases.
_ABOUT_A_NUMBER = {"between", "about", "around", "over", "under"}
# "brings the total to $3bn", "raised aid to $3bn"
_REACHES = {"bring", "amount", "increase"}
# "confirms $3bn spent on aid", "has missiles sent by allies": the nearer verb tells what was done.
_TOLD_ABOUT = {"announce", "have", "include", "amount", "consider"}
# "spend the sum that the UK announced", "pay with it": not by the one who gave it.
_USES = {"spend", "pay", "use"}
_NOUN_LINKS = {"compound", "amod", "nmod", "nummod", "quantmod", "poss", "prep", "pobj", "appos", "conj", "npadvmod"}
_NOUN_LINKS |= {"dep", "dobj", "attr", "oprd", "nsubj", "nsubjpass", "dative", "advmod", "acl", "relcl"}
_CLAUSE_LINKS = {"xcomp", "pcomp", "acl", "acomp"}
_MAX_CLIMB = 14
_WITHDRAWAL = CommitmentCue("leave", "verb", "", "withdraw")


def core_of(token: Token, things: set[int], cues: CommitmentCues) -> tuple[Token, CommitmentCue | None]:
    """Climb from a thing to the nearest word that takes things; the thing's own noun when there is none."""
    own = find_cue(token, cues.things) if syntax.coarse_pos(token) == "noun" else None
    if own and own.cue_class not in ("request", "increase"):
        return token, own
    below = token
    for _ in range(_MAX_CLIMB):
        above = below.head
        if above is below:
            break
        cue = find_cue(above, cues.things)
        if cue and cue.cue_class == "amount" and _measures(above, cues):
            below = above
            continue
        if cue and _are_leaving(above, below):
            return above, _WITHDRAWAL
        is_told_of = (cue is not None or lemma_of(above) == "be") and below.dep_ in ("nsubj", "nsubjpass")
        if is_told_of and (inner := _told_by_complement(above, cues)):
            return inner
        if cue and _takes(above, cue, below):
            is_alluded_to = cue.cue_class in _TOLD_ABOUT or lemma_of(above) in _USES or _is_gerund(above)
            told = _modifier_of(token, cues) if is_alluded_to else None
            return told or (above, cue)
        if told := _is_sum_of(above, below, cues):
            return told
        if not _may_climb(above, below, things):
            return (
                _handed_with(above, below, cues)
                or _called_for(above, below, cues)
                or _asked_for(above, below, cues)
                or _behind_object(above, below, cues)
                or _modifier_of(token, cues)
                or (token, None)
            )
        below = above
    return _modifier_of(token, cues) or (token, None)


def _are_leaving(verb: Token, people: Token) -> bool:
    """Tell whether people are said to leave a place, or to go home: "the last soldiers left Chad"."""
    if people.dep_ != "nsubj" or lemma_of(verb) != "leave":
        return False
    return any(place.tag_.startswith("NNP") or place.lower_ in ("country", "region") for place in syntax.objects(verb))


def _measures(verb: Token, cues: CommitmentCues) -> bool:
    """Tell whether a participle only says how much something is: "reschedule debt amounting to $5m"."""
    is_participle = (
        verb.tag_ == "VBG" and verb.dep_ in ("ccomp", "xcomp", "acl", "dobj") and not syntax.auxiliaries(verb)
    )
    return is_participle and find_cue(verb.head, cues.things) is not None


def _is_gerund(verb: Token) -> bool:
    """Tell whether a verb only names a matter: "problems in releasing the money promised to X"."""
    return verb.tag_ == "VBG" and verb.dep_ == "pcomp" and verb.head.lower_ in ("in", "about", "over")


def _is_sum_of(verb: Token, sum_: Token, cues: CommitmentCues) -> tuple[Token, CommitmentCue] | None:
    """Return the promise or gift whose sum is told: "Australia's commitment is now $41m"."""
    if lemma_of(verb) != "be" or sum_.dep_ not in ("attr", "npadvmod") or sum_.tag_ not in ("CD", "NNS"):
        return None
    for child in verb.children:
        cue = find_cue(child, cues.things) if child.dep_ == "nsubj" else None
        if cue is not None and cue.pos == "noun" and cue.cue_class in ("promise", "transfer", "offer", "allocate"):
            return child, cue
    return None


def _told_by_complement(verb: Token, cues: CommitmentCues) -> tuple[Token, CommitmentCue] | None:
    """Return what is done to a subject by an infinitive: "aid is set to be cut", "the loan is expected to be paid"."""
    for child in verb.children:
        cue = find_cue(child, cues.things) if child.dep_ == "xcomp" else None
        called = find_cue(child, cues.things) if child.dep_ == "attr" and child.tag_ == "NN" else None
        if called is not None and called.cue_class == "transfer":
            return child, called  # "the jets were a gift from Norway"
        is_passive = any(c.dep_ == "auxpass" for c in child.children)
        if cue is not None and (is_passive or (cue.cue_class in _MAY_HAPPEN and not syntax.objects(child))):
            return child, cue
    return None


def _called_for(verb: Token, subject: Token, cues: CommitmentCues) -> tuple[Token, CommitmentCue] | None:
    """Undo "called [for aid to reach X]": the parser takes the thing asked for as the subject of what it is for."""
    if subject.dep_ != "nsubj" or not any(child.dep_ == "mark" and child.lower_ == "for" for child in verb.children):
        return None
    governor = verb.head
    cue = find_cue(governor, cues.things) or next(
        (cue for cue in cues.things.get((lemma_of(governor), "verb"), ()) if cue.particle == "for"), None
    )
    return (governor, cue) if cue is not None and cue.cue_class in ("request", "expect") else None


def _handed_with(people: Token, below: Token, cues: CommitmentCues) -> tuple[Token, CommitmentCue] | None:
    """Undo "reached [people with food]": the parser hangs what is given on whoever gets it."""
    if below.lower_ != "with" or people.dep_ != "dobj":
        return None
    named = cues.things.get((lemma_of(people.head), "verb"), ())
    cue = next((cue for cue in named if cue.cue_class == "provide" and cue.particle in ("", "with")), None)
    return (people.head, cue) if cue is not None else None


def _asked_for(above: Token, below: Token, cues: CommitmentCues) -> tuple[Token, CommitmentCue] | None:
    """Find the request behind "appealed to X [for loans]", where the parser hangs the thing on whoever is asked."""
    verb = syntax.governing_verb(above)
    if below.lower_ != "for" or verb is None:
        return None
    requests = (cue for cue in cues.things.get((lemma_of(verb), "verb"), ()) if cue.cue_class == "request")
    cue = next(requests, None)
    return (verb, cue) if cue is not None else None


def _behind_object(verb: Token, below: Token, cues: CommitmentCues) -> tuple[Token, CommitmentCue] | None:
    """Undo "repeated its plea [for jets]": the parser hangs on the verb what belongs to the noun right before it."""
    noun = below.nbor(-1) if below.dep_ == "prep" and below.i else below
    cue = find_cue(noun, cues.things) if noun.head == verb and noun.dep_ == "dobj" else None
    return (noun, cue) if cue is not None and syntax.coarse_pos(noun) == "noun" and _takes(noun, cue, below) else None


def _modifier_of(token: Token, cues: CommitmentCues) -> tuple[Token, CommitmentCue] | None:
    """Return the verb of a clause that hangs on a thing: "the aid that the US has sent", "$3bn promised to Turkey"."""
    for child in token.children:
        if child.i < token.i or child.dep_ not in ("relcl", "acl"):
            continue
        cue = find_cue(child, cues.things)
        if cue is not None and cue.lemma in words("makes") and syntax.is_passive(child):
            continue  # "howitzers that will be built in Odessa": where they are made, not who gives them
        is_giver = child.tag_ == "VBG" and cue is not None and cue.cue_class in (*_TOLD_ABOUT, "transfer")
        if cue is not None and not (is_giver and lemma_of(child) not in words("carries")):
            return child, cue
    return None


# Prepositions behind a verb that do not lead to what is given: "cover to troops", "from stocks", "against missiles".
# Prepositions between two nouns across which the second is still what is given: "a package of aid", "$3bn in loans".
_OF_THE_SAME = {"of", "in", "worth", "as", "including"}
# After a noun that tells an act: "a contract for howitzers", "a deal on training".
_OF_THE_ACT = {*_OF_THE_SAME, "for", "with", "on"}
# Nouns that only measure or hold what follows: "a package of missiles" gives missiles, "the cost of food" no food.


def _takes(verb: Token, cue: CommitmentCue, below: Token) -> bool:
    if syntax.coarse_pos(verb) == "noun":
        return below.dep_ in _NOUN_LINKS and (below.dep_ != "prep" or below.lower_ in (*_OF_THE_ACT, cue.particle))
    if below.dep_ in ("nsubj", "csubj"):
        is_intransitive = cue.cue_class in _MAY_HAPPEN and not syntax.objects(verb) and not syntax.is_passive(verb)
        return (
            is_intransitive
            or cue.cue_class in _THING_IS_SUBJECT
            or (cue.cue_class == "provide" and below.tag_ in ("CD", "$") and not syntax.is_passive(verb))
            or (cue.pos == "adjective" and cue.cue_class in ("request", "expect"))
        )
    if below.dep_ in ("relcl", "advcl", "punct", "parataxis") or (cue.cue_class == "arrive" and below.dep_ == "dobj"):
        return False
    if below.dep_ == "prep" and below.lower_ in _ABOUT_A_NUMBER and _stands_before_number(below):
        return True
    if below.dep_ in ("prep", "agent", "advmod", "npadvmod", "dative"):
        if cue.lemma in words("makes"):
            return False  # "builds on a package"
        if cue.cue_class == "arrive":
            return below.lower_ == "with"  # what follows "goes to" is whoever receives
        return (
            below.lower_ == cue.particle
            or (below.lower_ == "at" and cue.cue_class == "amount")
            or (below.lower_ == "with" and (cue.cue_class == "provide" or syntax.is_passive(verb)))
            or (cue.particle == "a hold" and below.lower_ == "on")
            or (below.lower_ == "to" and cue.cue_class in _REACHES)
            or (
                below.lower_ not in words("not_given")
                and cue.cue_class not in ("announce", "have", "expect", "withdraw", "include")
            )
        )
    return True


def _stands_before_number(word: Token) -> bool:
    return word.i + 1 < len(word.doc) and word.nbor().tag_ == "CD"


def _holds_what_follows(noun: Token, things: set[int]) -> bool:
    return noun.i in things or lemma_of(noun) in words("container") or noun.tag_ in ("CD", "$") or noun.text == "%"


def _may_climb(above: Token, below: Token, things: set[int]) -> bool:
    kind = syntax.coarse_pos(above)
    if kind == "verb" and above.lower_ != "including":
        return (
            lemma_of(above) in words("passes_on")
            and above.dep_ in _CLAUSE_LINKS
            and below.dep_ not in ("nsubj", "advcl", "ccomp")
        )
    if above.lower_ == "available" and above.dep_ in ("ccomp", "oprd"):
        return True  # "made two ships available"
    if below.dep_ == "prep" and (below.lower_ not in _OF_THE_SAME or not _holds_what_follows(above, things)):
        return False
    if above.dep_ == "prep" and above.lower_ == "including":
        return True
    return below.dep_ in _NOUN_LINKS and above.dep_ not in ("ccomp", "advcl")
