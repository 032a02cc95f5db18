"""Which codes name a language."""

from __future__ import annotations

import re

_TAG = re.compile(r"([A-Za-z]{2,3})(?:-[A-Za-z0-9]{2,8})*")

# All of ISO 639-1.
_TWO_LETTERS = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en "
    "eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv "
    "ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne "
    "ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st "
    "su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu".split()
)
# Of the thousands of ISO 639-3, those of states, regions and parliaments that have no shorter code.
_THREE_LETTERS = frozenset(
    "arc ast ber ceb chr ckb cnr csb dsb fil fur gag gsw haw hsb ilo kab kok lij mai mni mwl nds nso pap prs rom rup "
    "sah sat scn sco sma smj smn sms srn syr szl tet tpi tyv tzm udm vec wal yue zgh".split()
)


def is_language(tag: str) -> bool:
    """Whether a tag begins with the code of a language, such as "en", "pt-BR" or "zh-Hans"."""
    match = _TAG.fullmatch(tag)
    return match is not None and match[1].lower() in _TWO_LETTERS | _THREE_LETTERS
