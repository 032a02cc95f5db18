"""Words of numbers, scales, units and currencies, in the languages variorum knows best."""

from __future__ import annotations

from decimal import Decimal


def _numbered(words: str, start: int, step: int = 1) -> dict[str, Decimal]:
    return {word: Decimal(start + step * k) for k, word in enumerate(words.split())}


SMALL: dict[str, Decimal] = {
    **_numbered(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen",
        0,
    ),
    **_numbered("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10),
    "fourty": Decimal(40),
}
"""English number words below a hundred."""

_GERMAN_UNITS = "ein zwei drei vier fünf sechs sieben acht neun".split()
_GERMAN_TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split()
_RUSSIAN = (
    "два|две|двух|двум|двумя три|трех|трем|тремя четыре|четырех|четырем пять|пяти|пятью шесть|шести|шестью"
    " семь|семи|семью восемь|восьми девять|девяти|девятью десять|десяти|десятью одиннадцать|одиннадцати"
    " двенадцать|двенадцати тринадцать|тринадцати четырнадцать|четырнадцати пятнадцать|пятнадцати"
    " шестнадцать|шестнадцати семнадцать|семнадцати восемнадцать|восемнадцати девятнадцать|девятнадцати"
)
_RUSSIAN_TENS = (
    "двадцать|двадцати тридцать|тридцати сорок|сорока пятьдесят|пятидесяти шестьдесят|шестидесяти семьдесят|семидесяти"
    " восемьдесят|восьмидесяти девяносто|девяноста сто|ста"
)


def _declined(words: str, start: int, step: int = 1) -> dict[str, Decimal]:
    return {form: value for forms, value in _numbered(words, start, step).items() for form in forms.split("|")}


_SMALL_ABROAD: dict[str, dict[str, Decimal]] = {
    "de": {
        **_numbered(
            "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn"
            " achtzehn neunzehn",
            2,
        ),
        **_numbered(" ".join(_GERMAN_TENS), 20, 10),
        **{
            f"{unit}und{ten}": Decimal(10 * tens + units)
            for tens, ten in enumerate(_GERMAN_TENS, 2)
            for units, unit in enumerate(_GERMAN_UNITS, 1)
        },
        "hundert": Decimal(100),
    },
    "fr": {
        **_numbered("deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize", 2),
        **_numbered("vingt trente quarante cinquante soixante", 20, 10),
        "cent": Decimal(100),
    },
    "es": {
        **_numbered(
            "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete"
            " dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis"
            " veintisiete veintiocho veintinueve",
            2,
        ),
        **_numbered("treinta cuarenta cincuenta sesenta setenta ochenta noventa cien", 30, 10),
    },
    "ru": {**_declined(_RUSSIAN, 2), **_declined(_RUSSIAN_TENS, 20, 10)},
}


def small_words(language: str) -> dict[str, Decimal]:
    """The number words of a language below a hundred, and a hundred; "one" is an article in most. Else the English."""
    return _SMALL_ABROAD.get(language, SMALL)


DENOMINATORS: dict[str, int] = {
    name + ending: value
    for name, value in {
        "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
        "ninth": 9, "tenth": 10, "hundredth": 100,
    }.items()
    for ending in ("", "s")
} | {"halves": 2}  # fmt: skip
"""What a fraction in words is a number of."""

ORDINALS: dict[str, Decimal] = {
    **_numbered(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
        " fifteenth sixteenth seventeenth eighteenth nineteenth",
        1,
    ),
    **_numbered("twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth", 20, 10),
}

MAGNITUDES: dict[str, Decimal] = {
    "tens": Decimal(10),
    "dozens": Decimal(12),
    "hundreds": Decimal(100),
    "thousands": Decimal(1000),
    "millions": Decimal(10**6),
    "billions": Decimal(10**9),
    "trillions": Decimal(10**12),
}
"""Plurals that say a size and no figure: at least two of what they are plurals of."""

_THOUSAND, _MILLION, _MILLIARD, _BILLION = Decimal(1000), Decimal(10**6), Decimal(10**9), Decimal(10**12)
_SCALES: dict[str, dict[str, Decimal]] = {
    "en": {
        "hundred": Decimal(100),
        "dozen": Decimal(12),
        "thousand": _THOUSAND,
        "million": _MILLION,
        "mln": _MILLION,
        "billion": _MILLIARD,
        "bn": _MILLIARD,
        "trillion": _BILLION,
    },
    "de": {
        **dict.fromkeys(("tausend", "tsd"), _THOUSAND),
        **dict.fromkeys(("million", "millionen", "mio"), _MILLION),
        **dict.fromkeys(("milliarde", "milliarden", "mrd"), _MILLIARD),
        **dict.fromkeys(("billion", "billionen"), _BILLION),
    },
    "fr": {
        "mille": _THOUSAND,
        **dict.fromkeys(("million", "millions"), _MILLION),
        **dict.fromkeys(("milliard", "milliards"), _MILLIARD),
        **dict.fromkeys(("billion", "billions"), _BILLION),
    },
    "es": {
        "mil": _THOUSAND,
        **dict.fromkeys(("millón", "millones"), _MILLION),
        **dict.fromkeys(("billón", "billones"), _BILLION),
    },
    "ru": {
        **dict.fromkeys(("тысяча", "тысячи", "тысяч", "тыс"), _THOUSAND),
        **dict.fromkeys(("миллион", "миллиона", "миллионов", "млн"), _MILLION),
        **dict.fromkeys(("миллиард", "миллиарда", "миллиардов", "млрд"), _MILLIARD),
        **dict.fromkeys(("триллион", "триллиона", "триллионов", "трлн"), _BILLION),
    },
}

PERCENT_WORDS = frozenset("% percent pct prozent процент процента процентов проценту процентам".split())
PERCENT_PAIRS = frozenset({("per", "cent"), ("pour", "cent"), ("por", "ciento"), ("por", "cento")})

_TIME_UNITS: dict[str, dict[str, str]] = {
    "en": {
        **{f"{name}{ending}": name for name in "year month week day hour minute decade century".split()
           for ending in ("", "s", "s'")},
        "decades": "decade",
        "centuries": "century",
        "fortnight": "fortnight",
        "quarters": "quarter",
        "seconds": "second",
        "yr": "year",
        "yrs": "year",
    },
    "de": {
        **dict.fromkeys("jahr jahre jahren jahres".split(), "year"),
        **dict.fromkeys("monat monate monaten monats".split(), "month"),
        **dict.fromkeys("woche wochen".split(), "week"),
        **dict.fromkeys("tag tage tagen".split(), "day"),
        **dict.fromkeys("stunde stunden".split(), "hour"),
        **dict.fromkeys("minute minuten".split(), "minute"),
        **dict.fromkeys("jahrzehnt jahrzehnte jahrzehnten".split(), "decade"),
    },
    "fr": {
        **dict.fromkeys("an ans année années".split(), "year"),
        "mois": "month",
        **dict.fromkeys("semaine semaines".split(), "week"),
        **dict.fromkeys("jour jours".split(), "day"),
        **dict.fromkeys("heure heures".split(), "hour"),
        **dict.fromkeys("minute minutes".split(), "minute"),
        **dict.fromkeys("décennie décennies".split(), "decade"),
    },
    "es": {
        **dict.fromkeys("año años".split(), "year"),
        **dict.fromkeys("mes meses".split(), "month"),
        **dict.fromkeys("semana semanas".split(), "week"),
        **dict.fromkeys("día días".split(), "day"),
        **dict.fromkeys("hora horas".split(), "hour"),
        **dict.fromkeys("minuto minutos".split(), "minute"),
        **dict.fromkeys("decenio decenios década décadas".split(), "decade"),
    },
    "ru": {
        **dict.fromkeys("год года лет годов".split(), "year"),
        **dict.fromkeys("месяц месяца месяцев".split(), "month"),
        **dict.fromkeys("неделя недели недель".split(), "week"),
        **dict.fromkeys("день дня дней".split(), "day"),
        **dict.fromkeys("час часа часов".split(), "hour"),
        **dict.fromkeys("минута минуты минут".split(), "minute"),
    },
}  # fmt: skip

_MEASURES: dict[str, str] = {
    form: unit
    for unit, forms in {
        "kilometre": "km kilometre kilometres kilometer kilometers kilómetros kilomètres километров",
        "metre": "metre metres meter meters mètres metros метров",
        "centimetre": "cm centimetre centimetres centimeter centimeters",
        "millimetre": "mm millimetre millimetres millimeter millimeters",
        "mile": "mile miles",
        "foot": "feet ft",
        "hectare": "hectare hectares ha hektar hectáreas гектаров",
        "acre": "acre acres",
        "ounce": "ounce ounces oz",
        "kilogram": "kg kilogram kilograms kilogramme kilogrammes",
        "tonne": "tonne tonnes tonnen toneladas тонн",
        "ton": "ton tons",
        "pound": "pound pounds lb lbs",
        "litre": "litre litres liter liters litros литров",
        "gallon": "gallon gallons",
        "barrel": "barrel barrels",
        "watt": "watt watts",
        "kilowatt": "kw kilowatt kilowatts",
        "megawatt": "mw megawatt megawatts",
        "gigawatt": "gw gigawatt gigawatts",
        "terawatt-hour": "twh",
        "gigawatt-hour": "gwh",
        "megawatt-hour": "mwh",
        "kilowatt-hour": "kwh",
        "degree Celsius": "°c",
    }.items()
    for form in forms.split()
}

CURRENCY_SIGNS: dict[str, str] = {
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₽": "RUB", "₴": "UAH", "₺": "TRY", "₹": "INR", "₼": "AZN",
    "us$": "USD", "a$": "AUD", "c$": "CAD", "ca$": "CAD", "hk$": "HKD", "nz$": "NZD", "r$": "BRL", "s$": "SGD",
}  # fmt: skip
"""What a sign before or after a figure stands for; a dollar without a country is read as that of the United States."""

CURRENCY_CODES = frozenset(
    "aud azn brl cad chf cny czk dkk eur gbp hkd huf inr jpy krw mxn nok nzd pln rub sek sgd try uah usd zar".split()
)

_CURRENCY_WORDS: dict[str, str] = {
    form: code
    for code, forms in {
        "USD": "dollar dollars dólares доллар доллара долларов",
        "EUR": "euro euros евро",
        "GBP": "sterling",
        "JPY": "yen",
        "CNY": "yuan renminbi",
        "RUB": "ruble rubles rouble roubles rubel рубль рубля рублей",
        "AZN": "manat manats",
        "UAH": "hryvnia hryvnias",
    }.items()
    for form in forms.split()
}


def scale_of(form: str, language: str) -> Decimal | None:
    """What a word after a figure multiplies it by; "billion" is not the same in every language."""
    return _SCALES.get(language, _SCALES["en"]).get(form)


def time_unit(form: str, language: str) -> str | None:
    """The unit of time that a word is, in the singular."""
    return _TIME_UNITS.get(language, _TIME_UNITS["en"]).get(form)


def measure_unit(form: str) -> str | None:
    """The unit of length, mass, area, volume or energy that a word is, in the singular."""
    return _MEASURES.get(form)


def currency_word(form: str) -> str | None:
    """The ISO 4217 code of a currency's name."""
    return _CURRENCY_WORDS.get(form)
