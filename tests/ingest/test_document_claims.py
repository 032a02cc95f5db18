"""What documents say of themselves: right where they say it, silent where it is a program that speaks."""

from __future__ import annotations

import pytest

from variorum.ingest.claims import iso_date, language_code
from variorum.ingest.readers import read_bytes
from variorum.model.claims import Field

WORDS = "The Harbour Council restates the Charter of 1994 on Lantern Day, and the lamps of the outer harbour are lit."


def claims(data):
    """Each claim's value by its field, and none twice."""
    found = read_bytes(data.encode() if isinstance(data, str) else data, "file").text.claims
    said = {str(claim.field): claim.value for claim in found}
    assert len(said) == len(found)
    assert all(claim.reason and claim.reason[-1] != "." for claim in found)
    return said


def reason(data, field):
    found = read_bytes(data.encode() if isinstance(data, str) else data, "file").text.claims
    return next(claim.reason for claim in found if claim.field is field)


# Dates and languages


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2031-03-04", "2031-03-04"),
        (" 2031-03-04T23:30:00-05:00 ", "2031-03-04"),
        ("2031-03-04T00:30:00+14:00", "2031-03-04"),
        ("2031-03-04 10:00", "2031-03-04"),
        ("20310304", "2031-03-04"),
        ("2031/3/4", "2031-03-04"),
        ("2031-03", "2031-03"),
        ("2031", "2031"),
        ("4 March 2031", "2031-03-04"),
        ("Tue, 04 Mar 2031 10:00:00 +0100", "2031-03-04"),
        ("04.03.2031", "2031-03-04"),
        ("03/04/2031", None),
        ("2031-02-30", None),
        ("1970-01-01T00:00:00Z", None),
        ("1 January 1970", None),
        ("0001-01-01", None),
        ("today", None),
        ("", None),
        ("9" * 10_000, None),
    ],
)
def test_a_date_is_taken_as_its_source_writes_it_or_not_at_all(written, date):
    assert iso_date(written) == date


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en", "en"),
        ("en-AU", "en"),
        ("eng", "en"),
        ("fr_CA", "fr"),
        ("ger", "de"),
        ("fil", "fil"),
        ("zxx", None),
        ("x-default", None),
        ("English", None),
        ("", None),
    ],
)
def test_a_language_is_given_by_its_shortest_code(tag, code):
    assert language_code(tag) == code


# Web pages


def page(head="", body="", attributes=""):
    return f"<!DOCTYPE html><html {attributes}><head>{head}</head><body>{body}<p>{WORDS}</p></body></html>"


def meta(name, content, key="name"):
    return f'<meta {key}="{name}" content="{content}">'


def test_a_page_that_says_all_of_it_is_believed():
    head = (
        meta("og:title", "Statement on Lantern Day", "property")
        + meta("og:site_name", "Harbour Council", "property")
        + meta("article:published_time", "2031-03-04T09:00:00+01:00", "property")
        + '<link rel="canonical" href="https://example.org/lantern-day">'
    )
    assert claims(page(head, attributes='lang="en-GB"')) == {
        "title": "Statement on Lantern Day",
        "issuer": "Harbour Council",
        "published": "2031-03-04",
        "language": "en",
        "url": "https://example.org/lantern-day",
    }
    assert reason(page(head), Field.TITLE) == "the page's og:title"


@pytest.mark.parametrize(
    ("written", "heading", "title"),
    [
        ("Statement on Lantern Day | Harbour Council", "", "Statement on Lantern Day"),
        ("4 March 2031 | Minutes of the Council", "", "Minutes of the Council"),
        ("Harbour Council | Minutes of the Council", "Minutes of the Council", "Minutes of the Council"),
        ("Lamps lit - March 2031", "Lamps lit - March 2031", "Lamps lit - March 2031"),
        ("Lamps lit - and bells rung", "", "Lamps lit - and bells rung"),
        ("Lamps | Bells", "", "Lamps"),
        ("4 March 2031", "", "4 March 2031"),
    ],
)
def test_what_the_site_adds_to_a_title_is_taken_off_it(written, heading, title):
    body = f"<h1>{heading}</h1>" if heading else ""
    assert claims(page(meta("og:title", written, "property"), body))["title"] == title


