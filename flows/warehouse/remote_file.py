"""Copy the published file to and from object storage, where DuckDB itself could not open it offline."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path
from typing import Any

import fsspec  # type: ignore[import-untyped]

from flows.errors import WarehouseError
from flows.warehouse.location import PUBLISHED_FILE, Warehouse


def store(file: Path, warehouse: Warehouse, *, name: str = PUBLISHED_FILE) -> None:
    """Copy a finished file to a name in the warehouse; object storage shows it only when it is whole."""
    filesystem, path = beside_published(warehouse, name)
    filesystem.put_file(str(file), path)


def fetch(warehouse: Warehouse) -> Path:
    """Copy the published file into the temporary folder and return its path there.

    Raises `WarehouseError` when nothing is published at the address.
    """
    filesystem, path = _filesystem(warehouse)
    digest = hashlib.sha256(warehouse.uri.encode()).hexdigest()[:16]
    folder = Path(tempfile.gettempdir()) / f"pledgebook-{os.getuid()}-{digest}"
    folder.mkdir(mode=0o700, exist_ok=True)
    partial = folder / f"{PUBLISHED_FILE}.{os.getpid()}"
    try:
        filesystem.get_file(path, str(partial))
    except FileNotFoundError as error:
        raise WarehouseError(
            f"no warehouse is published at {warehouse.published_uri}; run `pledgebook run` first"
        ) from error
    partial.replace(folder / PUBLISHED_FILE)
    return folder / PUBLISHED_FILE


def beside_published(warehouse: Warehouse, name: str) -> tuple[Any, str]:
    """Return the filesystem of a warehouse, and the path in it of a file that lies beside the published one."""
    filesystem, path = _filesystem(warehouse)
    return filesystem, path.removesuffix(PUBLISHED_FILE) + name


def _filesystem(warehouse: Warehouse) -> tuple[Any, str]:
    filesystem, path = fsspec.core.url_to_fs(warehouse.published_uri, **_options(warehouse))
    return filesystem, path


def _options(warehouse: Warehouse) -> dict[str, Any]:
    """Translate the storage options of the Delta tables into those of fsspec's S3 filesystem."""
    options = warehouse.storage_options
    names = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_SESSION_TOKEN": "token"}
    translated: dict[str, Any] = {theirs: options[ours] for ours, theirs in names.items() if ours in options}
    if "AWS_ENDPOINT_URL" in options:
        translated["client_kwargs"] = {"endpoint_url": options["AWS_ENDPOINT_URL"]}
    return translated
