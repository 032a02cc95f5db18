"""Looks for words before they are called absent: in the whole other text, and in the line that answers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import compress, islice
from typing import TYPE_CHECKING

from variorum.align.clauses import joined
from variorum.model.spans import Span
from variorum.text.grammar import grammar_of
from variorum.text.tokenize import FUNCTION, WORD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.align.reading import Reading
    from variorum.text.tokenize import Tokens

# An echo has at least this many content words in a row, or two that are a third of its line: less is in every text on
# the subject.
ECHO_WORDS = 3
SHORT_ECHO_WORDS, SHORT_ECHO_SHARE = 2, 0.34
# A run of words that stands in more places than this is looked up a word longer, up to so long. Of one as long that
# stands in more places still, the first are looked at: a longer echo may stand beyond, and then a limit is said.
MAX_PLACES = 64
LONGEST_RUN = 12
# A clause is gone when it has this many content words, and at most a third of them stand in its line's answer.
CLAUSE_WORDS = 3
ANSWERED_SHARE = 0.34
# Of a clause that is not gone but stands in another line, so much stands there in a row.
SURVIVING_SHARE = 0.6
_CLAUSE_MARKS = frozenset(",;:()—")

Run = tuple[int, ...]


class ContentWords:
    """The content words of one text: their tokens and forms, and where some runs of them stand."""

    __slots__ = ("ends", "forms", "places", "starts", "tokens", "units")

    def __init__(self, reading: Reading) -> None:
        tokens, classes = reading.tokens, reading.vocabulary.classes
        is_word = map(WORD.__eq__, map(classes.__getitem__, tokens.forms))
        self.starts, self.ends, self.units = tokens.starts, tokens.ends, reading.units
        self.tokens = list(compress(range(len(tokens.forms)), is_word))
        self.forms = _without_possessives(list(map(tokens.forms.__getitem__, self.tokens)), reading)
        self.places: dict[Run, list[int]] = {}

    def runs(self, length: int) -> Iterator[Run]:
        """All runs of so many neighbours, in order."""
        return zip(*(islice(self.forms, skipped, None) for skipped in range(length)), strict=False)

    def locate(self, wanted: set[Run], length: int) -> bool:
        """Finds where these runs of so many words stand: the first places of each, one more than MAX_PLACES at most.

        Says whether one of them stands in more than MAX_PLACES.
        """
        fresh = wanted - self.places.keys()
        if fresh:
            for n, run in [(n, run) for n, run in enumerate(self.runs(length)) if run in fresh]:
                places = self.places.setdefault(run, [])
                if len(places) <= MAX_PLACES:
                    places.append(n)
        return any(len(self.places.get(run, ())) > MAX_PLACES for run in wanted)

    def within(self, span: Span) -> range:
        """The content words that begin inside a span, as places in `tokens`."""
        first = bisect_left(self.tokens, bisect_left(self.starts, span.start))
        return range(first, bisect_left(self.tokens, bisect_left(self.starts, span.end), first))

    def span(self, n: int, length: int) -> Span:
        """The span of `length` content words from the n-th on, no unit cut."""
        start, end = self.starts[self.tokens[n]], self.ends[self.tokens[n + length - 1]]
        units = self.units
        return Span(units.starts[bisect_right(units.starts, start) - 1], units.ends[bisect_left(units.ends, end)])


def _without_possessives(forms: list[int], reading: Reading) -> list[int]:
    """The forms with "union's" taken for "union": an echo is of words, not of their cases."""
    names, number = reading.vocabulary.forms, reading.vocabulary.number
    bare = {form: number(name[:-2]) for form in dict.fromkeys(forms) if (name := names[form]).endswith("'s")}
    return [bare.get(form, form) for form in forms] if bare else forms


class Echoes:
    """Finds the words of one text's lines in another text. `lines` are all that will be looked for.

    Made in time that grows with the words of both texts; each line then takes its words times MAX_PLACES at most.
    `limited` says whether an echo that ended inside its line might have gone on in a place that was not looked at.
    """

    def __init__(
        self, here: ContentWords, there: ContentWords, lines: Sequence[Span], preferred: Sequence[Span]
    ) -> None:
        self._here, self._there, self._preferred = here, there, preferred
        self.limited = False
        self._crowded = False
        for length in range(SHORT_ECHO_WORDS, LONGEST_RUN + 1):
            if length > ECHO_WORDS and not self._crowded:
                break
            wanted = {run for line in lines for run in self._looked_up(line, length)}
            self._crowded = there.locate(wanted, length)

    def _looked_up(self, line: Span, length: int) -> Iterator[Run]:
        """The runs of a line's words of this length whose places are needed: the shortest, or shorter ones too many."""
        inside = self._here.within(line)
        shortest = _shortest_echo(inside)
        if length < shortest:
            return
        words, places = self._here.forms, self._there.places
        if length > shortest and not self._crowded:
            return
        for n in range(inside.start, inside.stop - length + 1):
            if length == shortest or len(places.get(tuple(words[n : n + length - 1]), ())) > MAX_PLACES:
                yield tuple(words[n : n + length])

    def of(self, line: Span) -> list[tuple[Span, Span]]:
        """The longest runs of a line's content words that stand in the other text, each with one place there.

        The place is a preferred one if the longest run is there.
        """
        inside = self._here.within(line)
        shortest = _shortest_echo(inside)
        found: list[tuple[Span, Span]] = []
        n = inside.start
        while n + shortest <= inside.stop:
            length, place = self._longest_run(n, inside.stop, shortest)
            if length:
                found.append((self._here.span(n, length), self._there.span(place, length)))
            n += length or 1
        return found

    def hold(self, clause: Span) -> bool:
        """Whether at least SURVIVING_SHARE of a clause's content words are in such runs."""
        found = sum(len(self._here.within(span)) for span, _ in self.of(clause))
        return found >= SURVIVING_SHARE * len(self._here.within(clause))

    def _longest_run(self, n: int, stop: int, shortest: int) -> tuple[int, int]:
        """The length of the longest run from the n-th word on, and its place; (0, -1) without any."""
        mine, theirs = self._here.forms, self._there.forms
        best, best_place = (0, False), -1
        known, seed = self._there.places, shortest
        places = known.get(tuple(mine[n : n + seed]), [])
        while len(places) > MAX_PLACES and n + seed < stop and (longer := known.get(tuple(mine[n : n + seed + 1]))):
            places, seed = longer, seed + 1
        for place in places[:MAX_PLACES]:
            length = seed
            while n + length < stop and place + length < len(theirs) and mine[n + length] == theirs[place + length]:
                length += 1
            start = self._there.starts[self._there.tokens[place]]
            rank = (length, any(span.start <= start < span.end for span in self._preferred))
            if rank > best:
                best, best_place = rank, place
        self.limited |= len(places) > MAX_PLACES and seed >= LONGEST_RUN and n + best[0] < stop
        return best[0], best_place


