"""What a paragraph is, by its shape: furniture, dateline, vote, item, a label without a full stop, or body."""

from __future__ import annotations

import re
from enum import Enum, auto

from variorum.text.lexicon import MONTHS


class Shape(Enum):
    """What a paragraph looks like by itself; whether a label is a title or a heading, its place decides."""

    FURNITURE = auto()
    MASTHEAD = auto()
    DATELINE = auto()
    VOTE = auto()
    ITEM = auto()
    ROW = auto()
    HEADING = auto()
    LABEL = auto()
    BODY = auto()


# Longer than this nothing is a label, a dateline or furniture.
_LONGEST_LABEL = 300
_MOST_LABEL_WORDS = 45
_LONGEST_CONTACT = 260
_LONGEST_DATELINE = 90
_LONGEST_PLACE = 40

_MONTH_NAMES = frozenset(
    {
        *MONTHS,
        *"gennaio febbraio marzo aprile maggio giugno luglio settembre ottobre novembre dicembre".split(),
        *"janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro".split(),
        *"januari februari maart mei augustus jänner".split(),
        *"yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr".split(),
        *"ocak şubat nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık".split(),
        *"stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia".split(),
    }
)
_MONTH = rf"(?:{'|'.join(sorted(_MONTH_NAMES, key=lambda name: (-len(name), name)))})\b"
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th|er|º|°|\.)?)"
_TIME = r"\d{1,2}:\d{2} ?(?:[ap]\.?m\.?)? ?(?:[A-Z]{2,5}|uhr)?$"
_DATE = re.compile(
    rf"(?:{_DAY}(?:\s?[-–]\s?{_DAY})?(?:\s(?:de|of))?\s{_MONTH}\.?(?:(?:\sde[l]?|,)?\s\d{{4}})?"
    rf"|{_MONTH}\.?\s{_DAY}(?:\s?[-–]\s?{_DAY})?(?:,?\s\d{{4}})?"
    rf"|{_MONTH}\.?\s(?:de\s)?\d{{4}}"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}-\d{1,2}-\d{4}"
    rf"|{_TIME}"
    r"|\d{4}年\d{1,2}月(?:\d{1,2}日)?|\d{1,2}\s(?:\w+\s)?\w+/\w+\s\d{4})",
    re.IGNORECASE,
)
# Looked for first: no date is without a month's name, or figures joined like "20.01.2024", "2012年6月", "24 Nisan/April".
_FIGURES_JOINED = re.compile(r"\d[-./:年]\d|/")
_LETTERS = re.compile(r"[^\W\d_]+")
_WEEKDAY = (
    "monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonntag "
    "lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo "
    "понедельник вторник среда четверг пятница суббота воскресенье"
)
# What may stand beside a date on a dateline, a place aside.
_BESIDE_DATE = re.compile(
    rf"\b(?:{'|'.join(_WEEKDAY.split())}|released?|published|issued|updated|posted|date|dated|on|den|le|el|a|am|at|the|г|года|год|р|um|uhr"
    r"|vom|datum|fecha|дата|du|\d{1,2}[:.h]\d{2}|[ap]\.?m|e[ds]?t|gmt|utc|cet|noon)\b",
    re.IGNORECASE,
)
_ADOPTED = re.compile(
    r"(?:adopted (?:by|at|on)|adoptée? (?:par|à|le)|aprobad[oa] (?:por|en)|принята|verabschiedet|angenommen)|.{0,40}通过$|(?:الذي )?اتخذ",
    re.IGNORECASE,
)
_MASTHEAD = frozenset(
    "united nations|security council|general assembly|economic and social council|human rights council|nations unies|conseil de sécurité"
    "|assemblée générale|naciones unidas|consejo de seguridad|asamblea general|организация объединенных наций|совет безопасности"
    "|генеральная ассамблея|vereinte nationen|sicherheitsrat|generalversammlung|联合国|安全理事会|大会|الأمم المتحدة|مجلس الأمن"
    "|الجمعية العامة|the white house|office of the press secretary|the white house office of the press secretary".split("|")
)
_SYMBOL = re.compile(r"[A-Z]{1,5}(?:/[A-Z0-9.]+){1,5}(?:/\d+)?(?: ?\(\d{4}\))?\*?$|\d{2}-\d{5}(?: \([A-Z]\))?(?: \d{6})?$")
_FURNITURE_LINE = re.compile(
    r"(?:"
    r"(?:-+ ?|\[|\()?(?:end|ends|end of (?:statement|text|document|release)|more|ende|fin|fine|конец|30|xxx)(?: ?-+|\]|\))?[.:]?$"
    r"|(?:for )?(?:immediate|general) release\b|for release\b|embargo(?:ed)?\b|not for (?:publication|release|distribution)\b|for use at\b"
    r"|(?:press|news|media) (?:release|statement)?s?(?: ?(?:no|number|nr|№|#)\.?)?[ :#/\d.-]*$"
    r"|(?:pressemitteilung|presseerklärung|communiqué de presse|comunicado de prensa|nota de prensa|comunicato stampa|пресс-релиз)"
    r"(?: ?(?:nr|n°|no|núm|№)\.?)?[ :#/\d.-]*$"
    r"|sperrfrist\b|pour (?:diffusion|publication) immédiate|para (?:su )?(?:publicación|difusión) inmediata|для немедленной публикации"
    r"|the white house, ?$|implementation note issued\b|\[the white house, ?$|implementation note issued\b|last updated?:|share$|print$|back to top$|skip to\b.{0,40}$"
    r"|distr(?:\.|ibution:)|verteilung:|original: |(?:page|seite|página|стр\.|p\.) ?\d{1,4}(?: ?(?:of|/|von|de|sur|из) ?\d{1,4})?$"
    r"|-+ ?\d{1,4} ?-+$|\d{1,4} ?/ ?\d{1,4}$|\d{1,4} (?:of|von) \d{1,4}$"
    r"|(?:tags?|topics?|keywords?|categor(?:y|ies)|schlagw(?:ort|örter)|mots[- ]clés|etiquetas|теги): |(?:#\w+[ ,]*)+$"
    r"|(?:tel|phone|telephone|fax|e-?mail|mobile|tél|teléfono|telefon|тел)\b\.?:? ?[+(\d\[]?\S*@?[\d@]"
    r"|(?:media|press) (?:contacts?|inquiries|enquiries|office)\b(?=.{0,60}$)|contacts?:|pressekontakt|contact presse|contacto de prensa"
    r"|for (?:media|press) inquiries, please (?:e-?mail|call|contact)$|\[email protected\]$|or call [\d() -]+\.?$"
    r"|(?:https?://|www\.)\S+$|\[[*_]*(?-i:[A-Z\d])[^\]]* [^\]]*\]\(https?://\S+\)$|(?:</?[a-z!][^<>]*> ?)+$|\*? ?reissued for technical reasons\.?$|[\w.+-]+@[\w-]+\.[\w.-]+$"
    r"|©|\(c\) \d{4}|copyright (?:©|\(c\)|\d{4})|all rights reserved"
    r")",
    re.IGNORECASE,
)
_CONTACT_START = re.compile(
    r"for (?:media|press|further|more|additional|any)\b.{0,40}\b(?:inquir|enquir|information|question|detail|contact)|(?:media|press) contacts?"
    r"|(?:inquiries|enquiries|questions|contact)\b|rückfragen|für (?:weitere|presse)|pour (?:plus|tout)|para (?:más|mayor)",
    re.IGNORECASE,
)
_REACHED_AT = re.compile(r"@|\[email|\b\+?\(?\d[\d ()./-]{5,}\d\b|https?://|www\.", re.IGNORECASE)

