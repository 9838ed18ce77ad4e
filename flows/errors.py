"""Everything that Pledgebook raises on purpose.

    PledgebookError
    ├── SettingsError        a setting has no meaning
    ├── SourceError          an input cannot be read            -> rejects, stage "read"
    ├── ExtractError         an article cannot be parsed        -> rejects, stage "extract"
    ├── ReferenceDataError   a vocabulary or reference row is wrong
    ├── WarehouseError       the tables or the published file are missing or unusable
    │   └── CheckFailed      a `fail` check returned rows; nothing was published
    ├── QueryError           an analyst's SQL is wrong
    ├── ReviewError          a review sheet cannot be read or applied
    └── ServerError          the Prefect server cannot be started or reached

Every message is one sentence that names the file or value and the cure; the command line prints it as it is.
"""

from __future__ import annotations


class PledgebookError(Exception):
    """Base of every error that a user can cure."""


class SettingsError(PledgebookError):
    """A setting has no meaning."""


class SourceError(PledgebookError):
    """An input cannot be read; it lands in `rejects`."""


class ExtractError(PledgebookError):
    """An article cannot be parsed; it lands in `rejects`."""


class ReferenceDataError(PledgebookError):
    """A row of a vocabulary or of reference data is wrong."""


class WarehouseError(PledgebookError):
    """The tables or the published file are missing or unusable."""


class CheckFailed(WarehouseError):
    """A check marked `fail` returned rows; nothing was published."""


class QueryError(PledgebookError):
    """An analyst's SQL is wrong."""


class ReviewError(PledgebookError):
    """A review sheet cannot be read or applied; nothing of it was."""


class ServerError(PledgebookError):
    """The Prefect server cannot be started or reached."""
