"""Where a setting comes from, and what is said of a wrong one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from flows.errors import SettingsError
from flows.settings import Settings, load_settings


@pytest.fixture(autouse=True)
def bare_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("PLEDGEBOOK_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_defaults_stand_where_nothing_is_given():
    settings = load_settings()
    assert (settings.warehouse, settings.seeds, settings.batch_size) == ("warehouse", ("seeds",), 64)
    assert settings.workers == os.cpu_count()


def test_the_command_line_beats_the_environment_and_that_the_file(monkeypatch):
    Path("pledgebook.toml").write_text('warehouse = "of the file"\nworkers = 3\nbatch_size = 5\n', "utf-8")
    monkeypatch.setenv("PLEDGEBOOK_WAREHOUSE", "of the environment")
    monkeypatch.setenv("PLEDGEBOOK_WORKERS", "7")
    settings = load_settings(warehouse="of the command line", workers=None)
    assert (settings.warehouse, settings.workers, settings.batch_size) == ("of the command line", 7, 5)


@pytest.mark.parametrize(
    ("given", "seeds"),
    [("news", ("news",)), ("a:b c", ("a:b c",)), ('["news", "more/*.txt"]', ("news", "more/*.txt"))],
)
def test_seeds_are_one_path_or_a_list(monkeypatch, given, seeds):
    monkeypatch.setenv("PLEDGEBOOK_SEEDS", given)
    assert load_settings().seeds == seeds


@pytest.mark.parametrize(
    ("variable", "value", "words"),
    [
        ("PLEDGEBOOK_BATCH_SIZE", "0", ["batch_size='0'", "greater than or equal to 1", "PLEDGEBOOK_BATCH_SIZE"]),
        ("PLEDGEBOOK_RUNNER", "cloud", ["runner='cloud'", "'process', 'dask' or 'inline'"]),
        ("PLEDGEBOOK_STORAGE_OPTIONS", "key=1", ["settings cannot be read", "storage_options"]),
    ],
)
def test_a_wrong_value_is_named_with_its_cure(monkeypatch, variable, value, words):
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert "\n" not in str(caught.value)
    for word in words:
        assert word in str(caught.value)


@pytest.mark.parametrize(
    ("text", "words"), [("batchsize = 3\n", "there is no setting batchsize"), ("workers 3\n", "cannot be read")]
)
def test_a_wrong_file_is_said_to_be_wrong(text, words):
    Path("pledgebook.toml").write_text(text, "utf-8")
    with pytest.raises(SettingsError, match=words):
        load_settings()


def test_keys_of_the_object_store_are_neither_shown_nor_handed_on(monkeypatch):
    monkeypatch.setenv("PLEDGEBOOK_STORAGE_OPTIONS", '{"AWS_SECRET_ACCESS_KEY": "hidden"}')
    settings = load_settings()
    assert settings.storage_options == {"AWS_SECRET_ACCESS_KEY": "hidden"}
    assert "hidden" not in repr(settings)
    handed_on = settings.model_dump(mode="json")
    assert "storage_options" not in handed_on
    assert Settings.model_validate(handed_on).storage_options == settings.storage_options
