"""Which lines are no part of what is said: release lines, contacts, page heads and feet, end marks, tags, addresses."""

from __future__ import annotations

import re

_LONGEST_CONTACT = 260

# Bodies whose bare name heads their documents; before the first sentence only.
_MASTHEADS = frozenset(
    (
        "united nations|security council|general assembly|economic and social council|human rights council"
        "|nations unies|conseil de sécurité|assemblée générale|naciones unidas|consejo de seguridad|asamblea general"
        "|организация объединенных наций|совет безопасности|генеральная ассамблея"
        "|vereinte nationen|sicherheitsrat|generalversammlung|联合国|安全理事会|大会"
        "|الأمم المتحدة|مجلس الأمن|الجمعية العامة"
        "|federal register|presidential documents"
        "|the white house|office of the press secretary|the white house office of the press secretary"
    ).split("|")
)
_TATWEEL = "\u0640"

_END_MARK = (
    r"(?:-+ ?|\[|\()?(?:end|ends|end of (?:statement|text|document|release)|more|ende|fin|fine|конец|30|xxx)"
    r"(?: ?-+|\]|\))?[.:]?$"
)
_RELEASE_LINES = (
    r"(?:for )?(?:immediate|general) release\b",
    r"for release\b",
    r"embargo(?:ed)?\b",
    r"not for (?:publication|release|distribution)\b",
    r"for use at\b",
    r"(?:press|news|media) (?:release|statement)?s?(?: ?(?:no|number|nr|№|#)\.?)?[ :#/\d.-]*$",
    (
        r"(?:pressemitteilung|presseerklärung|communiqué de presse|comunicado de prensa|nota de prensa"
        r"|comunicato stampa|пресс-релиз)(?: ?(?:nr|n°|no|núm|№)\.?)?[ :#/\d.-]*$"
    ),
    r"sperrfrist\b",
    r"pour (?:diffusion|publication) immédiate",
    r"para (?:su )?(?:publicación|difusión) inmediata",
    r"для немедленной публикации",
    r"\[?implementation note issued\b",
    r"\*? ?reissued for technical reasons\.?$",
)
_PAGE_HEADS = (
    r"the white house, ?$",
    r"distr(?:\.|ibution:)",
    r"verteilung:",
    r"original: ",
    r"(?:page|seite|página|стр\.|p\.) ?\d{1,4}(?: ?(?:of|/|von|de|sur|из) ?\d{1,4})?$",
    r"-+ ?\d{1,4} ?-+$",
    r"\d{1,4} ?/ ?\d{1,4}$",
    r"\d{1,4} (?:of|von) \d{1,4}$",
    r"(?:\d{1,6} )?federal register ?/ ?vol\.",
    r"\[?fr doc\. ?\d|filed \d{1,2}[-–]\d{1,2}[-–]\d{2}; \d|billing code \d{4}",
    r"last updated?:",
    r"(?:share|print|back to top)$",
    r"skip to\b.{0,40}$",
    r"©|\(c\) \d{4}|copyright (?:©|\(c\)|\d{4})|all rights reserved",
    r"(?:</?[a-z!][^<>]*> ?)+$",
)
_TAGS_AND_ADDRESSES = (
    r"(?:tags?|topics?|keywords?|categor(?:y|ies)|schlagw(?:ort|örter)|mots[- ]clés|etiquetas|теги): ",
    r"(?:#\w+[ ,]*)+$",
    r"(?:tel|phone|telephone|fax|e-?mail|mobile|tél|teléfono|telefon|тел)\b\.?:? ?[+(\d\[]?\S*@?[\d@]",
    r"(?:media|press) (?:contacts?|inquiries|enquiries|office)\b(?=.{0,60}$)",
    r"contacts?:|pressekontakt|contact presse|contacto de prensa",
    r"for (?:media|press) inquiries, please (?:e-?mail|call|contact)$",
    r"\[email protected\]$",
    r"or call [\d() -]+\.?$",
    r"(?:https?://|www\.)\S+$",
    # A link alone, if it is more than the one word that a wrapped line may hold.
    r"\[[*_]*(?-i:[A-Z\d])[^\]]* [^\]]*\]\(https?://\S+\)$",
    r"[\w.+-]+@[\w-]+\.[\w.-]+$",
)
_RELEASE_LINE = re.compile("|".join(_RELEASE_LINES), re.IGNORECASE)
_LINE = re.compile("|".join((_END_MARK, *_RELEASE_LINES, *_PAGE_HEADS, *_TAGS_AND_ADDRESSES)), re.IGNORECASE)
# "S/RES/2052 (2012)", "12-39473 (E)".
_SYMBOL = re.compile(r"[A-Z]{1,5}(?:/[A-Z0-9.]+){1,5}(?: ?\(\d{4}\))?\*?$|\d{2}-\d{5}(?: \([A-Z]\))?(?: \d{6})?$")
# A sentence that only says whom to ask is furniture where it gives a number or an address.
_CONTACT = re.compile(
    r"for (?:any )?(?:media|press|further|more|additional|any|questions?|inquiries|enquiries)\b.{0,40}"
    r"\b(?:inquir|enquir|information|question|detail|contact|press|media)|(?:media|press) contacts?"
    r"|(?:inquiries|enquiries|questions|contact)\b|rückfragen|für (?:weitere|presse)|pour (?:plus|tout)"
    r"|para (?:más|mayor)",
    re.IGNORECASE,
)
_REACHED_AT = re.compile(r"@|\[email|\b\+?\(?\d[\d ()./-]{5,}\d\b|https?://|www\.", re.IGNORECASE)
# An address block without a sentence in it.
_ADDRESS = re.compile(
    r"\b(?:tel|telephone|phone|fax|telefon|téléphone|teléfono)\b\.?:? ?[+(]{0,2}\d[\d ()/-]{5,}|\S@\S+\.\w",
    re.IGNORECASE,
)
_BULLET = re.compile(r"[•·▪*] ")
_ALNUM = re.compile(r"[^\W_]")


def is_furniture(paragraph: str) -> bool:
    """Whether a short paragraph is furniture wherever it stands. One without a letter or a figure always is."""
    if not _ALNUM.search(paragraph) or _LINE.match(paragraph) or _SYMBOL.match(paragraph):
        return True
    if _BULLET.match(paragraph) and _RELEASE_LINE.match(paragraph, 2):
        return True
    if len(paragraph) > _LONGEST_CONTACT:
        return False
    if _CONTACT.match(paragraph):
        return _REACHED_AT.search(paragraph) is not None
    return paragraph[-1] not in ".!?:" and _ADDRESS.search(paragraph) is not None


def is_masthead(paragraph: str) -> bool:
    """Whether a paragraph is the bare name of a body that heads its documents with it."""
    return paragraph.replace(_TATWEEL, "").lower().strip("*_ ") in _MASTHEADS
