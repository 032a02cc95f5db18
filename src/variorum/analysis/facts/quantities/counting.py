"""Finds the words for what a figure counts, beside it or, where the text leaves them out, where they are taken from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.analysis.facts.quantities.plurals import PLURALS, is_plural
from variorum.analysis.facts.quantities.verbs import CHANGES, KEEPING, OCCASIONS, PERSONS, RATES, STATES
from variorum.text.lexicon import FUNCTION_WORDS
from variorum.text.number_words import currency_word, time_unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.analysis.facts.quantities.figure import Figure, Tokens
    from variorum.analysis.facts.reading import Reading

# The lists of function words of five languages hold English nouns ("war", "son"), so English has its own.
_ENGLISH_STOPS = frozenset(
    "a an the this that these those and or but nor so yet if then than as at by for from in into of off "
    "on onto out over "
    "per to up upon via with within without under between among about against during before after above below through "
    "until till while because although though since whether where when which who whom whose what how why i me my we us "
    "our you your he him his she her it its they them their be am is are was were been being have has "
    "had having do does "
    "did will would shall should can could may might must not no also both each every all any some such "
    "only same there "
    "here just even still again once now ago around across along near toward towards respectively including plus minus "
    "versus et i.e e.g were went".split()
)
_TOGETHER = frozenset("men women children girls boys civilians soldiers members officers police students".split())
# "15 United Nations observers": the name only tells whose they are.
_UNITED = frozenset(("nations", "states"))
_VERBS = frozenset(
    "went fell rose came took made gave became began left lost won said told met saw held set kept died "
    "fled lie lay".split()
)
_RUSSIAN_ADJECTIVES = ("ых", "их", "ый", "ий", "ая", "ое", "ые", "ого", "ему", "ыми", "ими")
_CHANGE_NOUNS = frozenset("reduction reductions hike cuts".split())
_VERBS_OF_RATES = frozenset("achieve achieves return returns bring brings push see expect foster".split())
_FINANCE = frozenset("lending borrowing operating funding refinancing financing".split())
_LONGEST_PHRASE = 6
_BACK = 18
_NEAR = 8
_DETERMINERS = frozenset("the its their our his her these those all a an this that other such your my".split())
_OTHERS = frozenset(("others", "more"))
_OF = frozenset(("of", "de", "d", "von", "des", "der"))


def count(reading: Reading, figure: Figure, start: int, end: int) -> None:
    """Sets what is counted where the words stand right beside the figure."""
    if figure.unit is None:
        figure.counted = _noun_after(reading, figure, end)
        noun = reading.form(figure.counted[1] - 1) if figure.counted else ""
        if figure.counted and not figure.ordinal and figure.counted[0] == figure.after:
            figure.unit = time_unit(noun, reading.language)
            figure.unit_word = figure.counted if figure.unit else None
        if figure.counted and not figure.unit and (figure.magnitude or reading.language != "en"):
            # "Hundreds of dollars", "trois millions d'euros".
            figure.unit = currency_word(noun.removeprefix("d'"))
    elif time_unit(reading.form(figure.unit_word[0]) if figure.unit_word else "", reading.language):
        figure.counted = figure.unit_word
    elif figure.unit_word and figure.unit_word[1] - figure.unit_word[0] == 2 and figure.unit in _TIMES:
        figure.counted = (figure.unit_word[1] - 1, figure.unit_word[1])
    elif figure.unit.startswith(("percent", "basis")):
        figure.counted = (
            _of_phrase(reading, figure.after, end)
            or _people(reading, figure.after, end)
            or _rate(reading, figure, start, end)
        )
    else:
        figure.counted = _of_phrase(reading, figure.after, end)


_TIMES = frozenset("year month week day hour minute decade century".split())


def infer(reading: Reading, figures: Sequence[Figure], index: int, earlier: Tokens | None) -> Tokens | None:
    """The noun that a figure without one counts: that of the figure before, else that of the next in its sentence.

    `earlier` is the last noun counted in the sentence before.
    """
    figure = figures[index]
    for other in reversed(figures[max(0, index - _NEAR) : index]):
        if _is_count(other) and (noun := other.counted or other.inferred) and reading.forms[noun[1] - 1] not in _OTHERS:
            return noun
    for other in figures[index + 1 : index + 1 + _NEAR]:
        if _is_count(other) and other.counted and reading.forms[other.counted[1] - 1] not in _OTHERS:
            return other.counted
    return earlier if figure.unit is None else None


def _is_count(figure: Figure) -> bool:
    return figure.unit is None and not figure.ordinal


def leaves_out_noun(reading: Reading, figure: Figure) -> bool:
    """Whether a figure counts something that another place names: "744 were injured", "744 others"."""
    if figure.unit is not None or figure.ordinal:
        return False
    return figure.counted is None or reading.forms[figure.counted[1] - 1] in _OTHERS


def plural_follows(reading: Reading, k: int, end: int) -> bool:
    """Whether the word at token k, or after one word that describes it, is a noun in the plural, in small letters."""
    return any(
        at < end and reading.spelling(at).islower() and is_plural(reading.form(at)) and not _stops(reading, k)
        for at in (k, k + 1)
    )


def _stops(reading: Reading, k: int) -> bool:
    form = reading.form(k)
    if not form[:1].isalpha():
        return True
    return form in _ENGLISH_STOPS if reading.language == "en" else form in FUNCTION_WORDS


def _noun_after(reading: Reading, figure: Figure, end: int) -> Tokens | None:
    if figure.ordinal:
        return _occasion(reading, figure, end)
    if reading.language in ("de", "fr", "es", "ru"):
        return _foreign_noun(reading, figure, end)
    at = figure.after
    if reading.form(at) in _OF:
        return _of_phrase(reading, at, end)
    if at < end and reading.form(at) in _OTHERS:
        nouned = _plural(reading, at + 1, end) if reading.form(at) == "more" else None
        return nouned or (at, at + 1)
    if figure.attribute:
        return (at, at + 1) if at < end and not _stops(reading, at) else None
    if figure.one or figure.low == figure.high == 1:
        return _singular(reading, at, end)
    return _plural(reading, at, end)


def _plural(reading: Reading, first: int, end: int) -> Tokens | None:
    """The phrase from token `first` to its plural noun, if a phrase of a few words has one."""
    for k in range(first, min(end, first + _LONGEST_PHRASE)):
        form = reading.form(k)
        if is_plural(form) and not reading.in_date(k):
            if (form in STATES or form == "police") and k + 1 < end and is_plural(reading.form(k + 1)):
                continue
            if form in STATES:
                return None
            if form in _UNITED and reading.form(k - 1) == "united" and (past := _plural(reading, k + 1, end)):
                return first, past[1]
            return first, _together(reading, k + 1, end)
        if form[:1].isdecimal() and reading.form(k + 1) == "-" and reading.touches(k + 1):
            continue
        if form == "-" and reading.touches(k) and reading.touches(k + 1):
            continue
        if _stops(reading, k) or form in _VERBS:
            return None
    return None


def _together(reading: Reading, last: int, end: int) -> int:
    """The end of people counted together: "men, women and children"."""
    if reading.form(last - 1) not in _TOGETHER:
        return last
    at = last
    while at + 1 < end and reading.form(at) in (",", "and"):
        at += 1 + (reading.form(at + 1) == "and")
        if reading.form(at) not in _TOGETHER:
            break
        at += 1
        if reading.form(at - 2) == "and":
            return at
    return last


def _singular(reading: Reading, first: int, end: int) -> Tokens | None:
    for k in range(first, min(end, first + 3)):
        if reading.form(k) in PERSONS:
            return first, k + 1
        if _stops(reading, k):
            return None
    return None


def _of_phrase(reading: Reading, at: int, end: int) -> Tokens | None:
    """The noun phrase after "of": up to its plural, else the last of its words."""
    if at >= end or reading.form(at) not in _OF:
        return None
    at += 1
    while at < end and reading.form(at) in _DETERMINERS:
        at += 1
    if reading.language == "en" and (found := _plural(reading, at, end)):
        return found
    if reading.form(at).endswith("'s"):
        return None
    last = at
    while last < min(end, at + 4) and not _stops(reading, last):
        last += 1
    return (at, last) if last > at else None


def _occasion(reading: Reading, figure: Figure, end: int) -> Tokens | None:
    at = figure.after
    if at >= end or _stops(reading, at):
        return None
    for k in range(at, min(end, at + 4)):
        form = reading.form(k)
        if form in OCCASIONS and (k + 1 >= end or reading.form(k + 1) not in OCCASIONS):
            return at, k + 1
        if _stops(reading, k):
            break
    if figure.word or reading.spelling(at)[:1].isupper():
        return None
    last = at + 1
    while last < min(end, at + 3) and reading.spelling(last).islower() and not _stops(reading, last):
        last += 1
    return at, last


def _foreign_noun(reading: Reading, figure: Figure, end: int) -> Tokens | None:
    at = figure.after
    if reading.form(at) in _OF or (figure.low == figure.high and reading.form(at) == "de"):
        at += 1
    if at >= end or _stops(reading, at):
        return None
    last = at
    if figure.word and reading.language in ("fr", "es") and not reading.form(at).endswith(("s", "x")):
        # "Un port neuf ouvre": a word that is a number stands before a plural.
        return None
    if reading.language == "de":
        while last < min(end, at + 4) and not reading.spelling(last)[:1].isupper() and not _stops(reading, last):
            last += 1
        return (at, last + 1) if last < end and reading.spelling(last)[:1].isupper() else None
    if reading.language == "ru":
        while last + 1 < end and last < at + 3 and reading.form(last).endswith(_RUSSIAN_ADJECTIVES):
            last += 1
        return (at, last + 1) if not _stops(reading, last) else None
    return at, at + 1


def _people(reading: Reading, at: int, end: int) -> Tokens | None:
    """Such as "30 per cent women"."""
    return (at, at + 1) if at < end and reading.form(at) in PLURALS else None


def _rate(reading: Reading, figure: Figure, start: int, end: int) -> Tokens | None:
    """What a share or a rate is of: the noun after it, else the nearest before it."""
    if after := _rate_after(reading, figure.after, end):
        return after
    for k in range(figure.first - 1, max(start, figure.first - _BACK) - 1, -1):
        if reading.form(k) in (";", ":"):
            return None
        if reading.form(k) in RATES and reading.form(k) not in ("interest", "share"):
            return _name_start(reading, k, start), k + 1
    return None


def _rate_after(reading: Reading, at: int, end: int) -> Tokens | None:
    """Such as "2 percent inflation objective", "25 basis point cut in the lending rate"."""
    last = None
    k = at
    while k < min(end, at + 4) and (reading.form(k) == "-" or not _stops(reading, k)):
        if reading.form(k) in RATES:
            last = k + 1
        if reading.form(k) in CHANGES | _CHANGE_NOUNS and reading.form(k + 1) in ("in", "to", "of"):
            return _rate_within(reading, k + 2, end)
        k += 1
    if last is None:
        return None
    if reading.form(last) == "for" and (within := _rate_within(reading, last + 1, end)):
        return at, within[1]
    return at, last


def _rate_within(reading: Reading, at: int, end: int) -> Tokens | None:
    """A rate's name that begins at token `at`, after a word like "the"."""
    while at < end and reading.form(at) in _DETERMINERS:
        at += 1
    for k in range(at, min(end, at + 5)):
        if _stops(reading, k):
            return None
        if reading.form(k) in RATES and reading.form(k + 1) not in RATES:
            return at, k + 1
    return None


def _name_start(reading: Reading, k: int, start: int) -> int:
    """Where the name of the rate whose last word is token k begins: "the federal funds rate"."""
    first = k
    while first - 1 > start and first > k - 4:
        if reading.form(first - 1) == "-" and reading.touches(first) and reading.touches(first - 1):
            first -= 2
        elif _stops(reading, first - 1) or _acts(reading.form(first - 1)):
            break
        else:
            first -= 1
    return first


def _acts(form: str) -> bool:
    """Whether a word before a noun is more likely a verb of it than a part of its name."""
    if form in _FINANCE:
        return False
    return form.endswith(("ing", "ed", "ly")) or form in CHANGES or form in KEEPING or form in _VERBS_OF_RATES
