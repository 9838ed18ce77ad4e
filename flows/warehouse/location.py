"""Where a warehouse lies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from flows.errors import WarehouseError

PUBLISHED_FILE = "warehouse.duckdb"
TABLES_FOLDER = "tables"
RATES_FOLDER = "reference"
RATES_FILE = "refreshed_rates.csv"


@dataclass(frozen=True, slots=True)
class Warehouse:
    """A folder, or an address of object storage, that holds the Delta tables and the published file.

    `storage_options` are handed to the storage as they are (for S3: AWS_REGION, AWS_ENDPOINT_URL, ...).
    `rates_folder` is where fetched exchange rates are kept; None means beside the tables.
    """

    uri: str
    storage_options: Mapping[str, str] = field(default_factory=dict)
    rates_folder: str | None = None

    def __post_init__(self) -> None:
        if not self.uri.strip():
            raise WarehouseError("the warehouse has no address; give a folder or an s3:// address")

    @property
    def folder(self) -> Path | None:
        """Return the local folder; None when the warehouse lies on object storage."""
        parts = urlsplit(self.uri)
        if "://" not in self.uri:
            return Path(self.uri)
        return Path(parts.path) if parts.scheme == "file" else None

    def table_uri(self, table: str) -> str:
        """Return the address of one Delta table."""
        if self.folder is not None:
            return str((self.folder / TABLES_FOLDER / table).absolute())
        return f"{self.uri.rstrip('/')}/{TABLES_FOLDER}/{table}"

    @property
    def published_uri(self) -> str:
        """Return the path or address of the published DuckDB file."""
        if self.folder is not None:
            return str(self.folder / PUBLISHED_FILE)
        return f"{self.uri.rstrip('/')}/{PUBLISHED_FILE}"

    @property
    def refreshed_rates(self) -> Path | None:
        """Return the file of the fetched exchange rates, which need not exist; None where there is no local folder."""
        if self.rates_folder is not None:
            return Path(self.rates_folder) / RATES_FILE
        return self.folder / RATES_FOLDER / RATES_FILE if self.folder is not None else None
