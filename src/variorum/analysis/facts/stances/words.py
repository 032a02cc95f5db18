"""The verbs with which official statements ask, censure, promise and decide, in classes, and how strongly they ask.

Written for variorum from the usage of resolutions, statements of ministries and presidents, and of central banks.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple


class Verb(NamedTuple):
    """One form of a verb of the table. `frames` is what may follow it; `noun` is true where a noun is spelt alike."""

    act: str
    form: str
    frames: frozenset[str]
    noun: bool


# Forms of a verb, as `Verb.form` has them.
BASE, THIRD, PAST, GERUND = "base", "third", "past", "gerund"

# lemma | act | what may follow: an object (obj), a that-clause, an infinitive (to), or one of these words. An
# asterisk: the plain form, or that with -s, is as often a noun. `obj-to` is an object with an infinitive; `body` means
# that the subject must be the speaker or a body, since programmes support and rules encourage without a stance;
# `memory` that one of REMEMBERED must follow.
_VERBS = """
demand*      | demand     | obj that
insist       | insist     | on upon that
call*        | call       | on upon for
appeal*      | call       | to
urge*        | urge       | obj
implore      | urge       | obj
exhort       | urge       | obj
request*     | request    | obj that
ask          | request    | obj-to
invite       | invite     | obj-to
encourage    | encourage  | obj-to body
recommend    | recommend  | obj that
order*       | order      | obj
instruct     | order      | obj-to
direct       | order      | obj-to
authorize    | authorise  | obj-to body
authorise    | authorise  | obj-to body
warn         | warn       | obj that against of
note*        | note       | obj that with
recall*      | recall     | obj that
acknowledge  | recognise  | obj that
recognize    | recognise  | obj that
recognise    | recognise  | obj that
reaffirm     | reaffirm   | obj that
reiterate    | reaffirm   | obj that
affirm       | reaffirm   | obj that
stress*      | stress     | obj that
underscore   | stress     | obj that
underline    | stress     | obj that
emphasize    | stress     | obj that
emphasise    | stress     | obj that
welcome*     | welcome    | obj
applaud      | commend    | obj
commend      | commend    | obj
praise*      | commend    | obj
congratulate | commend    | obj
thank*       | thank      | obj
appreciate   | thank      | obj
support*     | support    | obj body
endorse      | support    | obj
regret*      | regret     | obj that
deplore      | deplore    | obj that
lament*      | regret     | obj that
condemn      | condemn    | obj
denounce     | condemn    | obj
reject*      | reject     | obj
oppose       | reject     | obj
deny         | deny       | obj that
refute       | deny       | obj that
accuse       | blame      | obj
blame*       | blame      | obj
promise*     | promise    | obj that to
pledge*      | promise    | obj that to
vow*         | promise    | obj that to
undertake    | promise    | to
guarantee*   | promise    | obj that body
decide       | decide     | that to
agree        | decide     | that to
resolve*     | decide     | that to
determine    | determine  | that
proclaim     | declare    | obj that
commemorate  | commemorate | obj with
mourn        | commemorate | obj with
remember     | commemorate | obj with memory
expect       | expect     | obj that to body
anticipate   | expect     | obj that body
intend       | promise    | to body
vote*        | decide     | to body
honor*       | commemorate | obj
honour*      | commemorate | obj
"""
_IRREGULAR = {
    "undertake": ("undertakes", "undertook", "undertaking"),
    "regret": ("regrets", "regretted", "regretting"),
    "deny": ("denies", "denied", "denying"),
}

# Verbs that say what they mean by the noun behind them: "expresses its deep concern", "takes note of".
NOUN_ACTS: dict[str, dict[str, str]] = {
    "express": {
        "concern": "concern",
        "concerns": "concern",
        "alarm": "concern",
        "dismay": "concern",
        "indignation": "condemn",
        "outrage": "condemn",
        "condemnation": "condemn",
        "regret": "regret",
        "regrets": "regret",
        "appreciation": "thank",
        "gratitude": "thank",
        "thanks": "thank",
        "satisfaction": "welcome",
        "support": "support",
        "solidarity": "support",
        "condolences": "commemorate",
        "sympathy": "commemorate",
        "intention": "promise",
        "readiness": "promise",
        "determination": "promise",
        "commitment": "promise",
        "hope": "hope",
    },
    "take": {"note": "take note"},
    "pay": {"tribute": "commemorate"},
}
_NOUN_VERBS = {
    "express": ("expresses", "expressed", "expressing"),
    "take": ("takes", "took", "taking"),
    "pay": ("pays", "paid", "paying"),
}

# What somebody is or stays ("remains deeply concerned"), by what follows the word.
STATES: dict[str, tuple[str, frozenset[str]]] = {
    "concerned": ("concern", frozenset({"about", "at", "by", "over", "that"})),
    "alarmed": ("concern", frozenset({"about", "at", "by", "over", "that"})),
    "appalled": ("condemn", frozenset({"at", "by", "that"})),
    "outraged": ("condemn", frozenset({"at", "by", "that"})),
    "grateful": ("thank", frozenset({"to", "for", "that"})),
    "thankful": ("thank", frozenset({"to", "for", "that"})),
    "committed": ("promise", frozenset({"to"})),
    "determined": ("promise", frozenset({"to"})),
    "prepared": ("promise", frozenset({"to"})),
    "ready": ("promise", frozenset({"to"})),
    "resolved": ("promise", frozenset({"to"})),
    "responsible": ("blame", frozenset({"for"})),
}
# What nobody is called responsible for but in blame; "responsible for planning" is an office.
HARMS = frozenset(
    (
        "abuse abuses aggression assault atrocities atrocity attack attacks bloodshed bombing brutality "
        "casualties catastrophe crackdown crime crimes crisis damage death deaths destruction disaster "
        "escalation failure genocide harm injuries killing killings loss losses massacre massacres murder "
        "murders shooting slaughter strike suffering terror torture tragedies tragedy violation violations "
        "violence"
    ).split()
)

# What is done to somebody or something that then has a name or a rank: "was declared a day of mourning".
NAMING = {
    "qualified": "qualify",
    "recognized": "recognise",
    "recognised": "recognise",
    "condemned": "condemn",
    "denounced": "condemn",
    "declared": "declare",
    "proclaimed": "declare",
    "designated": "declare",
}
# Instruments that are adopted.
INSTRUMENTS = frozenset(
    (
        "act amendment charter constitution convention decision declaration decree law protocol resolution "
        "statement strategy treaty"
    ).split()
)
# What somebody had a right to, and what is a grievance when it was not done.
DUES = frozenset(
    "given granted afforded punished prosecuted investigated fulfilled honoured honored implemented respected".split()
)
# Passive deeds that a "will" promises, whoever does them.
PROMISED_DEEDS = frozenset(
    "countered punished prosecuted defended protected honoured honored upheld answered repelled avenged".split()
)

# Whom and what one remembers in mourning; one remembers a telephone call too.
REMEMBERED = frozenset(
    "memory fallen victims dead died killed lost lives martyrs sacrifice sacrificed perished heroes".split()
)

# Verbs that say of things what is to be hoped of them: "inflation should moderate" demands nothing.
EXPECTED = frozenset(
    (
        "help trouble worry alarm reassure maintain foster remain moderate support contribute lead ease "
        "decline rise fall increase decrease prove result stay return boost promote continue edge expand grow "
        "improve keep damp slow provide come allow reduce make stabilize recover begin put serve give"
    ).split()
)
# Things that are expected to work, when they "should".
MEASURES = frozenset(
    (
        "action actions program programs programme programmes purchases measures decision step steps policy "
        "policies change changes growth inflation economy demand accommodation increase reduction adjustment "
        "easing firming stance"
    ).split()
)
# Bodies whose "will" is a promise. A last word of a subject.
BODIES = frozenset(
    (
        "administration agency assembly authorities authority bank board cabinet commission committee "
        "community council delegation department government governments group leaders ministers ministry "
        "nations organization organisation parliament parties party president reserve secretary states union"
    ).split()
)
# Who or what else can be said to ask and to condemn: persons, and documents.
SPEAKERS = frozenset(
    (
        "ambassador americans chair chairman citizens co-chairs congress country court director directors "
        "governor governors head heads house leader leaders lawmakers member members minister mission mother "
        "father nation office officials official order organisations organizations participants people person "
        "premier representative representatives secretaries senator senators sides society spokesman "
        "spokesperson spokeswoman staff state team citizen countries delegates envoy family families judges "
        "judge mayor mayors parents workers memorandum report resolution statement document declaration "
        "letter decision law bill constitution charter treaty agreement proclamation strategy plan directive "
        "principals partners allies experts chiefs king queen crown two both"
    ).split()
)

# What a "will" before these says is no promise.
NO_PROMISE = frozenset(
    (
        "be have say tell see know need find become get talk just turn go come mention admit note read quote "
        "start always never remember feel look hear think probably live meet receive travel speak deliver "
        "also join depart attend host arrive leave return stay face lose win miss forget take then soon now "
        "conclude close end only die welcome convene chair experience benefit enjoy gain suffer owe begin"
    ).split()
)

SAYING = frozenset(
    (
        "said says stated states told tells announced announces declared claimed claims added explained "
        "conveyed argued warned emphasized emphasised stressed noted reported reports affirmed asserted "
        "confirmed underlined underscored reiterated alleged testified remarked"
    ).split()
)
"""Forms of verbs of saying that one person's words follow."""


