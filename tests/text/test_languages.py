"""The language of a text, guessed without a model."""

from __future__ import annotations

import pytest

from variorum.text.languages import guess_language, sure_language

SAMPLES = {
    "en": "The Council took note of the report and of the views that were given in it.",
    "de": "Der Rat nahm den Bericht zur Kenntnis und dankte für die Arbeit, die mit ihm geleistet wurde.",
    "fr": "Le Conseil a pris note du rapport et des avis qui ont été donnés par les membres pour la ville.",
    "es": "El Consejo tomó nota del informe y de las opiniones que fueron dadas por los miembros para la ciudad.",
    "it": "Il Consiglio ha preso nota della relazione e delle opinioni che sono state date nel corso dei lavori.",
    "az": "Şura bu hesabatı qəbul etdi və onun üçün bir qərar verdi, bu qərar ilə iş artıq başa çatdı.",
    "ru": "Совет принял к сведению доклад и мнения, высказанные в нём.",
    "uk": "Рада взяла до відома звіт і думки, висловлені в ньому, її члени згодні.",
    "zh": "委员会注意到报告和其中的意见。",
    "ja": "理事会は報告書とその意見に留意した。",
    "ko": "이사회는 보고서와 의견에 유의하였다.",
    "ar": "أحاط المجلس علما بالتقرير والآراء الواردة فيه.",
    "fa": "شورا گزارش و نظرهای چاپ شده در آن را پذیرفت.",
    "he": "המועצה רשמה לפניה את הדוח.",
    "el": "Το Συμβούλιο σημείωσε την έκθεση.",
    "hi": "परिषद ने रिपोर्ट पर ध्यान दिया।",
}


@pytest.mark.parametrize("language", SAMPLES)
def test_a_sentence_tells_its_language(language: str) -> None:
    assert guess_language(SAMPLES[language]) == language


@pytest.mark.parametrize("text", ["", "12 34", "###", "Xq zz", "S/RES/2052 (2012)", "De la Cruz", "\ud800\x00"])
def test_where_nothing_tells_it_is_english(text: str) -> None:
    assert guess_language(text) == "en"


def test_a_foreign_name_does_not_turn_the_language() -> None:
    assert guess_language("The Council (委员会, Совет) took note of the report and of its views.") == "en"


LONG = {
    "en": "The Council took note of the report and of the views that were given in it. It was said that this is for "
    "the members to weigh, and that the works will be done by the Office with care.",
    "fr": "Le Conseil a pris note du rapport et des avis qui ont été donnés par les membres pour la ville. Il est dit "
    "que cette charge est une chose que les bureaux portent avec soin dans leur travail.",
    "ru": SAMPLES["ru"],
}


@pytest.mark.parametrize("language", LONG)
def test_many_words_of_one_language_leave_no_doubt(language: str) -> None:
    assert sure_language(LONG[language]) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        SAMPLES["en"],
        SAMPLES["he"][:12],
        "Karrow Velmora Tessen Ostrey Mellin " * 10,
        'class="w i z" ' * 40,
        f"{LONG['en']} {LONG['fr']}",
        f"{SAMPLES['ru']} {LONG['en']}",
    ],
)
def test_a_short_text_a_list_of_names_markup_and_two_languages_are_in_doubt(text: str) -> None:
    assert sure_language(text) is None
