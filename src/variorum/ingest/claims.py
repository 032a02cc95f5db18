"""What formats say of their documents in words of their own: dates, languages and titles, told apart from rubbish."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from variorum.model.claims import Claim, Field

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 500
_ISO = re.compile(r"([12]\d{3})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:T.*|\s+\d.*|Z|[+-]\d{2}:?\d{2})?", re.DOTALL)
_COMPACT = re.compile(r"([12]\d{3})(\d{2})(\d{2})(?:T?\d{4}.*)?", re.DOTALL)
# What clocks and databases say when they know no date.
_UNSET = frozenset({"1970-01-01", "1900-01-01", "1899-12-30", "1980-01-01"})
_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?")
_NO_LANGUAGE = frozenset({"und", "mul", "zxx", "mis"})
# ISO 639-2 and 639-3 codes of the languages that have one of two letters, each with it.
_SHORT = {
    pair[:3]: pair[3:]
    for pair in (
        "aaraa abkab afraf akaak albsq amham araar argan armhy asmas avaav aveae aymay azeaz bakba bambm baqeu belbe "
        "benbn bisbi bodbo bosbs brebr bulbg burmy catca cescs chach chece chizh chucu chvcv corkw cosco crecr cymcy "
        "czecs danda deude divdv dutnl dzodz ellel engen epoeo estet euseu eweee faofo fasfa fijfj finfi frafr frefr "
        "fryfy fulff geoka gerde glagd glega glggl glvgv greel grngn gujgu hatht hauha hbssh hebhe herhz hinhi hmoho "
        "hrvhr hunhu hyehy iboig iceis idoio iiiii ikuiu ileie inaia indid ipkik islis itait javjv jpnja kalkl kankn "
        "kasks katka kaukr kazkk khmkm kikki kinrw kirky komkv konkg korko kuakj kurku laolo latla lavlv limli linln "
        "litlt ltzlb lublu luglg macmk mahmh malml maomi marmr mayms mkdmk mlgmg mltmt monmn mrimi msams myamy nauna "
        "navnv nblnr ndend ndong nepne nldnl nnonn nobnb norno nyany ocioc ojioj orior ormom ossos panpa perfa plipi "
        "polpl porpt pusps quequ rohrm ronro rumro runrn rusru sagsg sansa sinsi slksk slosk slvsl smese smosm snasn "
        "sndsd somso sotst spaes sqisq srdsc srpsr sswss sunsu swasw swesv tahty tamta tattt telte tgktg tgltl thath "
        "tibbo tirti tonto tsntn tsots tuktk turtr twitw uigug ukruk urdur uzbuz venve vievi volvo welcy wlnwa wolwo "
        "xhoxh yidyi yoryo zhaza zhozh zulzu"
    ).split()
}
_FILE_NAME = re.compile(
    r"\.(?:docx?|dotx?|pdf|rtf|od[ts]|txt|html?|xlsx?|pptx?|indd|qxp?d?|wpd|pmd|p65|tex|hwp|ai|eps)\b", re.I
)
_PROGRAM_NAME = re.compile(
    r"(?:microsoft (?:office )?(?:word|powerpoint|excel|publisher)|powerpoint|word|slide|folie|layout|untitled|"
    r"document|dokument|unbenannt|sans titre|sin título|no title|title|titel|titre|template|draft|entwurf|normal|print|"
    r"page|seite|scan(?:ned)?|press release|news release|presentation|präsentation)\b[\s\d._()-]*"
    r"(?:presentation|document|-.*)?",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+")


def iso_date(written: str) -> str | None:
    """A date as metadata writes it, in ISO 8601, in the time zone it is written in; None where it is none for certain.

    03/04/2031 is none: which of the two is the month depends on who wrote it.
    """
    written = written.strip()
    if not written or len(written) > _LONGEST:
        return None
    match = _ISO.fullmatch(written) or _COMPACT.fullmatch(written)
    if match is not None:
        return _checked(*match.groups())
    from variorum.text.dates import first_date

    found = first_date(written)
    return None if found is None else _checked(*found.split("-"))


def _checked(year: str, month: str | None = None, day: str | None = None) -> str | None:
    try:
        date = datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    whole = date.isoformat()
    if whole in _UNSET:
        return None
    return whole if day else whole[:7] if month else whole[:4]


def language_code(tag: str) -> str | None:
    """The ISO 639-1 code that a tag ("en-GB", "eng", "fr_CA") begins with; three letters where there is no shorter."""
    match = _TAG.fullmatch(tag.strip())
    if match is None:
        return None
    code = match[1].lower()
    return None if code in _NO_LANGUAGE else _SHORT.get(code, code)


def words_of(written: str) -> str:
    """Characters of metadata on one line, its white space single, no longer than metadata is."""
    return " ".join(written.split())[:_LONGEST]


def is_title(written: str, content: str) -> bool:
    """Whether a title in a file's properties is that of its text, and no file's or program's name or left-over.

    Properties outlive the text they were written for: every number and half of the words must stand in the text.
    """
    if _FILE_NAME.search(written) or _PROGRAM_NAME.fullmatch(written):
        return False
    words = [word.casefold() for word in _WORD.findall(written)]
    # One word with a mark in it is how files are named.
    if sum(map(len, words)) < 3 or "_" in written or (len(words) < 2 and not written.isalpha()):
        return False
    there = {word.casefold() for word in _WORD.findall(content)}
    numbers = set(_NUMBER.findall(content))
    # Counted by letters, for articles and prepositions stand in any text.
    found = sum(len(word) for word in words if word in there)
    return found * 2 >= sum(map(len, words)) and all(number in numbers for number in _NUMBER.findall(written))


def property_claims(title: str, language: str, content: str, *, whose: str) -> tuple[Claim, ...]:
    """The claims of a file's properties, as far as its text bears them out. `whose` names them ("the PDF's").

    Programs set the language to that of their own menus: one that the words of the text deny is left out.
    """
    from variorum.text.languages import guess_language, knows_language

    claims = []
    title = words_of(title)
    if is_title(title, content):
        claims.append(Claim(Field.TITLE, title, f"{whose} title property"))
    code = language_code(language)
    if code is not None and (guess_language(content) == code or not knows_language(code)):
        claims.append(Claim(Field.LANGUAGE, code, f"{whose} language property"))
    return tuple(claims)


def first(field: Field, candidates: Iterable[tuple[str | None, str]]) -> tuple[Claim, ...]:
    """The claim of the first candidate (value, reason) that has a value: one, or none."""
    for value, reason in candidates:
        if value:
            return (Claim(field, value, reason),)
    return ()
