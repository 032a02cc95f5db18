"""Small word lists: function words, month names, units of anniversaries, in the languages variorum knows best."""

from __future__ import annotations

# Words that carry grammar, not matter: alone they neither pair two lines nor hold a rewrite together.
FUNCTION_WORDS = frozenset(
    (
        # English
        "a an the this that these those and or but nor so yet if then than as at by for from in into of off on onto "
        "out over per "
        "to up upon via with within without under between among about against during before after above below through "
        "until while "
        "because although though since whether where when which who whom whose what how why i me my mine we us our "
        "ours you your "
        "yours he him his she her hers it its they them their theirs one ones be am is are was were been being have "
        "has had having "
        "do does did doing will would shall should can could may might must not no also both each every all any some "
        "such only own "
        "same other others another more most much many very too there here just even still again once "
        # German
        "der die das den dem des ein eine einen einem einer eines und oder aber denn sondern als wie wenn weil dass "
        "daß ob zu zum zur "
        "in im ins an am auf aus bei beim mit nach von vom vor für über unter durch gegen ohne um bis seit zwischen "
        "ist sind war waren "
        "wird werden wurde wurden worden sein seine seinen seiner seinem ihr ihre ihren ihrer ihrem hat haben hatte "
        "hatten kann können "
        "soll sollen muss müssen nicht kein keine auch nur noch schon mehr sehr so er sie es wir uns unser unsere man "
        "sich dieser diese "
        "dieses diesen diesem die welche welcher welches was wer "
        # French
        "le la les l un une des du de d et ou mais donc ni car que qui quoi dont où à au aux en dans par pour sur "
        "sous avec sans entre "
        "vers chez est sont était étaient être été a ont avait avaient avoir il elle ils elles on nous vous je tu se "
        "s ce cet cette ces "
        "son sa ses leur leurs notre nos votre vos ne pas plus y qu n c j m t "
        # Spanish
        "el la los las lo un una unos unas de del y e o u pero ni que quien cuyo donde a al en con por para sin sobre "
        "entre hasta desde "
        "es son era eran ser sido ha han había habían haber se su sus nuestro nuestra nuestros nuestras no más como "
        "este esta estos "
        "estas ese esa esos esas le les "
        # Russian
        "и в во не на с со к ко по из за от до у о об для при что как а но или же бы ли это этот эта эти его её ее их "
        "он она оно они мы "
        "нас наш наша наши вы я который которая которое которые которых был была было были быть есть также "
    ).split()
)

_MONTH_NAMES = (
    "january jan januar jänner janvier enero январь января январе",
    "february feb februar février fevrier févr febrero февраль февраля феврале",
    "march mar märz mars marzo март марта марте",
    "april apr avril abril апрель апреля апреле",
    "may mai mayo май мая мае",
    "june jun juni juin junio июнь июня июне",
    "july jul juli juillet juil julio июль июля июле",
    "august aug août aout agosto август августа августе",
    "september sep sept septembre septiembre setiembre сентябрь сентября сентябре",
    "october oct oktober okt octobre octubre октябрь октября октябре",
    "november nov novembre noviembre ноябрь ноября ноябре",
    "december dec dezember dez décembre decembre déc diciembre декабрь декабря декабре",
)
MONTHS: dict[str, int] = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}

# Short names of months that are written with a point or without.
SHORT_MONTHS = frozenset("jan feb févr mar apr jun jul juil aug sep sept oct okt nov dec dez déc".split())

# What joins the first and last day of a range; what joins two days, which are a range when one follows the other.
RANGE_WORDS = frozenset("- / to until through bis au a al по".split())
AND_WORDS = frozenset("and und et y e и".split())
# What may follow the year of a date and adds nothing to it.
YEAR_SUFFIXES = frozenset("года год году г".split())

# What an anniversary counts: "34 years", "the 34th anniversary".
YEAR_WORDS = frozenset(
    (
        "year years anniversary jahr jahre jahren jahrestag an ans année années anniversaire año años aniversario год "
        "года лет годовщина годовщину"
    ).split()
)
