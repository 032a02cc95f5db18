"""Curated classes of predicates and counted nouns: handles for finding a fact again, never printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.text.lexicon import FUNCTION_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

ELAPSED = "elapsed"

# Written by hand for this project, from words that recurring statements use of the same thing.
_PREDICATES = {
    "killed": (
        "kill kills killed killing killings dead die died death deaths lives life murder murdered murders massacre "
        "massacred massacres slaughter slaughtered perish perished execute executed executions exterminated starved "
        "martyred fallen slain assassinated"
    ),
    "wounded": "wound wounded wounding wounds injure injured injuring injury injuries hurt maim maimed",
    "missing": "missing disappear disappeared disappearance disappearances unaccounted",
    "displaced": (
        "deport deported deporting deportation deportations displace displaced displacing displacement expel expelled "
        "expulsion exile exiled fled flee uproot uprooted evacuate evacuated exodus resettle resettled forcibly"
    ),
    "detained": (
        "arrest arrested arrests detain detained detaining detention imprison imprisoned imprisonment intern interned "
        "internment jailed"
    ),
    "abducted": "abduct abducted abduction kidnap kidnapped hostage taken captured",
    "level": (
        "raise raised raises raising lower lowered lowers lowering increase increased increases increasing reduce "
        "reduced reduces reducing cut cuts cutting fell decrease decreased decreases decreasing rise rises rose risen "
        "rising fall falls falling decline declined declines declining drop dropped grow grew grown growing expand "
        "expanded climb climbed slow slowed change changed move moved adjust adjusted maintain maintained maintains "
        "maintaining keep keeps kept keeping hold held leave left unchanged set sets setting establish established "
        "reaffirm reaffirmed remain remains remained stand stands stood reach reached averaged exceed exceeds "
        "exceeded total totalled totaled amounted amounts down up"
    ),
    "extended": "renew renewed renews renewing extend extended extends extending prolong prolonged prolongs extension",
    "given": (
        "donate donated contribute contributed provide provided providing allocate allocated pledge pledged commit "
        "committed spend spent invest invested give gave given"
    ),
    "traded": "sell sold sale sales buy bought purchase purchased purchases purchasing",
    "destroyed": "destroy destroyed destroying destruction damage damaged burn burned burnt",
    "released": "release released free freed liberate liberated rescue rescued rescuing save saved return returned",
    "sent": "deploy deployed deploying deployment send sent sending authorize authorized authorizes comprise comprised",
    "for": "favour favor",
    "against": "against",
    "abstained": "abstain abstained abstaining abstention abstentions",
    ELAPSED: "ago passed elapsed since later after old",
}
_NOUNS = {
    "persons": (
        "civilian citizen people person inhabitant resident individual victim casualty soul life compatriot human "
        "national man"
    ),
    "children": "child children minor infant baby",
    "women": "woman women",
    "fighters": "soldier troop serviceman servicemember personnel peacekeeper fighter combatant military martyr",
    "captives": "prisoner hostage captive detainee",
    "displaced": "refugee deportee idp expellee",
    "houses": "house home dwelling household",
    "places": "village settlement town city community",
    "states": "state country nation",
}
_UP = frozenset(
    "raise raised raises raising increase increased increases increasing rise rises rose risen rising grow grew grown "
    "growing expand expanded climb climbed up intensify intensified accelerate accelerated strengthen "
    "strengthened".split()
)
_DOWN = frozenset(
    "lower lowered lowers lowering reduce reduced reduces reducing cut cuts cutting fell decrease decreased decreases "
    "decreasing fall falls falling decline declined declines declining drop dropped slow slowed down".split()
)
_KEEP = frozenset("keep keeps kept keeping maintain maintains maintained maintaining leave hold await awaits".split())
# What became of people and things; who is said to be wounded is not said to be killed.
_FATES = frozenset(
    "killed wounded missing displaced detained abducted destroyed released for against abstained".split()
)
NEGATIONS = frozenset(
    "not never no nor neither didn't don't doesn't wasn't weren't hasn't haven't hadn't won't".split()
)
"""Words that deny what they stand before."""
# They stand for a noun that was said before.
_PRONOUNS = frozenset("other others more them these those of".split())
_IRREGULAR = {"men": "man", "women": "woman", "children": "child", "lives": "life", "homes": "home", "people": "people"}
_CLASS_OF_PREDICATE = {word: name for name, words in _PREDICATES.items() for word in words.split()}
_CLASS_OF_NOUN = {word: name for name, words in _NOUNS.items() for word in words.split()}


def predicate_class(words: Sequence[str]) -> str | None:
    """The class of what happened, by the last of its words that has one; the words themselves where none has."""
    found = [_CLASS_OF_PREDICATE[word] for word in words if word in _CLASS_OF_PREDICATE]
    return found[-1] if found else " ".join(content_words(words)) or None


def direction(words: Sequence[str]) -> str:
    """Of a value that is changed or kept which way it goes; "" of any other."""
    for word in words:
        if word in _UP or word in _DOWN:
            return "up" if word in _UP else "down"
    return ""


def fates(words: Sequence[str]) -> frozenset[str]:
    """All that is said to have become of what is counted: killed, wounded."""
    # Hostages are taken, and lives.
    return frozenset(_CLASS_OF_PREDICATE.get(word, "") for word in words if word != "taken") & _FATES


def keeps(word: str) -> bool:
    """Whether a verb keeps a value as it is."""
    return word in _KEEP


def noun_head(words: Sequence[str]) -> str | None:
    """The noun that is counted, in the singular: "members" of "members of the family"; None of a mere pronoun."""
    head = next((words[k - 1] for k, word in enumerate(words) if k and word == "of"), words[-1] if words else "")
    return None if head in _PRONOUNS or not head else _singular(head)


def noun_class(head: str | None) -> str | None:
    """The class of a counted noun; the noun itself where it is in none."""
    return _CLASS_OF_NOUN.get(head, head) if head else None


def content_words(words: Sequence[str]) -> tuple[str, ...]:
    """The words that say something by themselves."""
    return tuple(word for word in words if word not in FUNCTION_WORDS)


def _singular(noun: str) -> str:
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "sses", "xes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) and len(noun) > 3 else noun