# Classes of stances that are words somebody said.
REPORTED = frozenset(
    (
        "demand insist call urge request recommend warn stress reaffirm note recognise welcome commend thank "
        "regret deplore condemn reject deny blame promise"
    ).split()
)


class Strength(NamedTuple):
    """A place on a ladder; places on different ladders say nothing of each other."""

    ladder: str
    rank: int


_ASKING = {
    "note": 1,
    "take note": 2,
    "invite": 3,
    "encourage": 3,
    "recommend": 4,
    "request": 4,
    "call": 5,
    "urge": 6,
    "insist": 7,
    "demand": 8,
    "order": 9,
}
_MODALS = {"may": 2, "let us": 3, "should": 4, "ought to": 4, "need to": 5, "needs to": 5, "must": 7, "shall": 8}
_CENSURE = {"concern": 1, "regret": 2, "deplore": 3, "condemn": 4}


def strength(act: str, modal: str | None = None) -> Strength | None:
    """How strongly a stance asks or censures; None where its class is on no ladder.

    Asking: notes < takes note < invites, encourages < recommends, requests, should < calls on < urges < insists, must
    < demands, shall < orders. Censure: concern < regret < deplore < condemn.
    """
    if act == "demand" and modal in _MODALS:
        return Strength("asking", _MODALS[modal])
    if act in _ASKING:
        return Strength("asking", _ASKING[act])
    return Strength("censure", _CENSURE[act]) if act in _CENSURE else None