def test_the_name_of_the_site_in_an_h1_is_no_title():
    head = meta("og:title", "Statement on Lantern Day", "property")
    body = "<h1>The Harbour and its Keepers</h1><h3>Statement on Lantern Day</h3>"
    assert claims(page(head, body))["title"] == "Statement on Lantern Day"


def test_a_page_without_metadata_has_the_title_of_its_text_before_that_of_its_window():
    assert claims(page("<title>Harbour Council</title>", "<h1>Lamps lit</h1>")) == {"title": "Lamps lit"}
    assert claims(page("<title>Lamps lit</title>")) == {"title": "Lamps lit"}


def test_what_the_window_adds_to_the_title_names_the_issuer():
    head = (
        meta("og:title", "Lamps lit - March", "property") + "<title>Lamps lit - March | Press | Harbour Council</title>"
    )
    assert claims(page(head))["issuer"] == "Harbour Council"
    assert "issuer" not in claims(page("<title>Lamps lit | Harbour Council</title>"))


def test_a_publisher_in_a_scheme_is_named_without_it():
    head = meta("dcterms.publisher", "scheme=AGLSTERMS.AglsAgent; corporateName=Harbour Council")
    assert claims(page(head))["issuer"] == "Harbour Council"
    assert "issuer" not in claims(page(meta("dc.publisher", "https://example.org/")))


def test_linked_data_is_read_through_graphs_and_lists():
    data = (
        '<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "datePublished": "1999-01-01"}, '
        '{"@type": ["NewsArticle"], "headline": "Lamps lit", "datePublished": "2031-03-04", '
        '"publisher": [{"name": "Harbour Council"}]}]}</script>'
    )
    assert claims(page(data)) == {"title": "Lamps lit", "issuer": "Harbour Council", "published": "2031-03-04"}


@pytest.mark.parametrize("written", ["{", "[" * 100_000, '{"publisher": 7, "@type": {"a": 1}}', "null", ""])
def test_linked_data_that_is_none_is_passed_over(written):
    assert claims(page(f'<script type="application/ld+json">{written}</script>')) == {}


def test_a_time_counts_beside_the_title_alone():
    by_title = '<header><h1>Lamps lit</h1><p><time datetime="2031-03-04">4 March</time></p></header>'
    linked = '<aside><a href="x">Bells <time datetime="2030-01-01"></time></a></aside>'
    title = "<title>Lamps lit</title>"
    assert claims(page(title, f"<main>{by_title}</main>{linked}"))["published"] == "2031-03-04"
    assert "published" not in claims(page(title, f"<main><h1>Lamps lit</h1></main>{linked}"))
    two = by_title.replace("</p>", '<time datetime="2031-03-05"></time></p>')
    assert "published" not in claims(page(title, f"<main>{two}</main>"))
    changed = by_title.replace("<time", "Last updated <time")
    assert "published" not in claims(page(title, f"<main>{changed}</main>"))


def test_the_front_page_of_a_site_is_no_statement_s_address():
    for href in ("https://example.org/", "/lantern-day", "ftp://example.org/x", "https://[", "javascript:x()"):
        assert "url" not in claims(page(f'<link rel="canonical" href="{href}">'))


# Files of offices


