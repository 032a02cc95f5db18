"""Abbreviations whose full stop may not end a sentence, and the words that begin one, by language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """What is known of the words of one language, all without their last full stop.

    After a word of `inner` a sentence goes on; after one of `counted` it goes on where a number follows; after one of
    `outer` it goes on unless a word of `openers` follows. A word listed with a capital is one only with a capital.
    `openers`, in lower case, begin sentences and hardly ever names.
    """

    inner: frozenset[str]
    counted: frozenset[str]
    outer: frozenset[str]
    openers: frozenset[str]


_COMMON_INNER = _words("e.g i.e cf viz vs ca approx Dr Prof Mr Mrs Ms Mme Mlle")
_COMMON_COUNTED = _words(
    "no nos nr nrs art arts fig figs p pp pag vol vols vers cap chap ch doc docs res corr par para paras § n",
    "nn fn cl sec secs sect stat reg fed supp sess cong pub ord exec ann eq tab tel fax ext Add App Rev Rec",
)
_COMMON_OUTER = _words("etc al a.m p.m Jr Sr Inc Ltd Co Corp Bros Ph.D M.D")

ENGLISH = Abbreviations(
    inner=_words(
        "Mr Mrs Ms Messrs Dr Drs Prof Profs Gen Sens Reps Gov Govs Pres Lt Col Maj Capt Cpt Cmdr Adm Sgt Cpl Pvt",
        "Hon Msgr Amb Supt Brig Asst asst assoc e.g i.e cf viz vs v approx incl esp dept div Univ Natl Intl Govt",
        "Attys Secy H.M H.E",
    ),
    counted=_words("Sen Rep Rev Exec sched schs pt pts ss s c subsec subpara cls regs bldg rm apt"),
    outer=_words(
        "St Mt Ft Ave Blvd Rd Hwy Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Mon Tue Tues Wed Thu Thur",
        "Thurs Fri Sat Sun Assn Mfg Esq ret Fla Calif Mass Conn Ala Ariz Ark Colo Del Ga Ill Ind Kan Ky La Md",
        "Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Penn Tenn Tex Va Vt Wash Wis Wyo Dist Ct seq U.S U.N U.K",
        "U.S.A D.C E.U U.S.C C.F.R P.O P.S",
    ),
    openers=_words(
        "the a an this that these those in on at by for from with to as and but or nor so yet if when while after",
        "before since because although though however moreover nonetheless nevertheless therefore thus hence it",
        "its he she they we i you his her their our my your there here today tomorrow yesterday now then who what",
        "where why how each every both many most some such not let also another during through between among",
        "within without according despite given following voting any once meanwhile finally additionally",
        "furthermore consequently similarly instead indeed overall together until upon against across along amid",
        "around beyond except like rather unless whereas whether which all no",
    ),
)

GERMAN = Abbreviations(
    inner=_words(
        "z.b d.h u.a i.d.r i.v.m z.t o.g s.o s.u v.a u.u m.e i.a i.e v.chr n.chr z.zt d.i bzw vgl ggf evtl inkl",
        "einschl ca sog bspw insb Dr Prof Hr Hrn Fr Frl St Dipl Ing Mag gem lt zzgl abzgl exkl geb gest verh Präs",
        "bes allg zit hrsg jur phil nat St.s",
    ),
    counted=_words(
        "nr nrn art abs s kap ziff bd bde anl anm rn rdnr lit buchst bl aufl jg bgbl tel Str Hs",
    ),
    outer=_words(
        "usw etc u.a.m u.s.w u.dgl dgl o.ä u.ä ff f jh jhs jhd Mio Mrd Tsd Jan Feb Febr Mär Apr Jun Jul Aug Sept",
        "Okt Nov Dez GmbH e.V str Abk Gez gez i.V",
    ),
    openers=_words(
        "der die das den dem des ein eine einer einem eines dieser diese dieses diesem diesen in im am an auf aus",
        "bei mit nach von vom vor zu zum zur für über unter durch gegen ohne um als wenn weil da daher deshalb",
        "dennoch doch aber und oder auch es er sie wir ich ihr ihre ihrer sein seine seiner unser unsere nur noch",
        "schon so wie was wer wo hier dort dabei damit dazu heute gestern morgen jetzt nun seit während trotz",
        "ferner zudem außerdem darüber allerdings jedoch alle viele kein keine nicht bis ob sowie man mein meine",
        "zwischen seitdem danach dann zugleich gleichzeitig insgesamt",
    ),
)

FRENCH = Abbreviations(
    inner=_words(
        "M MM Mme Mmes Mlle Mlles Mgr Me Dr Pr Prof St Ste p.ex cf c.-à-d env ex av apr gén Col Lt Cdt Vve resp",
        "N.B S.E S.M S.A.S S.A.R",
    ),
    counted=_words("art al n no nos p pp t vol chap sect par fig éd coll liv tit ann § tél"),
    outer=_words(
        "etc av.j.-c j.-c janv févr avr juil sept oct nov déc bd Cie Sté s.a é.-u e.-u suiv sq sqq",
    ),
    openers=_words(
        "le la les l un une des ce cet cette ces il elle ils elles on nous vous je tu en dans à au aux de du par",
        "pour sur sous avec sans selon depuis pendant après avant entre vers chez contre comme si quand lorsque",
        "puisque car mais ou et donc or ni son sa ses leur leurs notre nos votre vos mon ma mes qui que quoi où",
        "comment pourquoi aujourd'hui hier demain ici là ainsi aussi cependant toutefois néanmoins enfin puis",
        "ensuite alors tout tous toute toutes chaque plusieurs certains c'est c'était d'autres malgré outre face",
    ),
)

SPANISH = Abbreviations(
    inner=_words(
        "Sr Sra Sres Sras Srta D Dª Dña Dr Dra Dres Prof Profa Lic Ing Arq Gral Cnel Tte Sto Sta S.M S.A.R Excmo",
        "Excma Ilmo Ilma Ud Uds Vd Vds p.ej cf EE vs Mons Fr Pbro Hno Hna aprox",
    ),
    counted=_words(
        "núm núms no nos nro nros art arts pág págs p pp vol vols cap caps tomo t párr párrs apdo inc lit fig tel",
        "§ n",
    ),
    outer=_words(
        "etc UU EE.UU EEUU cía s.a Ltda a.c d.c a.m p.m ene feb abr jun jul ago sept oct nov dic Av Avda Jr al",
    ),
    openers=_words(
        "el la los las lo un una unos unas este esta estos estas ese esa eso esto aquel aquella en a al de del",
        "por para con sin sobre según desde hasta entre tras durante contra ante bajo como si cuando mientras",
        "porque pues pero o y e ni no se su sus nuestro nuestra nuestros nuestras mi mis él ella ellos ellas",
        "nosotros yo usted que qué quien quién cuál dónde donde hoy ayer mañana aquí allí así también además",
        "asimismo finalmente luego entonces todo todos toda todas cada muchos algunos ningún otra otro otros",
        "otras ha han hay es son fue fueron",
    ),
)

RUSSIAN = Abbreviations(
    inner=_words(
        "т.е т.к т.н т.о т.ч т им акад проф доц д-р г-н г-жа гр тов св о ул пр просп пл пос дер обл напр ср см",
        "мин ген полк подп кап лейт адм зам нач пред сек чл корр",
    ),
    counted=_words("ст п пп ч гл с стр рис табл т тт вып кн абз подп разд прил изм тел кв д корп"),
    outer=_words(
        "г гг в вв руб коп тыс млн млрд трлн т.д т.п др н.э чел экз кг км м см мм га янв февр мар апр авг сент",
        "окт нояб дек",
    ),
    openers=_words(
        "в во на по с со к ко из за от до для при о об у над под без через между после перед и а но или да не ни",
        "это этот эта эти тот та те он она оно они мы вы я его её ее их наш наша наши все всё весь вся как так",
        "что кто где когда если хотя однако также тогда сегодня вчера завтра здесь там теперь уже ещё еще только",
        "кроме согласно вместе поэтому таким каждый многие некоторые",
    ),
)


def _with_common(own: Abbreviations) -> Abbreviations:
    # A language's own reading of a word wins: French "n." is counted, Spanish "EE." never ends.
    return Abbreviations(
        own.inner | (_COMMON_INNER - own.counted - own.outer),
        own.counted | (_COMMON_COUNTED - own.inner - own.outer),
        own.outer | (_COMMON_OUTER - own.inner - own.counted),
        own.openers,
    )


_BY_LANGUAGE = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH, "es": SPANISH, "ru": RUSSIAN}
_NOTHING: frozenset[str] = frozenset()
# Any other language: the international words; English openers, because no other language's names begin with them.
_OTHER = Abbreviations(_NOTHING, _NOTHING, _NOTHING, ENGLISH.openers)


@cache
def _table(language: str) -> Abbreviations:
    return _with_common(_BY_LANGUAGE.get(language, _OTHER))


def abbreviations(language: str) -> Abbreviations:
    """The table of a language by its code ("de", "de-AT"); a language without one gets the international words."""
    return _table(language.partition("-")[0].lower())
