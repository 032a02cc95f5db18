"""Long texts to measure with: real ones where they are at hand, else invented ones of the same size."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from benchmarks.figures import shared_data

if TYPE_CHECKING:
    from pathlib import Path

SYLLABLES = "ka ro mi ten sa lor bri del gu no pa fen tor il me du var hes ost lin"


def addresses(words: int) -> tuple[str, str]:
    """A text of about so many words, and where it comes from."""
    data = shared_data()
    folder = data / "series" / "us_addresses" / "inaugural" if data else None
    if folder and folder.is_dir():
        return _cut(_concatenated(folder), words), "the inaugural addresses"
    return invented(words, seed=1), "an invented text"


def invented(words: int, *, seed: int) -> str:
    """Paragraphs of sentences of invented words, rare and common as in a language."""
    chance = random.Random(seed)
    syllables = SYLLABLES.split()
    lexicon = ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(20_000)]
    weights = [1 / rank for rank in range(1, len(lexicon) + 1)]
    drawn = iter(chance.choices(lexicon, weights, k=words))
    sentences = []
    left = words
    while left > 0:
        length = min(left, chance.randint(8, 32))
        left -= length
        sentences.append(" ".join(next(drawn) for _ in range(length)).capitalize() + ".")
    paragraphs = [" ".join(sentences[start : start + 4]) for start in range(0, len(sentences), 4)]
    return "\n\n".join(paragraphs) + "\n"


def with_words_changed(text: str, share: float, *, seed: int) -> str:
    """The text with this share of its words replaced by others of its own words; its paragraphs stay as they are."""
    chance = random.Random(seed)
    lines = [line.split(" ") for line in text.split("\n")]
    stock = [word for line in lines for word in line if word.isalpha()]
    return "\n".join(
        " ".join(chance.choice(stock) if word.isalpha() and chance.random() < share else word for word in line)
        for line in lines
    )


def _concatenated(folder: Path) -> str:
    """All files in order of their names, as paragraphs; the few that are not UTF-8 are in a Western code page."""
    return "\n\n".join(_decoded(path.read_bytes()).strip() for path in sorted(folder.glob("*.txt")))


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _cut(text: str, words: int) -> str:
    """The text up to the paragraph in which this many words are full."""
    kept, count = [], 0
    for line in text.split("\n"):
        kept.append(line)
        count += len(line.split())
        if count >= words:
            break
    return "\n".join(kept)
