"""Which small words open, join or lead a phrase, by language: enough to see where a quoted clause may be cut."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grammar:
    """The small words of one language, as comparison forms.

    `prepositions` and `subordinators` begin a phrase of their own; `joiners` join two; `leaders` stand before the rest
    of their group (articles, possessives, a few adjectives and adverbs), `auxiliaries` before the rest of a verb group.
    `verb_endings` are those of most verbs that stand after their subject, but for `noun_endings`, which are those of
    plain nouns; `plurals` end nouns that only a verb follows. `infinitives` stand before a verb too, `purposes` before
    those, words of `pairing` before two that a joiner joins, those with `possessive_endings` before what is owned.
    `particles` are prepositions that end a phrase as often. `modifiers`, and words with `modifier_endings`, lead to
    what follows them or end a phrase; words with `infinitive_endings`, and behind a preposition those with
    `gerund_endings`, are verbs that want an object. Words with
    `adjective_endings`, behind a leader those with `participle_endings`, and behind one of the `indefinites` any, may
    stand in a row before a noun.
    """

    prepositions: frozenset[str]
    subordinators: frozenset[str]
    joiners: frozenset[str]
    leaders: frozenset[str]
    auxiliaries: frozenset[str]
    verb_endings: tuple[str, ...] = ()
    noun_endings: tuple[str, ...] = ()
    plurals: tuple[str, ...] = ()
    possessive_endings: tuple[str, ...] = ()
    infinitives: frozenset[str] = frozenset()
    purposes: frozenset[str] = frozenset()
    pairing: frozenset[str] = frozenset()
    indefinites: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    modifiers: frozenset[str] = frozenset()
    modifier_endings: tuple[str, ...] = ()
    infinitive_endings: tuple[str, ...] = ()
    gerund_endings: tuple[str, ...] = ()
    adjective_endings: tuple[str, ...] = ()
    participle_endings: tuple[str, ...] = ()

    def opens(self, form: str) -> bool:
        """Whether a phrase may begin with this word, whatever stands before it."""
        return form in self.prepositions or form in self.subordinators or form in self.joiners

    def dangles(self, form: str) -> bool:
        """Whether a phrase cannot end with this word."""
        leads_on = form in self.prepositions and form not in self.particles
        return leads_on or form in self.subordinators or self.leads(form)

    def leads(self, form: str) -> bool:
        """Whether the word stands before the rest of its group."""
        return form in self.leaders or form in self.auxiliaries or form.endswith(self.possessive_endings)

    def are_adjectives(self, leading: str, before: str, after: str) -> bool:
        """Whether two words, a mark between them and another before both, likely stand in a row before one noun."""
        rows, loose = self.adjective_endings, self.adjective_endings + self.participle_endings
        if self.leads(leading):
            return before.endswith(loose) and after.endswith(loose)
        return before.endswith(loose if leading in self.prepositions else rows) and after.endswith(rows)

    def begins_verb(self, before: str, form: str) -> bool:
        """Whether the second of two content words is likely the verb of the first."""
        if form.endswith(self.noun_endings) or before in self.modifiers or before.endswith(self.modifier_endings):
            return False
        return form.endswith(self.verb_endings) or before.endswith(self.plurals)


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_GRAMMARS = {
    "en": Grammar(
        prepositions=_words(
            "of in on at by for from to with within without into onto upon under over above below between among "
            "against about across after before during through throughout toward towards until till since despite "
            "regarding concerning including via per as like near beyond behind beside besides amid around along "
            "off out almost nearly"
        ),
        subordinators=_words(
            "than that which who whom whose where when while because although though if unless whether"
        ),
        joiners=_words("and or but nor yet so"),
        leaders=_words(
            "the a an this these those our your his her its their my every each some any no all both such other "
            "another few several many new recent remaining full own most more very still also even only already"
        ),
        auxiliaries=_words(
            "is are was were be been being am has have had having do does did will would shall should can could may "
            "might must not let"
        ),
        verb_endings=("ed", "ing", "s"),
        noun_endings=("ions", "ments", "ors", "ities", "ists", "ss", "us", "is"),
        plurals=("s",),
        possessive_endings=("'s", "s'"),
        infinitives=_words("to"),
        purposes=_words("order"),
        pairing=_words("between both either neither"),
        indefinites=_words("a an"),
        particles=_words("out off"),
        modifiers=_words(
            "higher lower greater lesser further larger smaller longer shorter broader stronger weaker full"
        ),
        modifier_endings=("ly", "al", "ic", "ous", "able", "ible"),
        adjective_endings=("al", "ic", "ous", "able", "ible", "ive", "ful", "full", "ary"),
        participle_endings=("ing", "ed", "ly"),
        gerund_endings=("ing",),
    ),
    "de": Grammar(
        prepositions=_words(
            "in im an am auf aus bei beim mit nach von vom vor für über unter durch gegen ohne um bis seit zwischen zu "
            "zum zur während wegen trotz ins als wie"
        ),
        subordinators=_words("wenn weil dass daß ob obwohl damit nachdem bevor welcher welche welches deren dessen"),
        joiners=_words("und oder aber sondern denn sowie"),
        leaders=_words(
            "der die das den dem des ein eine einen einem einer eines sein seine seinen seiner seinem seines ihr ihre "
            "ihren ihrer ihrem ihres unser unsere unseren unserer unserem unseres dieser diese dieses diesen diesem "
            "alle allen aller jede jeder jedes kein keine keinen neue neuen neuer neues"
        ),
        auxiliaries=_words(
            "ist sind war waren wird werden wurde wurden worden hat haben hatte hatten kann können konnte soll sollen "
            "muss müssen darf nicht"
        ),
        verb_endings=("te", "ten"),
        pairing=_words("zwischen sowohl weder"),
    ),
    "fr": Grammar(
        prepositions=_words(
            "de du d à au aux en dans par pour sur sous avec sans entre vers chez depuis pendant contre malgré après "
            "avant selon dès jusqu comme près"
        ),
        subordinators=_words("que qu qui dont où quand lorsque lorsqu parce afin si puisque"),
        joiners=_words("et ou mais ni car donc"),
        leaders=_words(
            "le la les l un une des ce cet cette ces son sa ses leur leurs notre nos votre vos mon ma mes tout toute "
            "tous toutes chaque plusieurs nouveau nouvelle nouveaux nouvelles"
        ),
        auxiliaries=_words(
            "est sont était étaient sera seront été être a ont avait avaient aura avoir ne pas peut peuvent doit "
            "doivent se s"
        ),
        verb_endings=("ant",),
        infinitive_endings=("er", "ir"),
        pairing=_words("entre"),
    ),
    "es": Grammar(
        prepositions=_words(
            "de del a al en con por para sin sobre entre hasta desde contra según durante tras ante bajo hacia "
            "mediante como"
        ),
        subordinators=_words("que quien quienes cuyo cuya cuyos cuyas donde cuando porque aunque si mientras"),
        joiners=_words("y e o u pero ni sino"),
        leaders=_words(
            "el la los las lo un una unos unas su sus nuestro nuestra nuestros nuestras este esta estos estas ese esa "
            "esos esas todo toda todos todas cada otro otra otros otras nuevo nueva nuevos nuevas"
        ),
        auxiliaries=_words(
            "es son era eran fue fueron será serán sido ser ha han había habían haber está están no puede pueden debe "
            "deben se"
        ),
        verb_endings=("ando", "iendo"),
        infinitive_endings=("ar", "er", "ir"),
        pairing=_words("entre"),
    ),
    "ru": Grammar(
        prepositions=_words(
            "в во на с со к ко по из за от до у о об для при без над под перед через между против после около среди "
            "ради вокруг"
        ),
        subordinators=_words(
            "что чтобы как который которая которое которые которых которому которой когда где если хотя поскольку "
            "потому пока"
        ),
        joiners=_words("и или а но да либо"),
        leaders=_words(
            "этот эта это эти этого этой этих тот та те его её ее их наш наша наши нашего нашей наших свой свою свои "
            "своих своего своей все всех весь всего каждый новый новая новые новых"
        ),
        auxiliaries=_words("был была было были будет будут быть не"),
        adjective_endings=("ого", "его", "ому", "ых", "их", "ый", "ий", "ая", "яя", "ое", "ые", "ие", "ым", "ыми"),
        pairing=_words("между"),
    ),
}


def grammar_of(language: str) -> Grammar | None:
    """The small words of a language (ISO 639-1); None for one that none are known of."""
    return _GRAMMARS.get(language)
