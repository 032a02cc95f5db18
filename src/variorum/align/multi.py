"""Collates several segmented witnesses: lines into parallels, the words of each parallel into stretches."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from variorum.align.beads import CAPITALISED_KINDS
from variorum.align.collate import collate_witnesses, parted
from variorum.align.multi_cells import Holder, VersionMaker
from variorum.align.multi_lines import group_lines, moved_witnesses, order_groups, ties_of
from variorum.align.multi_words import match_all, versions
from variorum.align.reading import Reading
from variorum.model.alignment import Side
from variorum.model.apparatus import Absence, Collation, Parallel, Version
from variorum.model.units import BODY_KINDS, SegmentKind
from variorum.model.witnesses import Derivation
from variorum.text.tokenize import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from variorum.align.collate import Judgements
    from variorum.align.multi_lines import Group, Node, Tie
    from variorum.align.units import Units
    from variorum.model.alignment import Alignment
    from variorum.model.apparatus import CollatedWitness
    from variorum.model.spans import Span
    from variorum.model.units import Segment
    from variorum.model.witnesses import Limit

METHOD = Derivation("variorum.align.multi", "1")
_KINDS = list(SegmentKind)


def collate_many(
    witnesses: Sequence[CollatedWitness],
    base: int | None,
    *,
    judged: Callable[[int, int], Judgements | None] = lambda *_: None,
    seen: Callable[[int, int, Alignment], tuple[Limit, ...]] = lambda *_: (),
    report: Callable[[int, int], None] = lambda *_: None,
) -> Collation:
    """The collation of two or more witnesses, given in the order of dates, names and digests; `base` is one's number.

    `judged` is asked what a person decided of the lines of two witnesses, given by number. `seen` is handed the two
    with their alignment and says what else limits it; `report` is told how many alignments of how many are done. Every
    two witnesses are aligned, so that time grows with the square of their number, and with the words.
    """
    work = _Work(witnesses)
    work.align(judged, seen, report)
    counts = [len(witness.text.segments) for witness in witnesses]
    groups = group_lines(counts, work.ties, work.parted)
    sizes = [work.size(group) for group in groups]
    guide = [w for w in (base, *range(len(witnesses))) if w is not None]
    guide = list(dict.fromkeys(guide)) if base is not None else _by_closeness(len(witnesses), work.ties)
    order = order_groups(groups, sizes, guide)
    groups = [groups[k] for k in order]
    parallels = [work.parallel(group) for group in groups]
    moved = _moved(groups, [sizes[k] for k in order], [parallel.kind for parallel in parallels], len(witnesses))
    parallels = [replace(parallel, moved=places) for parallel, places in zip(parallels, moved, strict=True)]
    return Collation(tuple(witnesses), base, tuple(parallels), METHOD, tuple(dict.fromkeys(work.limits)))


def _by_closeness(count: int, ties: Sequence[Tie]) -> list[int]:
    """The witnesses, the one first that shares most with all."""
    shared = [0.0] * count
    for tie in ties:
        for nodes in (tie.mine, tie.theirs):
            shared[nodes[0][0]] += tie.score * tie.size
    return sorted(range(count), key=lambda w: (-round(shared[w], 3), w))


def _moved(
    groups: Sequence[Group], sizes: Sequence[int], kinds: Sequence[SegmentKind], witnesses: int
) -> list[tuple[int, ...]]:
    """The witnesses that have a parallel at another place among those of its sort: body, title, votes and so on."""
    members: dict[str, list[int]] = defaultdict(list)
    for place, kind in enumerate(kinds):
        members["body" if kind in BODY_KINDS else kind.value].append(place)
    moved: list[tuple[int, ...]] = [()] * len(groups)
    for places in members.values():
        found = moved_witnesses([groups[k] for k in places], [sizes[k] for k in places], witnesses)
        for place, those in zip(places, found, strict=True):
            moved[place] = those
    return moved


class _Work:
    """What is known of the witnesses while they are collated."""

    def __init__(self, witnesses: Sequence[CollatedWitness]) -> None:
        self._witnesses = witnesses
        vocabulary = Vocabulary(sum(len(witness.content) for witness in witnesses))
        self._readings = [Reading(witness.text, vocabulary) for witness in witnesses]
        self._years = [_year(witness, reading) for witness, reading in zip(witnesses, self._readings, strict=True)]
        self.ties: list[Tie] = []
        self.limits: list[Limit] = []
        self.parted: list[tuple[Node, Node]] = []
        self._judged: set[Node] = set()
        self._echoes: dict[tuple[int, int, int], list[Span]] = defaultdict(list)
        self._limited: set[tuple[int, int]] = set()

    def align(
        self,
        judged: Callable[[int, int], Judgements | None],
        seen: Callable[[int, int, Alignment], tuple[Limit, ...]],
        report: Callable[[int, int], None],
    ) -> None:
        """Align every two witnesses, the earlier as the base, and note what answers what."""
        pairs = list(combinations(range(len(self._witnesses)), 2))
        for done, (a, b) in enumerate(pairs):
            report(done, len(pairs))
            one, two = self._witnesses[a], self._witnesses[b]
            decided = judged(a, b)
            alignment = collate_witnesses(
                one.text, two.text, judgements=decided, base_date=one.date, other_date=two.date
            )
            if decided is not None:
                self._note_judgements(a, b, decided, alignment)
            self.ties += ties_of((a, b), alignment)
            self._note_echoes(a, b, alignment)
            limits = (*alignment.limits, *seen(a, b, alignment))
            self.limits += limits
            if limits:
                self._limited.update(((a, b), (b, a)))

    def _note_judgements(self, a: int, b: int, decided: Judgements, alignment: Alignment) -> None:
        """Remembers which lines a person parted, and of which lines a decision counts."""
        one, two = self._witnesses[a].text, self._witnesses[b].text
        self.parted += [((a, i), (b, j)) for i, j in parted(decided, one, two)]
        for bead in alignment.beads:
            if bead.judged:
                self._judged.update((a, k) for k in bead.base)
                self._judged.update((b, k) for k in bead.other)

    def _note_echoes(self, a: int, b: int, alignment: Alignment) -> None:
        for bead in alignment.beads:
            for echo in bead.echoes:
                mine, theirs, segments = (a, b, bead.base) if echo.side is Side.BASE else (b, a, bead.other)
                for segment in segments:
                    self._echoes[mine, segment, theirs].append(echo.at)

    def size(self, group: Group) -> int:
        """How many words the lines of a group have, in the witness with most of them."""
        return max(
            sum(len(self._segment(w, k).span.of(self._witnesses[w].content).split()) for k in run)
            for w, run in group.items()
        )

    def _segment(self, witness: int, index: int) -> Segment:
        return self._witnesses[witness].text.segments[index]

    def parallel(self, group: Group) -> Parallel:
        """The parallel of a group of lines; where it moved is not known yet."""
        kinds = Counter(self._segment(w, k).kind for w, run in group.items() for k in run)
        kind = min(kinds, key=lambda each: (-kinds[each], _KINDS.index(each)))
        segments = tuple(tuple(group.get(w, ())) for w in range(len(self._witnesses)))
        absences = tuple(self._absence(group, w) for w in range(len(self._witnesses)) if w not in group)
        judged = any((w, k) in self._judged for w, run in group.items() for k in run)
        return Parallel(kind, segments, self._versions(group, set(kinds)), absences, (), judged=judged)

    def _absence(self, group: Group, witness: int) -> Absence:
        """Where words of a parallel stand in a witness that has no line of it, as far as any two texts told.

        It is known not to be there if the text was read whole, and set against one that has it without hitting a limit.
        """
        found = {span for w, run in group.items() for k in run for span in self._echoes.get((w, k, witness), ())}
        echoes = tuple(sorted(found, key=lambda span: (span.start, span.end)))
        whole = self._witnesses[witness].text.witness.text.whole
        return Absence(witness, whole and any((w, witness) not in self._limited for w in group), echoes)

    def _versions(self, group: Group, kinds: set[SegmentKind]) -> tuple[Version, ...]:
        holders, wordings = self._wordings(group)
        matches = match_all(wordings)
        title_like = bool(kinds & CAPITALISED_KINDS)
        made = []
        for members in versions(len(wordings), matches):
            among = [holder for holder in holders if holder.wording in members]
            made.append(VersionMaker(among, wordings, self._years, title_like=title_like).make(matches))
        return tuple(sorted(made, key=lambda version: version.witnesses))

    def _wordings(self, group: Group) -> tuple[list[Holder], list[Units]]:
        """The different wordings of a parallel, each as the first witness that has it writes it, and who has which."""
        numbers: dict[object, int] = {}
        wordings: list[Units] = []
        holders = []
        for witness in sorted(group):
            units = self._readings[witness].units_of(group[witness])
            key = (units.packed, units.heads[0])
            if key not in numbers:
                numbers[key] = len(wordings)
                wordings.append(units)
            holders.append(Holder(witness, numbers[key], units))
        return holders, wordings


def _year(witness: CollatedWitness, reading: Reading) -> int | None:
    return int(witness.date[:4]) if witness.date else reading.year_counted_to()
