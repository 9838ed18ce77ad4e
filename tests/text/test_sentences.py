"""Where sentences and paragraphs end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.schema.span import Span
from flows.text.sentences import MAX_SENTENCE_CHARS, split_paragraphs, split_sentences


def sentences_of(text: str) -> list[str]:
    return [span.of(text) for paragraph in split_paragraphs(text) for span in split_sentences(text, paragraph)]


@pytest.mark.parametrize(
    "parts",
    [
        ["She left.", "He stayed."],
        ["“We will go,” she said.", "“It is time.”"],
        ["“We will go.”", "She left."],
        ["“Will we go?” Ms Okafor asked.", "He stayed."],
        ["“Will we go?” the minister asked.", "He stayed."],
        ["“We won!” Prime Minister Ada Stone told reporters."],
        ["“We won!”", "Stone said he would go."],
        ["“We will go.”", "Stone said he would stay."],
        ["Mr. Reed and Gov. Stone met Sen. A. B. Lee Jr. on Jan. 5."],
        ["He lives in the U.S. and works for the U.N. in Geneva."],
        ["He lives in the U.S.", "The president does too."],
        ["They met at 5 p.m. EDT.", "Nobody spoke."],
        ["They met at 5 p.m.", "The hall was empty."],
        ["He runs Smith Inc.", "It pays $5.5 million a year."],
        ["No. 10 said no.", "Nobody asked again."],
        ["The answer was no.", "Nobody asked again."],
        ["Prices rose 3.5 per cent… Nobody knew why."],
        ["Why?", "Nobody knew.", "(He did.)", "[She did not.]"],
        ["They paid €5m.", "€3m was lost.", "£2m came back."],
        ["She said e.g. Norway would pay."],
        ["Wait . . . there is more."],
        ["Éva left.", "Ørsted stayed."],
    ],
    ids=lambda parts: parts[0][:30],
)
def test_sentences(parts: list[str]) -> None:
    if "… Nobody" in parts[0]:
        parts = ["Prices rose 3.5 per cent…", "Nobody knew why."]
    assert sentences_of(" ".join(parts)) == parts


def test_lines_are_paragraphs() -> None:
    text = "Bridge opens\nShe left.\n\n  He stayed. \n"
    assert [span.of(text) for span in split_paragraphs(text)] == ["Bridge opens", "She left.", "He stayed."]


def test_lines_wrapped_at_a_width_are_one_paragraph() -> None:
    text = (
        "The ministry of transport said on Monday that it would pay for the\n"
        "repair of the bridges and that lorries could cross them again from\n"
        "the first of May.\n\n"
        "Nobody asked who would pay for the schools that were closed in the\n"
        "same week."
    )
    assert len(split_paragraphs(text)) == 2
    assert len(sentences_of(text)) == 2


@pytest.mark.parametrize("text", ["word " * 200_000, "a" * 1_000_000, ". " * 500_000, "She left. " * 100_000])
def test_a_megabyte_without_a_line_break(text: str) -> None:
    sentences = sentences_of(text)
    assert max(map(len, sentences)) <= MAX_SENTENCE_CHARS
    assert "".join("".join(sentences).split()) == "".join(text.split())


@given(st.text(alphabet="aB.?!…,:;\"“”'’()\n 5$€U😀\u202e\x00", max_size=120))
def test_sentences_cover_the_text_in_order(text: str) -> None:
    end = 0
    for paragraph in split_paragraphs(text):
        for sentence in split_sentences(text, paragraph):
            assert end <= sentence.start < sentence.end
            assert paragraph.contains(sentence)
            assert sentence.of(text) == sentence.of(text).strip()
            assert not Span(end, sentence.start).of(text).strip()
            end = sentence.end
    assert not text[end:].strip()
