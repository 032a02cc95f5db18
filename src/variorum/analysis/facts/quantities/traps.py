"""Numbers that count nothing: of paragraphs, statutes, telephones, addresses, documents, years and hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.analysis.facts.quantities.plurals import is_plural

if TYPE_CHECKING:
    from variorum.analysis.facts.quantities.numbers import Number
    from variorum.analysis.facts.reading import Reading

# What a number after it names: a part of a document, a document, a line of telephone, a place in a street.
_NAMERS = frozenset(
    (
        # parts of documents
        "paragraph paragraphs para paras subparagraph subparagraphs article articles art arts section "
        "sections sec secs "
        "subsection subsections chapter chapters annex annexes appendix part parts title titles clause "
        "clauses rule rules "
        "page pages p pp volume vol figure fig table tables box footnote footnotes note notes item items "
        "schedule sched "
        "line column step question exhibit attachment enclosure verse canto tab principle recommendation "
        "target goal sdg "
        # documents
        "resolution resolutions decision decisions directive order orders proclamation regulation regulations law laws "
        "act bill decree statute protocol amendment convention treaty ordinance circular notice form docket case file "
        "document contract invoice release bulletin version edition publ pub stat cfr u.s.c usc eo issue series reg fr "
        "pl h.r res memorandum report "
        # numbers by name
        "no nos nr nº n° № # number numbers num code id isbn issn doi account extension ext "
        # telephones
        "tel telephone phone fax mobile call hotline contact "
        # places
        "room floor suite building apartment apt box gate platform route highway interstate road street line block zip "
        "postcode channel flight "
        # names with a number
        "phase tier level class category type model group pillar basel apollo boeing war round lot unit district ward "
        "windows python "
        # German, French, Spanish, Russian
        "absatz artikel abs paragraf paragraphe paragraphes article alinéa titre chapitre résolution "
        "résolutions décision "
        "décret loi arrêté numéro párrafo párrafos artículo artículos capítulo resolución resoluciones "
        "decisión decreto ley "
        "número anexo annexe anlage kapitel abschnitt seite nummer beschluss verordnung gesetz richtlinie "
        "drucksache ziffer "
        "статья статьи статье статьей статей пункт пункта пункте пункты пунктов пунктах резолюция резолюции резолюцией "
        "резолюцию резолюций закон закона указ указа номер глава главы раздел приложение документ страница стр ст п"
    ).split()
)
_SIGNS = frozenset("§ ¶ # № + @ _ = \\ ^ ~".split())
_ADDRESS_WORDS = frozenset(
    "street avenue ave road plaza boulevard blvd drive lane square place court terrace parkway highway broadway "
    "straße strasse allee rue platz calle avenida улица проспект".split()
)
_CITED_IN = frozenset(
    "u.s.c usc cfr c.f.r stat f.r fed f.3d f.2d f.supp s.ct u.s u.n.t.s i.l.m fr d.c.m.r comp o.j bgbl".split()
)
_HOURS = frozenset("a.m p.m am pm o'clock uhr gmt utc noon midnight bst cet est edt et".split())
_NAMED_ORDINALS = frozenset(
    "street avenue ave floor amendment airborne division regiment infantry fleet battalion brigade ward "
    "district century "
    "centuries st congress circuit".split()
)
# "World War Two", "Phase Three".
_NAMED_IN_WORDS = frozenset("war phase annex chapter tier title volume article stage".split())
_CHAINED = frozenset(", ; and or to through - / & und bis et à y e и по ( )".split())
_LONGEST_CHAIN = 4
_YEAR_DIGITS = 4
_FIRST_YEAR, _LAST_YEAR = 1500, 2199
_MOST_ENUMERATOR = 999
# Languages that write no noun with a capital: what follows a number so begins a sentence.
_SMALL_NOUNS = frozenset(("fr", "es", "ru"))
_LONG_CODE = 7
_PHONE_GROUPS = 3
# No figure is held together by more hyphens than "4-3/4-5".
_LONGEST_FIGURE = 12


def is_trap(reading: Reading, number: Number, start: int, end: int, *, measured: bool) -> bool:
    """Whether a number of the sentence [start, end) names something, or is a date, and counts nothing.

    One that is `measured`, with a unit behind it, is so only where it cannot be a figure.
    """
    k = number.first
    if reading.in_date(k) or _in_name(reading, number) or _is_enumerator(reading, number, start, end):
        return True
    if number.word and not number.ordinal:
        return _is_group(reading, k) or reading.form(k - 1) in _NAMED_IN_WORDS
    if number.ordinal:
        if reading.form(number.last) == "day" and reading.form(number.last + 1) == "of":
            return True
        return reading.form(number.last) in _NAMED_ORDINALS or reading.form(number.last + 1) in _NAMED_ORDINALS
    if measured:
        return _is_hour(reading, number)
    return (
        _follows_namer(reading, number, start)
        or _is_cited(reading, number)
        or _is_hour(reading, number)
        or _is_code(reading, number)
        or _is_address(reading, number)
    )


def continues_trap(reading: Reading, trap_end: int, first: int) -> bool:
    """Whether only what joins numbers stands between one that names something and the number at token `first`."""
    gap = first - trap_end
    return 0 <= gap <= _LONGEST_CHAIN and all(
        reading.forms[k] in _CHAINED or reading.in_date(k) for k in range(trap_end, first)
    )


def is_year(reading: Reading, number: Number) -> bool:
    """Whether four plain digits may be a year; what stands around them decides."""
    if not number.bare or number.digits != _YEAR_DIGITS or not _FIRST_YEAR <= number.value <= _LAST_YEAR:
        return False
    return reading.spelling(number.first).isdigit()


def _in_name(reading: Reading, number: Number) -> bool:
    """Whether the number is part of a compound that is no figure: "S/2012/403", "COVID-19", "1990-1995", "555-1234"."""
    k = number.first
    atom = reading.atom_at.get(k)
    if atom is None:
        return _glued(reading, number)
    first, last, form = atom
    if last - first > _LONGEST_FIGURE:
        return True
    if form[0] in "$€£¥₽₴₺₹":
        return False
    if number.ordinal or (number.first == first and number.last >= last):
        return _glued(reading, number)
    if "@" in form or "//" in form or (any(c == "/" for c in form[1:-1]) and not number.fraction and "-" not in form):
        return True
    return _hyphen_name(reading, number, first, last)


def _hyphen_name(reading: Reading, number: Number, first: int, last: int) -> bool:
    parts = [reading.forms[k] for k in range(first, last) if reading.forms[k] not in "-/"]
    figures = [part for part in parts if part[0].isnumeric()]
    if any("/" in reading.forms[k] and len(reading.forms[k]) == 1 for k in range(first, last)):
        return True
    if len(figures) == len(parts):
        long = any(len(part) >= _YEAR_DIGITS and part.isdigit() for part in figures)
        return len(figures) >= _PHONE_GROUPS or long or any(part[0] == "0" and len(part) > 1 for part in figures)
    if number.first == first or number.word:
        return False
    return not reading.form(first)[:1].isnumeric() and reading.forms[first] not in ("mid", "us")


def _glued(reading: Reading, number: Number) -> bool:
    """Whether a letter, a slash or a sign of addresses touches the number."""
    before, after = reading.form(number.first - 1), reading.form(number.last)
    if reading.touches(number.first) and (before in _SIGNS or before in (":", "/", ".", "&", "%")):
        return True
    if (
        after == "%"
        and reading.touches(number.last)
        and reading.touches(number.last + 1)
        and reading.is_word(number.last + 1)
    ):
        return True
    return reading.touches(number.last) and after in ("/", "@", "_", "=", "\\", "°", "′", "&")


def _is_enumerator(reading: Reading, number: Number, start: int, end: int) -> bool:
    """Such as "5." and "5)" at the head of a line, "(5)" anywhere, "[5]"."""
    k, last = number.first, number.last
    before, after = reading.form(k - 1), reading.form(last)
    closed = after in (")", "]")
    if before in ("(", "[") and closed:
        return not number.fraction and reading.form(k - 2) != "-"
    if k == start or (k == start + 1 and before in ("(", "#", "*", "|", "\\", "§")):
        if closed or (after in (".", ":", "-", "|", "\\") and number.value <= _MOST_ENUMERATOR and not number.word):
            return after != "-" or not reading.touches(last)
        return number.bare and (last >= end or (reading.language in _SMALL_NOUNS and _is_title(reading, last)))
    return closed and number.bare and before in (".", ";", ",", ":", "and", "or")


def _is_title(reading: Reading, k: int) -> bool:
    """Whether a word with a capital stands at token k."""
    return reading.spelling(k).istitle()


def _is_group(reading: Reading, k: int) -> bool:
    """Such as "Group of Seven", "Committee of Twenty-Four"."""
    return reading.spelling(k)[:1].isupper() and reading.form(k - 1) == "of" and reading.spelling(k - 2)[:1].isupper()


def _follows_namer(reading: Reading, number: Number, start: int) -> bool:
    k = number.first - 1
    while number.first - k <= _PHONE_GROUPS and (
        reading.form(k) in (".", ":", "(") or (reading.form(k) == "-" and reading.touches(k + 1))
    ):
        k -= 1
    form = reading.form(k)
    if number.bare and reading.form(number.last) == "of" and reading.in_date(number.last + 1):
        return True
    if number.bare and reading.atom_at.get(k) and reading.spelling(k).isupper() and "." in reading.atom_at[k][2]:
        return not is_plural(reading.form(number.last))
    if form in _NAMERS or form in _SIGNS:
        return not (form in ("#", "line", "group", "unit", "report", "target", "goal", "call") and number.scaled)
    if form == "of" and reading.spelling(k - 1)[:1].isupper() and number.bare and reading.form(k - 1) in _GROUPS:
        return True
    return number.bare and k > start and _is_capital_name(reading, k, number)


_GROUPS = frozenset("group committee gang council alliance class".split())
_MOST_COUNTED = 3


def _is_capital_name(reading: Reading, k: int, number: Number) -> bool:
    """Whether a capitalised word inside a sentence stands before digits that no plural follows: "Title 50"."""
    spelling = reading.spelling(k)
    if not spelling[:1].isupper() or reading.text[reading.starts[k] : reading.starts[number.first]].strip() != spelling:
        return False
    following = reading.form(number.last)
    return not (is_plural(following) or following in ("per", "percent", "%", "-"))


def _is_cited(reading: Reading, number: Number) -> bool:
    """Such as "50 U.S.C. 1701", "85 Stat. 583", "3 CFR"."""
    at = number.last
    atom = reading.atom_at.get(at)
    form = atom[2].rstrip(".").lower() if atom else reading.form(at)
    return (
        form in _CITED_IN
        and not reading.form(at + 1).startswith("dollar")
        and (form not in ("u.s",) or reading.form(atom[1] if atom else at + 1)[:1].isdigit())
        and (form not in ("stat", "fed", "fr", "comp") or reading.spelling(at)[:1].isupper())
    )


def _is_hour(reading: Reading, number: Number) -> bool:
    after = reading.form(number.last)
    if after in _HOURS:
        return after not in ("am", "est", "et") or reading.language == "en"
    atom = reading.atom_at.get(number.last)
    if atom is not None and atom[2].rstrip(".").lower() in _HOURS:
        return True
    if after != "hours":
        return False
    return (number.bare and number.digits == _YEAR_DIGITS) or reading.spelling(number.first)[0] == "0"


def _is_code(reading: Reading, number: Number) -> bool:
    """Whether bare digits are a telephone number, a post code, a key."""
    if not number.bare:
        return False
    spelling = reading.spelling(number.first)
    before = reading.spelling(number.first - 1)
    if number.digits > 1 and spelling[0] == "0":
        return True
    if number.digits >= _LONG_CODE and not reading.form(number.last)[:1].isalpha():
        return True
    if number.digits == 5 and (
        (len(before) == 2 and before.isupper()) or (before == "." and reading.spelling(number.first - 2) == "C")
    ):
        return True
    return before == ")" and reading.form(number.first - 2).isdigit() and number.digits == _PHONE_GROUPS


def _is_address(reading: Reading, number: Number) -> bool:
    at = number.last
    for k in range(at, at + _MOST_COUNTED + 1):
        spelling = reading.spelling(k)
        if not spelling[:1].isupper():
            return False
        if reading.form(k) in _ADDRESS_WORDS:
            return k > at or reading.form(k) not in ("square", "place", "court")
    return False
