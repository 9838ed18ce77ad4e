"""One act with everything that was read of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from flows.extract.commitments.acts import Act
from flows.extract.commitments.party import Party
from flows.extract.commitments.reading import Reading
from flows.schema.statements import Statement


@dataclass(slots=True)
class Finding:
    """One act with everything read of it."""

    act: Act
    reading: Reading
    donors: list[Party]
    recipients: list[Party]
    statement: Statement | None
    own_parties: dict[int, list[Party]] = field(default_factory=dict)  # by id of the thing: who gives or gets it alone
    askers: list[Party] = field(default_factory=list)  # who asks, where the act is a request
    is_domestic: bool = False  # the article knows hardly any country but one
    is_on_topic: bool = False  # the article tells elsewhere what the same giver gives abroad
    is_about_help: bool = False  # the article tells of other help, in full