_NAMES = r"(?:(?:Mr|Ms|Mrs|Dr)\. )?(?:[A-Z][\w.'’-]* ){1,5}"
_VOTE = re.compile(
    r"[*_\"]{0,2}(?:Voting (?:for|against|in favou?r|\(by|with)|Voted (?:for|against)|(?:Votes? )?(?:In favou?r|Against|Abstain(?:ing|ed)): "
    r"|Those (?:members )?voting |(?:\w+ )?members? (?:\([^)]*\) )?voted (?:in favou?r of|against|for) the "
    rf"|{_NAMES}(?:voted as|dissented|entered a reservation|abstained|voted against the (?:action|policy|decision|motion))"
    r"|(?:Dafür|Dagegen) stimmten|Ont voté|Votos? a favor:|Votes? (?:pour|contre):|Голосовали)"
)
# A paragraph that a vote began returns to the body here.
_AFTER_VOTE = re.compile(r"In (?:a related|taking|addition|other|connection)\b|The (?:Board|Committee) ")

_ITEM = re.compile(
    r"\\?(?:[•·▪▫◦‣⁃●○■□►*+–—-]|\(?\d{1,3}\\?[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?|\d{1,3} [-–](?= \D)|\(?[a-zA-Z]\\?\)|\([ivxlcIVXLC]{1,6}\\?\)"
    r"|[ivxlcIVXLC]{2,6}[.)]|[ivx]\.|[a-z]\.|(?:Section|Sec\.|Article|Art\.|Artikel|Artículo|Статья|§) ?\d{1,3}(?:\.(?= )| ?[-–—:]))"
    r" (?=\S)"
)
_NO_ITEM = re.compile(rf"\d{{1,2}}\. (?:{_MONTH}|Jahr)|[–—-] ?[–—-]|— ?(?-i:[a-zа-я])", re.IGNORECASE)
_MARKDOWN_HEADING = re.compile(r"#{1,6} +\S")
_CLOSED = re.compile(r"[.!?:;,…—–。！？：；，、؟؛،।։።][\"'’”»)\]*_†‡]*(?:\[?\d{1,3}\]?)?$")
_NUMBERED_ACT = re.compile(r"(?:resolution|résolution|resolución|resolución|резолюция|decision|décision) \d+(?: ?\(\d{4}\))?,?$", re.IGNORECASE)
_ALNUM = re.compile(r"[^\W_]")


