"""What a run can be told, in one place.

A setting comes from the command line, else from the environment (`PLEDGEBOOK_BATCH_SIZE=100`; several seeds and
mappings as JSON), else from `pledgebook.toml` in the working directory, else from the default below. Nothing is read on
import.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from flows.errors import SettingsError

ENV_PREFIX = "PLEDGEBOOK_"
TOML_FILE = Path("pledgebook.toml")
ECB_ADDRESS = "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist.zip"

Runner = Literal["process", "dask", "inline"]
LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]


class Settings(BaseSettings):
    """Where a run reads and writes, and how it shares out the work."""

    model_config = SettingsConfigDict(
        env_prefix=ENV_PREFIX, toml_file=TOML_FILE, frozen=True, extra="forbid", str_strip_whitespace=True
    )

    warehouse: str = Field("warehouse", min_length=1, description="Folder or address (s3://...) of the tables.")
    seeds: Annotated[tuple[str, ...], NoDecode] = Field(
        ("seeds",), min_length=1, description="Files, folders, globs or addresses of the articles to read."
    )
    runner: Runner = Field(
        "process", description="Where articles are parsed: a pool of processes, a Dask cluster, or this process."
    )
    workers: int = Field(
        default_factory=lambda: os.cpu_count() or 1, ge=1, description="Processes that parse; one a core is best."
    )
    batch_size: int = Field(64, ge=1, description="Articles a task: what is parsed, loaded and lost together.")
    article_timeout_s: float = Field(
        120.0, gt=0, description="Seconds after which an article is given up and stands in rejects."
    )
    dask_address: str | None = Field(
        None, description="Scheduler of a running Dask cluster (tcp://host:8786); null starts one on this machine."
    )
    storage_options: dict[str, str] = Field(
        default_factory=dict,
        description="What the object store of an s3:// warehouse needs (region, endpoint, keys).",
        repr=False,
        exclude=True,  # may hold keys: never shown, nor handed to the Prefect server as a parameter of a run
    )
    rates_address: str = Field(
        ECB_ADDRESS, min_length=1, description="Where `refresh-rates` fetches newer exchange rates: address or path."
    )
    rates_folder: str | None = Field(
        None, description="Local folder of the fetched exchange rates; null is the folder reference of the warehouse."
    )
    log_level: LogLevel = Field("INFO", description="Least serious message that a run reports.")

    @field_validator("seeds", mode="before")
    @classmethod
    def _one_path_or_a_list(cls, value: Any) -> Any:
        """Take one path as it stands, and several as a JSON list."""
        if not isinstance(value, str):
            return value
        return json.loads(value) if value.startswith("[") else (value,)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Rank the sources: given values, environment, file; the parameters' names are the library's."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load_settings(**given: Any) -> Settings:
    """Return the settings; a value given as None counts as not given.

    Raises SettingsError, with one sentence that names the first setting that is wrong, its value and the cure.
    """
    chosen = {name: value for name, value in given.items() if value is not None}
    try:
        return Settings(**chosen)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        if first["type"] == "extra_forbidden":
            raise SettingsError(f"there is no setting {name}; take it out of {TOML_FILE}") from error
        raise SettingsError(
            f"setting {name}={first['input']!r} is wrong: {first['msg']}; "
            f"correct it on the command line, in {ENV_PREFIX}{name.upper()} or in {TOML_FILE}"
        ) from error
    except ValueError as error:
        raise SettingsError(f"settings cannot be read: {error}; see {ENV_PREFIX}* and {TOML_FILE}") from error
