"""Names for the series that were found: slugs made of titles and, where these do not do, of what the texts speak of."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from variorum.analysis.detection.titles import at_odds
from variorum.model.provenance import UNSORTED
from variorum.model.references import slug_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from variorum.analysis.detection.documents import Document

# A name has so many words of a title at most: the rarest.
MOST_WORDS = 5
# Texts in two languages are perhaps one statement where so many of the days of one are those of the other.
SAME_DAYS = 2 / 3
# A name weighs so many times what another word weighs.
NAME = 2

Group = list["Document"]


def named(groups: Sequence[Group], documents: Sequence[Document], *, is_name: Callable[[str], bool]) -> list[str]:
    """A slug for each group: that of its series where it has one, else a new one that no other has.

    `is_name` tells whether a topic word is a name: names make the better ones.
    """
    taken = {document.series for document in documents if document.series is not None} | {UNSORTED}
    names = [next((each.series for each in group if each.series is not None), "") for group in groups]
    spread = Counter(topic for document in documents for topic in set(document.sketch.topics))
    rarity = Counter(word for words in {each.title.words for each in documents} for word in set(words))
    bases = [_title_slug(group, rarity) for group in groups]
    main = companions(groups)
    # Those that others are named after come first.
    for k in sorted(range(len(groups)), key=lambda k: (main[k] is not None, -len(groups[k]), k)):
        if names[k]:
            continue
        wanted = bases[k]
        if (first := main[k]) is not None:
            wanted = f"{names[first]}-{groups[k][0].language or 'other'}"
        elif not wanted or groups[k][0].title.numbered or bases.count(wanted) > 1:
            weights = _topics(groups[k], spread, len(documents), known=wanted.split("-"))
            topics = sorted(weights, key=lambda topic: (-weights[topic] * (NAME if is_name(topic) else 1), topic))
            wanted = "-".join(filter(None, (wanted, *topics[: 1 if wanted else 2]))) or "series"
        names[k] = _free(wanted, taken)
        taken.add(names[k])
    return names


def companions(groups: Sequence[Group]) -> list[int | None]:
    """For each group the larger one of another language and of no other issuer that has its days, if there is one."""
    days = [{document.date for document in group if document.date} for group in groups]
    having: dict[str, list[int]] = {}
    for k, own in enumerate(days):
        for day in own:
            having.setdefault(day, []).append(k)
    found: list[int | None] = []
    for k, group in enumerate(groups):
        shared = Counter(other for day in days[k] for other in having[day] if _may_accompany(group, groups[other]))
        best = max(shared.items(), key=lambda each: (each[1], len(groups[each[0]]), -each[0]), default=(k, 0))
        larger = (len(group), -k) < (len(groups[best[0]]), -best[0])
        found.append(best[0] if larger and best[1] >= max(2, SAME_DAYS * len(days[k])) else None)
    return [main if main is None or found[main] is None else found[main] for main in found]


def _may_accompany(one: Group, other: Group) -> bool:
    return one[0].language != other[0].language and not at_odds(one[0].issuer, other[0].issuer)


def _title_slug(group: Group, rarity: Counter[str]) -> str:
    titles = Counter(document.title.words for document in group if document.title.words)
    if not titles:
        return ""
    words = list(dict.fromkeys(max(titles.items(), key=lambda each: (each[1], -len(each[0])))[0]))
    kept = sorted(words, key=lambda word: rarity[word])[:MOST_WORDS]
    return slug_of(" ".join(word for word in words if word in kept))


def _topics(group: Group, spread: Counter[str], documents: int, *, known: Sequence[str]) -> dict[str, float]:
    """Words that most of the group's texts speak of and few others weigh most; those of the Latin alphabet."""
    within = Counter(topic for document in group for topic in set(document.sketch.topics))
    return {
        topic: count / len(group) * math.log((1 + documents) / (1 + spread[topic] - count))
        for topic, count in within.items()
        if topic.isascii() and topic.isalnum() and topic not in known
    }


def _free(wanted: str, taken: set[str]) -> str:
    number = 1
    name = wanted
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    return name
