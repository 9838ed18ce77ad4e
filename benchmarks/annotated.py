"""Articles with the commitments that an annotator found in them, in the format of ../shared/data/articles_dev."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from flows.extract.actors import Actors
from flows.extract.commitments.party import Party
from flows.schema.articles import Reject
from flows.schema.span import Span
from flows.sources import read_articles
from flows.text.document import Document
from flows.text.language import parse_articles

Annotation = dict[str, Any]  # one commitment, with the fields of GOLD_FORMAT.md


def read_annotated(gold: Path, texts: Path) -> Iterator[tuple[Document, Sequence[Annotation]]]:
    """Yield the parsed articles of a folder of texts with their annotations, a JSON file each in the folder `gold`."""
    annotations = {a["file"]: a for a in (json.loads(p.read_text("utf-8")) for p in sorted(gold.glob("*.json")))}
    articles = [a for a in read_articles([texts / file for file in annotations]) if not isinstance(a, Reject)]
    for document in parse_articles(articles):
        yield document, annotations[Path(document.article.url).name]["commitments"]


def at_place(text: str, annotated: Sequence[Annotation], span: Span) -> list[Annotation]:
    """Return the annotations whose evidence overlaps a span."""
    return [wanted for wanted in annotated if _place(text, wanted).overlaps(span)]


def is_of(actors: Actors, party: Party, wanted: Annotation) -> bool:
    """Tell whether a party is the annotated donor: the same country, or a name that has the same words."""
    if wanted["donor"] or party.iso3:
        return bool(party.iso3 == wanted["donor"])
    names = [actors.by_id[party.actor_id].name if party.actor_id else "", party.text or ""]
    own = [set(name.lower().split()) - {"the"} for name in names]
    others = [set(name.lower().split()) - {"the"} for name in (wanted.get("donor_org"), wanted["donor_text"]) if name]
    return any(a and b and (a <= b or b <= a) for a in own for b in others)


def _place(text: str, wanted: Annotation) -> Span:
    at = -1
    for _ in range(wanted.get("occ", 1)):
        at = text.index(wanted["evidence"], at + 1)
    return Span(at, at + len(wanted["evidence"]))
