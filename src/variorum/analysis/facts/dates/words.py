"""The words round dates, in the languages variorum knows best: what joins, announces, repeats and forbids them."""

from __future__ import annotations

from variorum.text.lexicon import AND_WORDS, MONTHS, RANGE_WORDS

JOINERS = RANGE_WORDS | frozenset("till through hasta до".split())
"""What joins the first and last date of a range."""
BETWEEN = frozenset("between zwischen entre между".split())
LIST_WORDS = AND_WORDS | frozenset((",", "or", "oder", "ou", "o", "или", ";"))
"""What joins dates that share what only one of them says."""
ONWARD = frozenset(
    (
        "until till by through before beginning starting effective expires expire next bis spätestens vor jusqu'au"
        " jusqu'à avant hasta antes до к"
    ).split()
)
"""Words before a date that looks ahead from the statement's own."""
AHEAD = frozenset("will shall upcoming wird werden sera seront será serán будет будут".split())
"""Words near a date that make it one to come, after a word of `ON`."""
ON = frozenset("on in am im le el en в".split())
RECURRING = frozenset(
    (
        ("of", "each", "year"),
        ("of", "every", "year"),
        ("each", "year"),
        ("every", "year"),
        ("annually",),
        ("de", "chaque", "année"),
        ("chaque", "année"),
        ("de", "cada", "año"),
        ("cada", "año"),
        ("jedes", "jahres"),
        ("jeden", "jahres"),
        ("каждого", "года"),
    )
)
"""Words after a day that comes every year."""
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
"""Days that "the last … in" a month name, in whatever year."""
EACH = frozenset("each every jeden jedes jeder chaque cada каждый каждое".split())

# Days that are names of what happened on them or is kept on them, in whatever year: they stay without a year.
NAMED_DAYS = frozenset({(9, 11), (7, 4), (12, 25)})

IN_WORDS: dict[str, frozenset[str]] = {
    "en": frozenset(
        "in since until till by through during early late mid last next this before after from to between of fiscal fy"
        " year years circa around about throughout beginning starting ending".split()
    ),
    "de": frozenset("in im ins seit bis vor nach jahr jahre jahren jahres von ab ende anfang mitte zwischen".split()),
    "fr": frozenset("en depuis avant après année l'année de d'ici fin début entre jusqu'en an l'an dès".split()),
    "es": frozenset("en desde hasta antes después año años de del entre para a".split()),
    "ru": frozenset("в с до к по от за после начала конце начале конца".split()),
}
"""Words that announce a year or a month."""

MONTH_FOLLOWERS = frozenset("meeting session".split())
"""Words that make the month before them a date."""
PART_WORDS = frozenset("early late mid end beginning start middle".split())

# A number after one of these is a name's, a place's in a text, or no date at all.
NOT_YEAR_AFTER = frozenset(
    (
        "no nos nr number numbers № article articles art section sections sec rule rules paragraph paragraphs para"
        " paras page pages p pp room form title chapter § # c cfr fr stat decision decisions decree directive"
        " regulation regulations docket case flight tel fax phone iso route suite box highway resolution resolutions"
        " annex item ext order orders résolution résolutions resolución resoluciones резолюция резолюции artikel"
        " artículo статья статьи disease"
    ).split()
)
# Words that make a count of what follows.
COUNTING_BEFORE = frozenset(
    "over than nearly almost some least most approximately roughly exceed exceeding total totalling totaling only"
    " estimated additional".split()
)
COUNTED_AFTER = frozenset(
    "people persons men women children troops personnel percent per dollars euros million billion thousand metres"
    " meters miles kilometres kilometers km kg tons tonnes employees members soldiers words hours days years months"
    " acres hectares jobs cases police officers basis points pages m gmt utc".split()
)
STREETS = frozenset("street st avenue ave road rd boulevard blvd drive lane nw sw ne se suite plaza square".split())

SEASONS = {
    name: number
    for number, names in enumerate(
        (
            "spring frühling frühjahr printemps primavera весной весна весны",
            "summer sommer été verano летом лето лета",
            "autumn fall herbst automne otoño осенью осень осени",
            "winter hiver invierno зимой зима зимы",
        ),
        1,
    )
    for name in names.split()
}
CENTURY_WORDS = frozenset(
    "century centuries jahrhundert jahrhunderts siècle siècles siglo siglos век века веке веков".split()
)
HOUR_WORDS = frozenset("noon midnight midday uhr h hours heures heure utc gmt".split())
"""Words at which an hour is looked for, before them."""
PARTS_OF_YEAR = frozenset((*SEASONS, "quarter", "half", "quartal", "trimestre", "q1", "q2", "q3", "q4"))
DECADE_WORDS = frozenset("jahre jahren années años годы годов годах гг".split())