def _shortest_echo(inside: range) -> int:
    """How many words in a row make an echo of a line of these content words."""
    return SHORT_ECHO_WORDS if len(inside) * SHORT_ECHO_SHARE <= SHORT_ECHO_WORDS else ECHO_WORDS


def unanswered(
    changes: Sequence[tuple[Span, int]], here: Reading, there: Reading, answer: Sequence[Span]
) -> tuple[Span, ...]:
    """The clauses of a text's changes hardly a word of which stands in the answer, the spans of the other text's lines.

    Each change is given as its own span and how many characters replaced it.
    """
    spans: list[Span] = []
    stems: set[int] | None = None
    for own, opposite in changes:
        if own.end - own.start < CLAUSE_WORDS:
            continue
        clauses = _clauses(own, opposite, here)
        if clauses:
            stems = stems_of(there, answer) if stems is None else stems
            spans += _gone(clauses, here, stems)
    return tuple(joined(spans, here.text))


def _clauses(span: Span, opposite: int, reading: Reading) -> list[list[int]]:
    """The tokens of one change, clause by clause; none where there is too little to miss.

    Of a replacement no longer than what replaced it, nothing is missed either.
    """
    tokens, classes, text = reading.tokens, reading.vocabulary.classes, reading.text
    first = bisect_left(tokens.starts, span.start)
    last = bisect_left(tokens.starts, span.end, first)
    if sum(map(WORD.__le__, map(classes.__getitem__, tokens.forms[first:last]))) < CLAUSE_WORDS:
        return []
    clauses: list[list[int]] = [[]]
    for k in range(first, last):
        if text[tokens.starts[k]] in _CLAUSE_MARKS and not _is_round_figure(tokens, text, k, first):
            clauses.append([])
        else:
            clauses[-1].append(k)
    return [] if opposite and len(clauses) == 1 and 2 * opposite > span.end - span.start else clauses


