"""Words for what happens to what is counted: killed, deported, raised, renewed."""

from __future__ import annotations

CHANGES = frozenset(
    "raise raises raised raising lower lowers lowered lowering increase increases increased increasing reduce reduces "
    "reduced reducing cut cuts cutting decrease decreased decreasing rise rises rose risen rising fall "
    "falls fell fallen "
    "falling decline declines declined declining drop dropped dropping grow grew grown growing expand expanded change "
    "changed move moved moving shift shifted went go goes gone slow slowed climb climbed adjust adjusted down up "
    "senken senkt senkte gesenkt erhöhen erhöht gesunken gestiegen augmenter augmenté réduire réduit aumentar aumentó "
    "reducir redujo повысить повысила снизить снизила увеличить увеличилось".split()
)
"""Verbs that lead from one value to another."""

KEEPING = frozenset(
    "maintain maintains maintained maintaining keep keeps kept keeping leave left unchanged hold held set sets setting "
    "establish established reaffirm reaffirmed authorized authorizes remain remains remained stood "
    "stands reach reached "
    "averaged exceed exceeds exceeded total totalled totaled totals amounted amounts".split()
)
"""Verbs that keep a value or come to it."""

EXTENDING = frozenset(
    "renew renews renewed renewing extend extends extended extending prolong prolonged prolongs proroger proroge "
    "prorroga prorrogar продлить verlängern verlängert".split()
)
"""Verbs that give something a longer time."""

HAPPENING = frozenset(
    "kill kills killed killing wound wounded wounding injure injured injuring maim maimed maiming displace displaced "
    "displacing deport deported deporting arrest arrested arresting detain detained detaining imprison imprisoned "
    "massacre massacred murder murdered murdering execute executed executing exile exiled expel expelled expelling "
    "abduct abducted abducting kidnap kidnapped rescue rescued rescuing evacuate evacuated save saved "
    "free freed release "
    "released sell sold selling buy bought buying purchase purchased purchasing raise raised raising collect collected "
    "donate donated contribute contributed contributing spend spent spending invest invested investing "
    "provide provided "
    "providing allocate allocated pledge pledged commit committed committing deploy deployed deploying "
    "send sent sending "
    "destroy destroyed destroying damage damaged damaging burn burned burnt lose lost losing employ employed create "
    "created creating add added adding build built building train trained training vaccinate vaccinated test tested "
    "infect infected infecting sentence sentenced fine fined convict convicted charge charged charging "
    "receive received "
    "receiving recruit recruited authorize authorizes authorized comprise comprises comprising affect "
    "affected affecting "
    "enslaved enslave liberated liberate exterminated slaughtered starved perished tortured paid pay "
    "paying earn earned "
    "cost costs costing save seized seize seizing recovered repatriated returned resettled adopted ratified signed "
    "attended participated represented elected appointed registered reported recorded identified".split()
)
"""Verbs for what happens to people and things that are counted."""

STATES = frozenset(
    "dead missing taken killed injured wounded displaced deported died perished disappeared fled hurt "
    "unaccounted arrested "
    "detained massacred murdered imprisoned executed abstaining abstained absent against ago old passed "
    "elapsed earlier "
    "later apart ahead homeless unemployed tués blessés disparus getötet verletzt vermisst muertos "
    "heridos desaparecidos "
    "погибли погибло ранены пропали убиты".split()
)
"""Words that say by themselves, right after what is counted, what became of it."""

EVENTS = frozenset(
    "deportation deportations killing killings death deaths murder murders massacre loss losses arrest arrests release "
    "displacement execution executions expulsion imprisonment detention disappearance disappearances abduction exodus "
    "extermination slaughter injury injuries sale sales purchase purchases suffering evacuation rescue genocide "
    "internment enslavement destruction deployment employment".split()
)
"""Nouns of what happened, before "of" and a figure."""

AUXILIARIES = frozenset(
    "was were is are be been being has have had will would may might can could must shall should went go got get gets "
    "remain remains remained became become".split()
)

RATES = frozenset(
    "rate rates inflation unemployment growth index prices price yield yields gdp wages wage spending "
    "output employment "
    "investment consumption deficit debt surplus exports imports production income tariff tariffs tax taxes share "
    "turnout budget interest range target objective goal".split()
)
"""Nouns that are said in percent."""

OCCASIONS = frozenset(
    "anniversary session meeting conference assembly summit round edition congress birthday year day week month time "
    "report consecutive straight successive term plenary annual regular review special jubilee "
    "commemoration observance "
    "president governor general convocation cycle extraordinary ordinary".split()
)
"""What is numbered in order, as far as an ordinal in words is a figure."""

PERSONS = frozenset(
    "person people man woman child civilian soldier citizen officer member worker journalist victim prisoner hostage "
    "refugee resident peacekeeper policeman abstention vote passenger survivor student teacher".split()
)
"""Who may be counted by the word "one"."""