_UNITS = ("year", "month", "week", "decade", "century", "day")
_TURNS = {"this": 0, "last": -1, "next": 1, "current": 0}
PHRASES: dict[str, dict[tuple[str, ...], tuple[str, int]]] = {
    "en": {
        ("today",): ("day", 0),
        ("tonight",): ("day", 0),
        ("yesterday",): ("day", -1),
        ("tomorrow",): ("day", 1),
        ("last", "night"): ("day", -1),
        **{("this", part): ("day", 0) for part in ("morning", "afternoon", "evening")},
        **{(turn, unit): (unit, step) for turn, step in _TURNS.items() for unit in _UNITS if unit != "day"},
        **{
            (*words, "the", "year"): ("year", 0)
            for words in (
                ("end", "of"),
                ("beginning", "of"),
                ("start", "of"),
                ("rest", "of"),
                ("remainder", "of"),
                ("later", "in"),
                ("earlier", "in"),
                ("early", "in"),
                ("late", "in"),
            )
        },
    },
    "de": {
        ("heute",): ("day", 0),
        ("gestern",): ("day", -1),
        ("morgen",): ("day", 1),
        **{(word, "jahr"): ("year", 0) for word in ("dieses", "diesem")},
        ("dieses", "jahres"): ("year", 0),
        **{(word, "jahr"): ("year", -1) for word in ("letztes", "letzten", "vergangenen", "voriges", "vorigen")},
        **{(word, "jahr"): ("year", 1) for word in ("nächstes", "nächsten", "kommenden", "kommendes")},
    },
    "fr": {
        ("aujourd'hui",): ("day", 0),
        ("hier",): ("day", -1),
        ("demain",): ("day", 1),
        ("cette", "année"): ("year", 0),
        ("ce", "mois"): ("month", 0),
        **{(word, end): ("year", -1) for word in ("l'année", "l'an") for end in ("dernière", "dernier", "passée")},
        ("l'année", "prochaine"): ("year", 1),
        ("l'an", "prochain"): ("year", 1),
    },
    "es": {
        ("hoy",): ("day", 0),
        ("ayer",): ("day", -1),
        **{(word, "año"): ("year", 0) for word in ("este", "presente")},
        ("este", "mes"): ("month", 0),
        ("año", "pasado"): ("year", -1),
        ("próximo", "año"): ("year", 1),
        ("año", "próximo"): ("year", 1),
    },
    "ru": {
        ("сегодня",): ("day", 0),
        ("вчера",): ("day", -1),
        ("завтра",): ("day", 1),
        **{(word, "году"): ("year", 0) for word in ("этом", "нынешнем", "текущем")},
        **{(word, "года"): ("year", 0) for word in ("этого", "текущего")},
        ("прошлом", "году"): ("year", -1),
        **{(word, "году"): ("year", 1) for word in ("следующем", "будущем")},
    },
}
"""Phrases that count from the statement's own date: the unit, and how many of it on or back."""

PHRASES_BY_LAST: dict[str, dict[str, list[tuple[str, ...]]]] = {}
"""The same by language and last word, long ones first."""
for _language, _phrases in PHRASES.items():
    for _words in sorted(_phrases, key=len, reverse=True):
        PHRASES_BY_LAST.setdefault(_language, {}).setdefault(_words[-1], []).append(_words)

AGO_BEFORE: dict[str, tuple[str, ...]] = {"de": ("vor",), "fr": ("il", "y", "a"), "es": ("hace",)}
AGO_AFTER: dict[str, str] = {"en": "ago", "ru": "назад"}
ROUGHLY = frozenset(
    "about almost nearly over some around approximately roughly rund etwa über plus presque environ casi"
    " más unos около почти более".split()
)
"""Words before a count of years that leave it rough."""


def date_triggers(language: str) -> frozenset[str]:
    """The words at which a date or a time is looked for in a language; figures are others."""
    language = language if language in PHRASES else "en"
    words = {*PHRASES_BY_LAST[language], AGO_AFTER.get(language) or AGO_BEFORE[language][-1]}
    if language == "en":
        words.update([f"{word}'s" for word in words])
    return frozenset(words) | MONTHS.keys() | CENTURY_WORDS | PARTS_OF_YEAR | HOUR_WORDS
