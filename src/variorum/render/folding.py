"""Long stretches that both texts have inside one line: folded to a count, lest they drown the change beside them."""

from __future__ import annotations

from dataclasses import dataclass

# More characters than this in a row are no context any more: some twenty-seven rows of a terminal. Ordinary paragraphs,
# those of resolutions too, stay whole.
FOLD_FROM = 2_000
# So much stays to be read beside a change, and at the ends of the line.
BESIDE = 400
# With longer words on average a text is written without spaces, and its characters are counted.
LONGEST_WORDS = 30


@dataclass(frozen=True, slots=True)
class Folded:
    """A stretch in three parts that give it back: what is shown, what is folded, what is shown again."""

    head: str
    inner: str
    tail: str

    @property
    def words(self) -> str:
        """What stands for the folded part: "… 4,120 words kept …"."""
        count = len(self.inner.split())
        if count * LONGEST_WORDS < len(self.inner):
            return f"… {len(self.inner):,} characters kept …"
        return f"… {count:,} words kept …"


def folded(stretch: str) -> Folded | None:
    """The stretch with its middle to be folded, cut beside white space where there is any near; None if it is short."""
    if len(stretch) <= FOLD_FROM:
        return None
    start = next((k for k in range(BESIDE, 2 * BESIDE) if stretch[k].isspace()), BESIDE)
    end = next(
        (k for k in range(len(stretch) - BESIDE, len(stretch) - 2 * BESIDE, -1) if stretch[k - 1].isspace()), None
    )
    end = len(stretch) - BESIDE if end is None else end
    return Folded(stretch[:start], stretch[start:end], stretch[end:])


def shortened_stretch(stretch: str) -> str:
    """The stretch with a note in brackets in place of what is folded."""
    fold = folded(stretch)
    return f"{fold.head} [{fold.words}] {fold.tail}" if fold else stretch
