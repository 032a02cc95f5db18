"""Which language a text is written in, guessed from its script and its function words."""

from __future__ import annotations

import re

DEFAULT_LANGUAGE = "en"
# Code points looked at: enough words of any statement, and a bound for the cost on a book.
_SAMPLE = 1500
# Fewer function words than this speak for no language.
_FEWEST_WORDS = 3
_WORD = re.compile(r"[^\W\d_]+")

_FUNCTION_WORDS = {
    "en": "the of and to in that is for with as on by was are has be this which from at it we our their not will its",
    "de": "der die und den das von zu mit des im für auf dem ist nicht ein eine sich werden auch als wir sind durch",
    "fr": "le les et des du une dans que pour par sur est au aux qui avec ce cette nous sont ses son leur être ont",
    "es": "el los las y del que una por con para se su sus como más al es lo este esta ha han sobre son entre",
    "it": "il lo gli di che e della delle dei nel per una con sono alla anche più dal questo è ha come alle degli",
    "pt": "o os as e da do das dos em que uma para com não por mais como ao se pela pelo são na no nos",
    "nl": "de het een van en dat op te voor met zijn niet aan door ook wordt om bij naar uit deze worden",
    "pl": "i w na z do że się nie jest przez dla oraz o od po za jak ich to są który która",
    "tr": "ve bir bu için ile olarak da de olan daha çok en gibi kadar sonra her ancak tarafından",
    "az": "və bu ilə üçün bir olan də da ki sonra öz edilmiş kimi tərəfindən isə artıq hər daha",
    "sv": "och att det som en på är av för med den till inte har ett om vi från ska",
}
_VOTES: dict[str, tuple[str, ...]] = {}
for _language, _list in _FUNCTION_WORDS.items():
    for _entry in _list.split():
        _VOTES[_entry] = (*_VOTES.get(_entry, ()), _language)

# First match wins: scripts that name their language, the more telling ones first.
_SCRIPTS = tuple(
    (language, re.compile(f"[{characters}]"))
    for language, characters in (
        ("ja", "\u3041-\u30ff"),
        ("ko", "\uac00-\ud7a3\u1100-\u11ff"),
        ("zh", "\u4e00-\u9fff\u3400-\u4dbf"),
        ("uk", "іїєґІЇЄҐ"),
        ("ru", "\u0400-\u04ff"),
        ("fa", "پچژگ"),
        ("ar", "\u0600-\u06ff"),
        ("he", "\u0590-\u05ff"),
        ("el", "\u0370-\u03ff"),
        ("hi", "\u0900-\u097f"),
        ("bn", "\u0980-\u09ff"),
        ("th", "\u0e00-\u0e7f"),
        ("hy", "\u0530-\u058f"),
        ("ka", "\u10a0-\u10ff"),
        ("am", "\u1200-\u137f"),
    )
)
# Scripts cover the more of a sample, the fewer letters foreign names and symbols leave them.
_SCRIPT_SHARE = 0.2
_TELLING_SHARE = 0.01


def guess_language(text: str) -> str:
    """The ISO 639-1 code that fits the beginning of a text best; English where nothing speaks for another.

    Cost is bounded: only the first few thousand code points are read.
    """
    sample = text[:_SAMPLE]
    if not sample.isascii():
        script = _language_of_script(sample)
        if script is not None:
            return script
    counts: dict[str, int] = {}
    for word in _WORD.findall(sample.lower()):
        for language in _VOTES.get(word, ()):
            counts[language] = counts.get(language, 0) + 1
    best = max(counts.values(), default=0)
    if best < _FEWEST_WORDS or counts.get(DEFAULT_LANGUAGE, 0) == best:
        return DEFAULT_LANGUAGE
    return min(language for language, count in counts.items() if count == best)


def _language_of_script(sample: str) -> str | None:
    other = len(_NON_LATIN.findall(sample))
    if other < _SCRIPT_SHARE * len(sample):
        return None
    found = {language: len(pattern.findall(sample)) for language, pattern in _SCRIPTS}
    # Letters that only one language of a script has are few in any text: a small share of them is telling.
    for family, telling in ((("zh",), "ja"), (("ru",), "uk"), (("ar",), "fa")):
        if found[telling] and found[telling] < _TELLING_SHARE * other:
            found[telling] = 0
        elif found[telling]:
            found[telling] += sum(found[language] for language in family)
    best = max(found.values())
    return next(language for language, count in found.items() if count == best) if best else None


_NON_LATIN = re.compile("[\u0370-\u1cff\u3041-\ud7a3]")
