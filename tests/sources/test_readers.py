"""Files, folders and patterns -> articles and rejects; nothing that can be read is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.schema.articles import Article, Reject, article_id_of
from flows.sources import READERS, read_articles
from flows.sources.article import MAX_TEXT_CHARS
from flows.sources.text_files import MAX_FILE_BYTES

SENTENCE = "Freedonia will send forty trucks."


def read(*paths: Path | str) -> tuple[list[Article], list[Reject]]:
    found = list(read_articles(paths))
    return [a for a in found if isinstance(a, Article)], [r for r in found if isinstance(r, Reject)]


def write(path: Path, data: str | bytes = SENTENCE) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def test_text_is_kept_verbatim(tmp_path: Path) -> None:
    text = "  Two  blanks, a tab\t, a lone \r return, a 😀 and\u00a0more. \n\n"
    (article,), _ = read(write(tmp_path / "a.txt", text))
    assert article.text == text
    assert article.article_id == article_id_of(text, None)


def test_mark_and_line_ends_are_the_only_change(tmp_path: Path) -> None:
    (article,), _ = read(write(tmp_path / "a.txt", b"\xef\xbb\xbfOne.\r\nTwo\r.\n"))
    assert article.text == "One.\nTwo\r.\n"


def test_folder_is_read_in_name_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b.TXT", ".hidden.txt", ".git/c.txt", "c.txt"):
        write(tmp_path / name, f"{name} {SENTENCE}")
    articles, rejects = read(tmp_path)
    assert [a.url for a in articles] == [f"{tmp_path}/{name}" for name in ("a/b.TXT", "a/z.txt", "b.txt", "c.txt")]
    assert rejects == []


def test_url_is_the_path_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "in" / "a.txt")
    monkeypatch.chdir(tmp_path)
    urls = [article.url for article in read("./in", "in/", "in/a.txt", "./in/a.txt", "in/*.txt")[0]]
    assert urls == ["./in/a.txt", "in/a.txt", "in/a.txt", "./in/a.txt", "in/a.txt"]


def test_patterns(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "in/c.txt"):
        write(tmp_path / name, f"{name} {SENTENCE}")
    articles, rejects = read(f"{tmp_path}/**/*.txt", f"{tmp_path}/*.none")
    assert [Path(a.url).name for a in articles] == ["a.txt", "b.txt", "c.txt"]
    assert "no file matches" in rejects[0].message


BAD = {
    "empty.txt": b"",
    "blank.txt": b" \n\t\n",
    "latin.txt": "Le café a reçu une aide.".encode("latin-1"),
    "wide.txt": SENTENCE.encode("utf-16"),
    "binary.txt": b"\x00\x01\x02text",
    "sheet.xyz": b"1;2;3",
    "no_suffix": b"text",
    "huge.txt": b"a " * (MAX_FILE_BYTES // 2 + 1),
    "long.txt": b"a " * (MAX_TEXT_CHARS // 2 + 1),
}


def test_bad_files_are_rejected_with_name_and_cure_and_cost_nothing_else(tmp_path: Path) -> None:
    for name, data in BAD.items():
        write(tmp_path / name, data)
    write(tmp_path / "good.txt")
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nowhere")
    articles, rejects = read(tmp_path)
    assert [Path(a.url).name for a in articles] == ["good.txt"]
    assert {Path(r.url).name for r in rejects} == {*BAD, "dangling.txt"}
    for reject in rejects:
        assert reject.message.startswith(reject.url)
        assert (reject.stage, reject.error_class) == ("read", "SourceError")
    messages = {Path(r.url).name: r.message for r in rejects}
    assert "0xe9 at 6" in messages["latin.txt"]
    assert "iconv -f WINDOWS-1252" in messages["latin.txt"]
    assert "UTF-16" in messages["wide.txt"]
    assert ".txt" in messages["sheet.xyz"]


def test_what_is_not_there_is_rejected(tmp_path: Path) -> None:
    articles, rejects = read(tmp_path / "gone.txt", write(tmp_path / "here.txt"))
    assert len(articles) == 1
    assert "no such file" in rejects[0].message


def test_equal_texts_have_one_id_whatever_their_place(tmp_path: Path) -> None:
    articles, _ = read(write(tmp_path / "a.txt"), write(tmp_path / "b.txt"), write(tmp_path / "c.txt", "Else."))
    assert articles[0].article_id == articles[1].article_id != articles[2].article_id


def test_every_reader_is_named_by_a_suffix() -> None:
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in READERS)
