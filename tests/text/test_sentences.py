"""Where sentences end: every abbreviation, number and mark that must not divide, and those that must."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.text.sentences import sentence_cuts


def divided(paragraph: str, language: str = "en") -> str:
    """The paragraph with a bar at each cut."""
    pieces = []
    start = 0
    for end, begin in sentence_cuts(paragraph, language):
        pieces.append(paragraph[start:end])
        start = begin
    return " | ".join([*pieces, paragraph[start:]])


ENGLISH = [
    "The text was released at 2:00 p.m. EST on Monday. | It stands.",
    "The Act (73 Stat. 212) was renewed. | Nothing else was said.",
    "Voting for it were Jerome H. Powell, Chair; John C. Williams, Vice Chair; and Lisa D. Cook.",
    "The U.S. banking system is sound. | It is resilient in the U.S. | The outlook is good.",
    "NOW, THEREFORE, I, JOSEPH R. BIDEN JR., do proclaim it.",
    "It was signed by JOSEPH R. BIDEN JR. | Today we remember him.",
    "Resolution No. 14 was adopted. | No. | That is wrong.",
    "We refer to document S/2012/403. | The Council took note of S/RES/2052 (2012).",
    "It fell by 2.5 percent to 2,403. | 20 January was declared a day of mourning.",
    "We saw gains, e.g. in May, i.e. before the vote, etc. | The rest fell.",
    "Dr. Ada Brown, Mr. J. Powell, Sen. Lee and Gen. Ray met in St. Petersburg on Jan. 20. | They left.",
    "See Sec. 3, art. 5, Nos. 4 and 5, pp. 12-14, Smith et al. 2010 and Vol. II of it.",
    "The U.N. Security Council met in Washington, D.C. | On Monday it left.",
    "They waited... and left. | Then they waited... | They came back.",
    'She said: "We will stay. | We will win." | Then she left.',
    "It was adopted (with two abstentions. One member was absent). | It holds.",
    "It was adopted. (See the annex.) | It holds.".replace("adopted. (", "adopted. | ("),
    "Is it over? | It is not! | We go on.",
    '"Is it over?" she asked. | "No!" said the chair.',
    "Before World War I. | The rest is known to us from annex B. | In it they wrote little.",
    "It is upon me. | I accept it. | He told us so. | It is so.",
    "Martin Luther King Jr. Day is near. | Robert D. McTeer, Jr. | Voting against it was none.",
    "The rule (10 C.F.R. 50) and the Act (50 U.S.C. 1701 et seq.) apply here. | They do.",
    "5. Calls upon all parties to stop. | It is late.",
    "(a) The parties met. | They agreed.",
    "iv. The parties met.",
    "A. Background of the dispute",
    "Section 2. Policy. | It is the policy of the Institute.",
    "In 2012. | 2013 was worse.",
    "It rose.[3] | Then it fell.",
    "This is certain.* | That is not.",
    "The end came at 5 p.m. | The members left.",
    "It was quoted as “certain.” | And it was. | ‘Never.’ | So it was.",
    "Look at www.example.org. | It is there. | Write to a.b@example.org. | We answer.",
    "We met at 10 a.m. London time.",
    "The fault was the Chair's. | He said: I'm. | It was so.",
]
GERMAN = [
    "Am 3. Oktober 1990 trat es in Kraft. | Der 20. Jahrestag folgte am 3. 10. 2010 in Bonn.",
    "Das gilt z. B. für Nr. 5 und für Art. 2 Abs. 1 GG. | Dr. Müller stimmte zu.",
    "Es gilt d. h. immer, u. a. in Berlin, bzw. in Bonn usw. | Die Ministerin sagte es.",
    "Im Jahr 1990. | Die Feier war kurz. | Am 5. | Das war gut.",
    "Die GmbH zahlte 5 Mio. Euro. | Das reicht.",
    "Im 20. Jahrhundert geschah es.",
]
FRENCH = [
    "Selon l'art. 5, M. Dupont et Mme Durand sont venus le 1er janvier. | Ils sont repartis.",
    "M. Le Goff a parlé. | Il a dit oui, p. ex. hier.",
    "Cela date de 52 av. J.-C. | Il est venu. | Voir p. 12 et n° 4.",
    "Le Conseil est saisi ; il décide. | La séance est levée !",
]
SPANISH = [
    "El Sr. Pérez y la Sra. Ruiz citaron el núm. 4 y el art. 5. | Nadie más habló.",
    "Llegó de EE. UU. en enero. | El viaje a los EE. UU. | La reunión fue breve.",
    "¿Es así? | ¡Sí! | Eso es todo para no olvidar. | Vamos bien. | Es todo.",
]
RUSSIAN = [
    "В 1990 г. Россия подписала, т. е. приняла, ст. 5 закона. | Завод им. Ленина стоит.",
    "А. С. Пушкин родился в 1799 г. | Он писал стихи, письма и т. д. | Это известно.",
    "Прибыло 20 млн. человек. | Они уехали.",
    "Город основан в XVI в. | В нём живут люди.",
]
OTHERS = [
    ("zh", "安全理事会回顾。| 他说：“我们走。| 我们留。”| 然后结束！| 真的？"),
    ("ja", "これは文。| 「はい。」と言った。| 次。"),
    ("ar", "هل هذا؟ | نعم. | هذا كل شيء."),
    ("hi", "यह है। | वह है।"),
    ("it", "Il dott. Rossi parla. | La riunione è finita."),
    ("xx", "Alpha beta. | Gamma delta."),
]
CASES = [
    ("en", "Tolls rise in May. | A lantern was lit."),
    ("en", "It ended in May. | I was there."),
    *[("en", text) for text in ENGLISH],
    *[("de", text) for text in GERMAN],
    *[("fr", text) for text in FRENCH],
    *[("es", text) for text in SPANISH],
    *[("ru", text) for text in RUSSIAN],
]
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")


@pytest.mark.parametrize(("language", "marked"), CASES, ids=lambda value: value[:40])
def test_sentences_end_where_a_reader_ends_them(language: str, marked: str) -> None:
    marked = marked.translate(_STRAIGHT)
    assert divided(marked.replace(" | ", " "), language) == marked


@pytest.mark.parametrize(("language", "marked"), OTHERS, ids=lambda value: value[:20])
def test_other_languages_and_scripts_have_their_own_stops(language: str, marked: str) -> None:
    marked = marked.translate(_STRAIGHT)
    paragraph = marked.replace(" | ", " ").replace("| ", "")
    pieces = [piece.strip() for piece in marked.split("|")]
    assert [piece.strip() for piece in divided(paragraph, language).split(" | ")] == pieces


def test_a_vote_with_semicolons_and_initials_is_never_divided() -> None:
    members = "; ".join(
        f"{name} {initial}. Stone" for name, initial in zip("Ann Ben Cora Dan Eve".split(), "ABCDE", strict=True)
    )
    assert sentence_cuts(f"Voting for the action were {members}; and Flo F. Reed, Jr.", "en") == []


def test_a_lone_surrogate_is_taken_as_any_other_character() -> None:
    assert divided("Ab\ud800 Xq. And more.") == "Ab\ud800 Xq. | And more."


def test_offsets_after_astral_characters_are_code_points() -> None:
    assert divided("The 😀 sign. 𝔄 Next one. Last Xq. The end.") == "The 😀 sign. | 𝔄 Next one. | Last Xq. | The end."


@given(st.text(alphabet="Ab. 1!?\"')(–…。”\ud800٣é", max_size=60))
def test_cuts_are_in_order_and_leave_only_spaces_between(text: str) -> None:
    paragraph = " ".join(text.split())
    position = 0
    for end, begin in sentence_cuts(paragraph, "en"):
        assert position < end <= begin < len(paragraph)
        assert paragraph[end:begin] in ("", " ")
        position = begin


@given(st.lists(st.sampled_from(['"', "(", ")", ".", "? ", " ", "Ab", "c", "12", "[1]", "。", "U.S. "]), max_size=40))
def test_the_same_paragraph_is_always_divided_alike(parts: list[str]) -> None:
    paragraph = " ".join("".join(parts).split())
    assert sentence_cuts(paragraph, "en") == sentence_cuts(paragraph, "en-GB")