@cache
def verb_forms() -> dict[str, Verb]:
    """Every form of every verb of the table, in lower case."""
    forms: dict[str, Verb] = {}
    for row in _VERBS.strip().splitlines():
        lemma, act, following = (part.strip() for part in row.split("|"))
        noun, lemma = lemma.endswith("*"), lemma.rstrip("*")
        frames = frozenset(following.split())
        third, past, gerund = _IRREGULAR.get(lemma) or _regular(lemma)
        forms[lemma] = Verb(act, BASE, frames, noun)
        forms[third] = Verb(act, THIRD, frames, noun)
        forms[past] = Verb(act, PAST, frames, noun=False)
        forms[gerund] = Verb(act, GERUND, frames, noun=False)
    forms["undertaken"] = forms["undertook"]
    return forms


@cache
def noun_verb_forms() -> dict[str, tuple[str, str]]:
    """Every form of the verbs of NOUN_ACTS: its lemma and which form it is."""
    forms: dict[str, tuple[str, str]] = {}
    for lemma, (third, past, gerund) in _NOUN_VERBS.items():
        forms |= {lemma: (lemma, BASE), third: (lemma, THIRD), past: (lemma, PAST), gerund: (lemma, GERUND)}
    return forms


@cache
def stance_triggers() -> frozenset[str]:
    """The words without one of which a sentence tells no stance."""
    modals = "must should shall need needs ought will won't adopted let".split()
    return frozenset({*verb_forms(), *noun_verb_forms(), *STATES, *DUES, *NAMING, *modals})


def speech_triggers() -> frozenset[str]:
    """The words without one of which a sentence reports nobody's words."""
    return SAYING | {"according"}


def _regular(lemma: str) -> tuple[str, str, str]:
    third = lemma + ("es" if lemma.endswith(("ss", "sh")) else "s")
    if lemma.endswith("e"):
        return third, lemma + "d", lemma[:-1] + "ing" if not lemma.endswith("ee") else lemma + "ing"
    return third, lemma + "ed", lemma + "ing"