def docx_with(make, title, language):
    core = (
        '<cp:coreProperties xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="t">'
        f"<dc:title>{title}</dc:title><dc:language>{language}</dc:language><dc:creator>A. Keeper</dc:creator>"
        "<dcterms:created>2031-01-01</dcterms:created></cp:coreProperties>"
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    links = (
        f'<Relationships xmlns="{package}"><Relationship Id="a" Type="{office}" Target="word/document.xml"/>'
        f'<Relationship Id="b" Type="{package}/metadata/core-properties" Target="docProps/core.xml"/></Relationships>'
    )
    return make.docx(make.paragraph(WORDS), {"docProps/core.xml": core, "_rels/.rels": links})


def odt_with(make, title, language):
    properties = (
        f"<dc:title>{title}</dc:title><dc:language>{language}</dc:language><dc:creator>A. Keeper</dc:creator>"
        "<dc:date>2031-01-01</dc:date>"
    )
    return make.odt(f"<text:p>{WORDS}</text:p>", properties=properties)


def pdf_with(make, title, language):
    file = make.pdf().page([make.line(WORDS)])
    return file.data(title=title, language=language)


OFFICES = pytest.mark.parametrize("with_properties", [docx_with, odt_with, pdf_with])


@OFFICES
def test_the_properties_of_a_file_give_its_title_and_language_and_nothing_of_who_and_when(make, with_properties):
    assert claims(with_properties(make, "Lantern Day 1994", "en-GB")) == {"title": "Lantern Day 1994", "language": "en"}


@OFFICES
@pytest.mark.parametrize(
    "title",
    [
        "",
        "Microsoft Word - statement final.doc",
        "lantern_day_final",
        "Lantern Day.pdf",
        "Untitled",
        "Document1",
        "PowerPoint Presentation",
        "Press Release",
        "`",
        "Minutes of the Board of the Treasury",
        "Lantern Day 1993",
    ],
)
def test_a_title_that_is_a_program_s_or_an_older_file_s_is_none(make, with_properties, title):
    assert "title" not in claims(with_properties(make, title, ""))


@OFFICES
def test_a_language_that_the_words_deny_is_that_of_the_program(make, with_properties):
    assert "language" not in claims(with_properties(make, "", "es-MX"))


def test_the_author_of_a_pdf_is_its_issuer_only_where_the_text_names_it(make):
    file = make.pdf().page([make.line(WORDS)])
    assert claims(file.data(author="Harbour Council")) == {"issuer": "Harbour Council"}
    for author in ("A. Keeper", "Harbour", "arbour Counci", "harbour\\037", ""):
        assert claims(file.data(author=author)) == {}


# XML and Markdown


AKN_HEADER = (
    '<identification><FRBRWork><FRBRthis value="/akn/hc/statement/7"/><FRBRdate date="2031-03-04" name="adoption"/>'
    '<FRBRdate date="2032-01-01" name="Generation"/><FRBRauthor href="#hc"/></FRBRWork><FRBRExpression>'
    '<FRBRthis value="/akn/hc/statement/7/eng@"/><FRBRdate date="2031-03-06" name="publication"/>'
    '<FRBRlanguage language="eng"/></FRBRExpression><FRBRManifestation><FRBRdate date="2033-01-01" name="markup"/>'
    "</FRBRManifestation></identification><references><TLCOrganization {id}='hc' showAs='Harbour Council'/>"
    "</references>"
)


@pytest.mark.parametrize("identifier", ["eId", "id"])
def test_the_header_of_akoma_ntoso_keeps_its_dates_apart(identifier):
    written = (
        f"<akomaNtoso><statement><meta>{AKN_HEADER.format(id=identifier)}</meta><preface><p>"
        f"<docTitle>Resolution\n 7</docTitle></p></preface><mainBody><p>{WORDS}</p></mainBody></statement></akomaNtoso>"
    )
    assert claims(written) == {
        "title": "Resolution 7",
        "issuer": "Harbour Council",
        "language": "en",
        "stated": "2031-03-04",
        "published": "2031-03-06",
        "source-id": "/akn/hc/statement/7/eng@",
    }
    assert reason(written, Field.STATED) == "the header's date of the work (adoption)"


def test_the_header_of_tei_gives_the_source_before_its_edition():
    written = (
        "<TEI xml:lang='fr'><teiHeader><fileDesc><titleStmt><title type='sub'>An edition</title>"
        "<title>Lantern Day</title></titleStmt><publicationStmt><publisher>Digital Press</publisher>"
        "<date when='2040-01-01'/></publicationStmt><sourceDesc><bibl><publisher>Harbour Council</publisher>"
        "<date>4 March 2031</date></bibl></sourceDesc></fileDesc><profileDesc><creation><date when='2031-03-01'/>"
        f"</creation></profileDesc></teiHeader><text xml:lang='en'><body><p>{WORDS}</p></body></text></TEI>"
    )
    assert claims(written) == {
        "title": "Lantern Day",
        "issuer": "Harbour Council",
        "language": "en",
        "stated": "2031-03-01",
        "published": "2031-03-04",
    }


def test_dublin_core_in_any_document_is_claimed_and_not_read_as_its_text():
    written = (
        "<note xml:lang='en' xmlns:dc='http://purl.org/dc/elements/1.1/'><info><dc:title>Lantern Day</dc:title>"
        "<dc:date>2031-03-04</dc:date><dc:publisher>Harbour Council</dc:publisher></info><p>The lamp is lit.</p></note>"
    )
    assert claims(written) == {
        "title": "Lantern Day",
        "issuer": "Harbour Council",
        "language": "en",
        "published": "2031-03-04",
    }
    assert read_bytes(written.encode(), "file").text.content == "The lamp is lit."


def test_the_settings_at_the_top_of_markdown_are_claims_as_far_as_they_are_plain():
    written = (
        '---\ntitle: "Lantern Day: a \\"statement\\"" # here\ndate: 2031-03-04 10:00:00 +0100\nlang: en-GB\n'
        "publisher: Harbour Council # the body\nauthor: A. Keeper\nurl: https://example.org/lantern-day\n---\n\n"
        f"# Lantern Day\n\n{WORDS}\n"
    )
    assert claims(written) == {
        "title": 'Lantern Day: a "statement"',
        "issuer": "Harbour Council",
        "published": "2031-03-04",
        "language": "en",
        "url": "https://example.org/lantern-day",
    }


@pytest.mark.parametrize("value", ["[a, b]", "|", ">-", "&x y", "{a: b}", "*x", "!!str x", '"open', "%x"])
def test_a_setting_of_markdown_that_is_no_plain_value_is_passed_over(value):
    assert claims(f"---\ntitle: {value}\n---\n\n# Lantern Day\n\n{WORDS}\n") == {}


def test_plain_text_says_nothing_of_itself():
    assert claims(WORDS) == {}


# Saved pages

SINGLE_FILE = """<!--
 Page saved with SingleFile
 url: https://council.example/lamps?year=2031
 saved date: Tue Mar 04 2031 00:30:00 GMT+0100 (Karrow Standard Time)
-->"""


def saved(note):
    return page().replace("<!DOCTYPE html>", f"<!DOCTYPE html>\n{note}\n")


def test_a_page_that_singlefile_saved_says_whence_and_when():
    said = claims(saved(SINGLE_FILE))
    assert said["url"] == "https://council.example/lamps?year=2031"
    assert said["captured"] == "2031-03-03T23:30:00Z"
    assert reason(saved(SINGLE_FILE), Field.URL) == reason(saved(SINGLE_FILE), Field.CAPTURED) == "SingleFile's note"


def test_a_page_that_a_browser_saved_says_whence_and_that_comes_before_what_the_site_says():
    note = "<!-- saved from url=(0028)https://council.example/lamp -->"
    canonical = '<link rel="canonical" href="https://council.example/other">'
    data = saved(note).replace("<head>", f"<head>{canonical}")
    assert claims(data)["url"] == "https://council.example/lamp"
    assert reason(data, Field.URL) == "the browser's saved-from comment"


@pytest.mark.parametrize(
    "note",
    [
        "<!-- saved from url=(0014)about:internet -->",
        "<!-- saved from url=(0099)https://council.example/lamp -->",
        "<!-- saved from url=(0022)https://www.a.example/ -->",
        "<!-- saved from url=(0016)file:///home/x/y -->",
        "<!--\n Page saved with SingleFile \n url: about:blank \n saved date: one day \n-->",
        "saved from url=(0028)https://council.example/lamp",
    ],
)
def test_a_note_that_names_no_page_claims_nothing(note):
    assert not {"url", "captured"} & claims(saved(note)).keys()