def _gone(clauses: Sequence[Sequence[int]], reading: Reading, answer: set[int]) -> list[Span]:
    """The clauses with content words enough, few of whose stems are in the answer."""
    tokens, classes, stems = reading.tokens, reading.vocabulary.classes, reading.vocabulary.stems
    text = reading.text
    out: list[Span] = []
    for clause in clauses:
        if sum(classes[tokens.forms[k]] >= WORD for k in clause) < CLAUSE_WORDS - 1:
            continue
        places = _less_answered_end(clause, reading, answer)
        words = [stems[tokens.forms[k]] for k in places if classes[tokens.forms[k]] >= WORD]
        enough = CLAUSE_WORDS - 1 if out or len(places) < len(clause) else CLAUSE_WORDS
        if len(words) >= enough and sum(word in answer for word in words) <= ANSWERED_SHARE * len(words):
            trimmed = [k for k in places if classes[tokens.forms[k]] >= FUNCTION or text[tokens.starts[k]] == ")"]
            out.append(Span(tokens.starts[trimmed[0]], tokens.ends[trimmed[-1]]))
    return out


def _less_answered_end(places: Sequence[int], reading: Reading, answer: set[int]) -> Sequence[int]:
    """A clause less the phrase that a joiner joins to its end, if half of that is in the answer.

    "The freedom of the people and the independence of the state" then lost the freedom of the people, where the
    independence is named elsewhere in the answer. What stands between two is left whole.
    """
    grammar, vocabulary = grammar_of(reading.witness.language), reading.vocabulary
    if grammar is None:
        return places
    numbers = [reading.tokens.forms[k] for k in places]
    forms = [vocabulary.forms[number] for number in numbers]
    joints = [n for n, form in enumerate(forms[:-1]) if form in grammar.joiners]
    if not joints or not grammar.leads(forms[joints[-1] + 1]) or grammar.pairing.intersection(forms[: joints[-1]]):
        return places
    tail = [vocabulary.stems[number] for number in numbers[joints[-1] :] if vocabulary.classes[number] >= WORD]
    answered = 2 * sum(stem in answer for stem in tail) >= len(tail) >= CLAUSE_WORDS - 1
    return places[: joints[-1]] if answered else places


def _is_round_figure(tokens: Tokens, text: str, k: int, first: int) -> bool:
    """Whether a mark is one of the brackets round a lone figure, behind the word it goes with: "2028 (2011)".

    That word is token `first` or one after it.
    """
    at = tokens.starts[k]
    opening = k if text[at] == "(" else k - 2
    return (
        first < opening < len(tokens.starts) - 2
        and text[tokens.starts[opening]] == "("
        and text[tokens.starts[opening + 1]].isdecimal()
        and text[tokens.starts[opening + 2]] == ")"
    )


def share_answered(part: Span, here: Reading, there: Reading, answer: Sequence[Span]) -> float:
    """The share of a segment's different stems that stand in the answer, the spans of the other text's lines."""
    mine, theirs = stems_of(here, [part]), stems_of(there, answer)
    return len(mine & theirs) / (len(mine) or 1)


def stems_of(reading: Reading, spans: Sequence[Span]) -> set[int]:
    """The stems of the content words in some spans."""
    tokens, of = reading.tokens, reading.vocabulary.stems
    stems: set[int] = set()
    for span in spans:
        first = bisect_left(tokens.starts, span.start)
        stems.update(map(of.__getitem__, tokens.forms[first : bisect_left(tokens.starts, span.end, first)]))
    stems.discard(-1)
    return stems
