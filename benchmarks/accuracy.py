"""Score the extraction on the development sets beside the checkout: `python -m benchmarks.accuracy`.

The sets and their scorers are not part of the project; where ../shared is absent this says so and ends.
Each line is a scorer's own last line; docs/accuracy.md quotes them with data, date and command.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

SHARED = Path(__file__).parents[2] / "shared"
SCORE = SHARED / "score"
DATA = SHARED / "data"


def main() -> int:
    """Run every scorer whose data is there and print what it says."""
    if not SCORE.is_dir():
        print("no ../shared beside this checkout: nothing to score", file=sys.stderr)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        print("articles_dev", _articles(out))
        print("money dev", _money(out))
        print("plover dev", _countries(out))
        print("polnear dev", _attribution(out))
    return 0


def _articles(out: Path) -> str:
    data = DATA / "articles_dev"
    predicted = _extract(out / "articles.jsonl", *map(str, sorted((data / "texts").glob("*.txt"))))
    sets = ("--gold", str(data / "gold"), "--texts", str(data / "texts"), "--pred", str(predicted))
    return _last_line("score_articles.py", *sets)


def _money(out: Path) -> str:
    cases = DATA / "money" / "cases_dev.jsonl"
    predicted = _extract(out / "money.jsonl", "--lines", str(_lines(cases, out / "money_lines.jsonl")))
    converted = _converted("money", predicted, out / "money_figures.jsonl")
    return _last_line("score_money.py", str(converted), "--cases", str(cases))


def _countries(out: Path) -> str:
    records = DATA / "plover" / "dev.jsonl"
    predicted = _extract(out / "plover.jsonl", "--lines", str(_lines(records, out / "plover_lines.jsonl")))
    return _last_line("from_extract.py", "countries", str(predicted), "--records", str(records))


def _attribution(out: Path) -> str:
    data = DATA / "polnear" / "dev"
    texts = sorted((data / "text").glob("*.txt"))
    lines = out / "polnear_lines.jsonl"
    lines.write_text(
        "".join(json.dumps({"id": text.stem, "text": text.read_text(encoding="utf-8")}) + "\n" for text in texts),
        encoding="utf-8",
    )
    predicted = _extract(out / "polnear.jsonl", "--lines", str(lines))
    converted = _converted("attribution", predicted, out / "attribution.jsonl")
    sets = ("--text", str(data / "text"), "--gold", str(data / "attributions"), "--pred", str(converted))
    return _last_line("score_attribution.py", *sets)


def _lines(cases: Path, out: Path) -> Path:
    """Write the cases as `extract --lines` takes them."""
    rows = [json.loads(line) for line in cases.read_text(encoding="utf-8").splitlines() if line.strip()]
    out.write_text("".join(json.dumps({"id": r["id"], "text": r["text"]}) + "\n" for r in rows), encoding="utf-8")
    return out


def _extract(out: Path, *arguments: str) -> Path:
    with out.open("wb") as file:
        command = [sys.executable, "-m", "flows.cli", "--quiet", "extract", "--jsonl", *arguments]
        subprocess.run(command, stdout=file, check=True)
    return out


def _converted(kind: str, predicted: Path, out: Path) -> Path:
    out.write_text(_printed("from_extract.py", kind, str(predicted)), encoding="utf-8")
    return out


def _last_line(scorer: str, *arguments: str) -> str:
    return _printed(scorer, *arguments).rstrip().splitlines()[-1]


def _printed(scorer: str, *arguments: str) -> str:
    command = [sys.executable, str(SCORE / scorer), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    sys.exit(main())