def shape_of(paragraph: str) -> Shape:
    """What a paragraph looks like. White space in it is single spaces; quotation marks are straight."""
    length = len(paragraph)
    if length <= _LONGEST_LABEL:
        shape = _short_shape(paragraph)
        if shape is not None:
            return shape
    if _VOTE.match(paragraph):
        return Shape.VOTE
    if _ITEM.match(paragraph) and not _NO_ITEM.match(paragraph):
        return Shape.ITEM
    if (_CLOSED.search(paragraph, max(0, length - 12)) and not _NUMBERED_ACT.match(paragraph)) or length > _LONGEST_LABEL or paragraph.count(" ") > _MOST_LABEL_WORDS:
        return Shape.BODY
    return Shape.LABEL


def _short_shape(paragraph: str) -> Shape | None:
    if not _ALNUM.search(paragraph) or _is_furniture(paragraph):
        return Shape.FURNITURE
    if paragraph.replace("\u0640", "").lower().strip("*_ ") in _MASTHEAD:
        return Shape.MASTHEAD
    if _is_dateline(paragraph):
        return Shape.DATELINE
    if _MARKDOWN_HEADING.match(paragraph):
        return Shape.HEADING
    if paragraph[0] == "|":
        return Shape.ROW
    return None


def _is_furniture(paragraph: str) -> bool:
    if _FURNITURE_LINE.match(paragraph) or _SYMBOL.match(paragraph):
        return True
    return (
        len(paragraph) <= _LONGEST_CONTACT
        and _CONTACT_START.match(paragraph) is not None
        and _REACHED_AT.search(paragraph) is not None
    )


def _is_dateline(paragraph: str) -> bool:
    adopted = _ADOPTED.match(paragraph) is not None
    if not adopted and len(paragraph) > _LONGEST_DATELINE:
        return False
    if _MONTH_NAMES.isdisjoint(_LETTERS.findall(paragraph.lower())) and not _FIGURES_JOINED.search(paragraph):
        return False
    match = _DATE.search(paragraph)
    if match is None or adopted:
        return match is not None
    rest = _BESIDE_DATE.sub(" ", _DATE.sub(" ", paragraph)).strip(" ,.;:|()[]–—-•*_")
    return not rest or _is_place(rest, paragraph[: match.start()], paragraph[match.end() :])


def _is_place(rest: str, before: str, after: str) -> bool:
    """Whether what a dateline holds beside its date is a place: a few capitalised words and a comma before the date."""
    return (
        len(rest) <= _LONGEST_PLACE
        and rest in before
        and "," in before
        and after.strip(" .г") in ("", "года")
        and all(word[0].isupper() or not word[0].isalpha() for word in rest.split())
    )


def may_hold_vote(paragraph: str) -> bool:
    """Whether a paragraph has the words of a vote anywhere; cheap."""
    return "Voting " in paragraph or " voted " in paragraph or " dissented" in paragraph


def is_vote(sentence: str) -> bool:
    """Whether a sentence says who voted how."""
    return _VOTE.match(sentence) is not None


def returns_to_body(sentence: str) -> bool:
    """Whether a sentence after a vote, in its paragraph, tells of something else."""
    return _AFTER_VOTE.match(sentence) is not None
