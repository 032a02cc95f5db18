"""From bytes to characters."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.ingest.decode import decode
from variorum.ingest.readers import read_bytes
from variorum.model.witnesses import WarningKind

# One invented notice in many languages, each with the encodings such texts were kept in.
NOTICES = {
    "English": (
        "The Council’s statement – issued at noon – speaks of “shared duty” and a café in the old town.",
        "cp1252 mac_roman",
    ),
    "French": (
        "Le Conseil réaffirme sa détermination à protéger les citoyens ; l'accord a été signé à l'hôtel de ville.",
        "cp1252 latin-1 iso8859-15 mac_roman cp850",
    ),
    "German": (
        "Der Rat bekräftigt, daß die Bürger geschützt werden müssen. Die Änderung gilt für alle Länder und Städte.",
        "cp1252 latin-1 mac_roman cp850",
    ),
    "Spanish": (
        "El Consejo reafirma que la protección de los niños es una obligación. ¿Cuándo será? El año próximo.",
        "cp1252 latin-1",
    ),
    "Portuguese": (
        "O Conselho reafirma que a proteção das crianças não é opção; amanhã às três horas.",
        "cp1252 latin-1",
    ),
    "Swedish": (
        "Rådet bekräftar att skyddet för människor är en skyldighet; mötet hålls i Göteborg.",
        "cp1252 latin-1",
    ),
    "Italian": ("Il Consiglio ribadisce che la città è più sicura perché così è stato deciso.", "cp1252"),
    "Icelandic": (
        "Ráðið staðfestir að vernd íbúanna sé skylda og að fundurinn verði á þriðjudag í nýja húsinu.",
        "cp1252",
    ),
    "Polish": (
        "Rada potwierdza, że ochrona ludności jest obowiązkiem. Żądamy niezwłocznego działania władz w całym kraju.",
        "cp1250 iso8859-2",
    ),
    "Czech": (
        "Rada potvrzuje, že ochrana obyvatel je povinností. Příští schůze bude ve středu v budově úřadu.",
        "cp1250 iso8859-2",
    ),
    "Hungarian": (
        "A Tanács megerősíti, hogy a lakosság védelme kötelesség. A következő ülést szerdán tartják.",
        "cp1250 iso8859-2",
    ),
    "Romanian": (
        "Consiliul reafirmă că protecţia populaţiei este o obligaţie. Următoarea şedinţă va fi miercuri.",
        "cp1250",
    ),
    "Croatian": ("Vijeće potvrđuje da je zaštita stanovništva dužnost. Sljedeća sjednica je u četvrtak.", "cp1250"),
    "Turkish": (
        "Konsey, halkın korunmasının bir yükümlülük olduğunu teyit eder; toplantı çarşamba günü yapılacak.",
        "cp1254",
    ),
    "Lithuanian": (
        "Taryba patvirtina, kad gyventojų apsauga yra pareiga. Kitas posėdis įvyks trečiadienį, jį žiūrės visi.",
        "cp1257",
    ),
    "Russian": (
        "Совет подтверждает, что защита населения является обязанностью. Следующее заседание состоится в среду.",
        "cp1251 koi8-r iso8859-5 cp866",
    ),
    "Greek": ("Το Συμβούλιο επιβεβαιώνει ότι η προστασία των πολιτών είναι υποχρέωση όλων μας.", "cp1253 iso8859-7"),
    "Hebrew": ("המועצה מאשרת כי ההגנה על האוכלוסייה היא חובה. הישיבה הבאה תתקיים ביום רביעי.", "cp1255"),
    "Arabic": ("يؤكد المجلس أن حماية السكان واجب. وسيعقد الاجتماع المقبل يوم الأربعاء في القاعة الكبرى.", "cp1256"),
    "Chinese": ("理事會重申，保護居民是一項義務。下次會議將於星期三在大禮堂舉行，所有決定將予公布。", "big5 gb18030"),
    "Japanese": (
        "理事会は、住民の保護が義務であることを再確認する。次回の会合は水曜日に大広間で開かれる。",
        "cp932 euc_jp",
    ),
    "Korean": ("이사회는 주민 보호가 의무임을 재확인한다. 다음 회의는 수요일에 대강당에서 열린다.", "cp949"),
    "English typed on a Chinese system": (
        "After the storm came years of quiet—and then a day of change. The nation’s “duty” is ours. We go on—together.",
        "big5",
    ),
}
CASES = [(language, encoding) for language, (_, encodings) in NOTICES.items() for encoding in encodings.split()]


@pytest.mark.parametrize(("language", "encoding"), CASES)
def test_an_old_encoding_is_told_by_what_it_says(language, encoding):
    data = (NOTICES[language][0] + "\r\n").encode(encoding, "ignore")
    witness = read_bytes(data, "file")
    assert witness.text.content == data.decode(encoding)
    assert [warning.kind for warning in witness.text.warnings] == [WarningKind.ENCODING_GUESSED]
    assert witness.text.whole


@pytest.mark.parametrize("language", NOTICES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be-sig", "utf-32", "utf-32-be-sig"])
def test_unicode_is_read_without_a_guess_and_its_mark_dropped(language, encoding):
    content = NOTICES[language][0] + "\r\n🏮"
    marks = {"utf-16-be-sig": codecs.BOM_UTF16_BE, "utf-32-be-sig": codecs.BOM_UTF32_BE}
    name = encoding if encoding == "utf-8-sig" else encoding.removesuffix("-sig")
    decoded = decode(marks.get(encoding, b"") + content.encode(name))
    assert decoded is not None
    assert (decoded.content, decoded.warnings) == (content, ())


def test_windows_print_is_preferred_to_rarer_encodings_that_read_as_well():
    decoded = decode(b"The price is 25 \xa3 \x96 and caf\xe9 costs 3 \x80.")
    assert decoded is not None
    assert (decoded.content, decoded.encoding) == ("The price is 25 £ – and café costs 3 €.", "cp1252")


def test_utf16_without_its_mark_is_read_and_said():
    decoded = decode("The lamp is lit.".encode("utf-16-le"))
    assert decoded is not None
    assert decoded.content == "The lamp is lit."
    assert [warning.kind for warning in decoded.warnings] == [WarningKind.ENCODING_GUESSED]


def test_half_a_pair_in_utf16_stays_and_is_said():
    witness = read_bytes(codecs.BOM_UTF16_LE + "The lamp \ud83d is lit.".encode("utf-16-le", "surrogatepass"), "file")
    assert witness.text.content == "The lamp \ud83d is lit."
    assert [(warning.kind, warning.incomplete) for warning in witness.text.warnings] == [
        (WarningKind.UNDECODABLE, True)
    ]


def test_half_a_pair_written_as_utf8_stays_and_is_said():
    witness = read_bytes("The lamp \ud83d is lit.".encode("utf-8", "surrogatepass"), "file")
    assert witness.text.content == "The lamp \ud83d is lit."
    assert not witness.text.whole


def test_a_pair_written_in_two_halves_is_the_character_it_means():
    witness = read_bytes("The lamp \ud83c\udfee is lit.".encode("utf-8", "surrogatepass"), "file")
    assert witness.text.content == "The lamp 🏮 is lit."
    assert witness.text.whole


def test_broken_bytes_in_much_good_utf8_are_marked_where_they_stand():
    witness = read_bytes(("Città, perché, così è più. " * 10).encode() + b"\nThe \x92 mark.", "file")
    assert witness.text.content.endswith("\nThe \ufffd mark.")
    (warning,) = witness.text.warnings
    assert (warning.kind, warning.incomplete) == (WarningKind.UNDECODABLE, True)
    assert "line 2" in warning.message


# Sixty lines of ten words.
LONG = "\n".join(f"In town {number} the lamp is lit before the tide." for number in range(60))


def unread(data: bytes) -> tuple[str, bool]:
    """The message of the one warning that characters could not be read, and whether absence still says something."""
    text = read_bytes(data, "file").text
    (warning,) = text.warnings
    assert warning.kind is WarningKind.UNDECODABLE
    assert warning.incomplete is not text.whole
    return warning.message, text.whole


def test_one_broken_byte_in_a_long_text_leaves_every_line_to_be_found():
    assert unread(codecs.BOM_UTF8 + LONG.encode() + b" The la\x92mp.") == (
        "Bytes that are not utf-8 stand in the text, the first in line 60; read as U+FFFD (1), in 1 of 602 words.",
        True,
    )


def test_half_a_pair_in_a_long_text_leaves_every_line_to_be_found():
    message, whole = unread((LONG + " The la\ud83dmp.").encode("utf-8", "surrogatepass"))
    assert "(1), the first in line 60, in 1 of 602 words" in message
    assert whole


@pytest.mark.parametrize(
    "damaged",
    [b" The la\x92mp, the bu\x92oy.", b"\nThe l\x92 \x92mp.", b"\n\x92\x92\x92\x92"],
    ids=["one word in 300", "most of a line", "all of a line"],
)
def test_more_damage_withdraws_what_is_said_of_absence(damaged):
    assert not unread(codecs.BOM_UTF8 + LONG.encode() + damaged)[1]


def test_a_lone_mark_that_could_not_be_read_is_no_lost_line():
    assert unread(codecs.BOM_UTF8 + LONG.encode() + b"\n\x92\nThe lamp is lit.")[1]


def test_damage_is_counted_in_one_line_of_three_megabytes():
    message, whole = unread(codecs.BOM_UTF8 + b"x" * 3_000_000 + b"\x92")
    assert "read as U+FFFD (1), in 1 of 1 words" in message
    assert not whole


def test_utf16_that_ends_in_half_a_unit_is_read_to_there_and_said():
    witness = read_bytes(codecs.BOM_UTF16_LE + "The lamp is lit.".encode("utf-16-le") + b"x", "file")
    assert witness.text.content.startswith("The lamp is lit.")
    assert not witness.text.whole


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_all_utf8_comes_back_as_it_was(content):
    decoded = decode(content.encode())
    assert decoded is not None
    # A first character U+FEFF is a byte-order mark, and NULs in every second place are UTF-16.
    if not content.startswith("\ufeff") and "\0" not in content:
        assert decoded.content == content


def test_the_one_real_statement_typed_on_a_chinese_system_reads_as_english(shared_data):
    text = read_bytes((shared_data / "series/us_addresses/inaugural/2005-Bush.txt").read_bytes(), "file").text
    assert text.derivation.settings == (("encoding", "big5"),)
    assert {character for character in text.content if character > "\x7f"} == set("’‘“”—…") & set(text.content)
    assert text.content.count("’") > 10


PAGES = {
    "cp1251 in meta": ('<!DOCTYPE html><meta charset="windows-1251"><p>Совет</p>', "cp1251", "Совет"),
    "Latin-1 in meta means Windows": (
        '<!DOCTYPE html><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><p>“Rat”</p>',
        "cp1252",
        "“Rat”",
    ),
    "GB2312 in meta means GB18030": ("<!DOCTYPE html><meta charset=gb2312><p>理事會镕</p>", "gb18030", "理事會镕"),
    "an XML declaration": (
        '<?xml version="1.0" encoding="koi8-r"?><html><body><p>Рада</p></body></html>',
        "koi8-r",
        "Рада",
    ),
    "UTF-8 whatever it declares": ('<!DOCTYPE html><meta charset="iso-8859-1"><p>Città</p>', "utf-8", "Città"),
    "a codec that is no encoding": (
        '<!DOCTYPE html><meta charset="unicode_escape"><p>Citt\\u00e0</p>',
        "utf-8",
        "Citt\\u00e0",
    ),
    "ISO-2022-JP": ('<!DOCTYPE html><meta charset="iso-2022-jp"><p>理事会は</p>', "iso2022_jp", "理事会は"),
}


@pytest.mark.parametrize("case", PAGES)
def test_a_page_is_read_as_it_declares_or_as_it_is(case):
    page, encoding, content = PAGES[case]
    assert read_bytes(page.encode(encoding), "file").text.content == content
