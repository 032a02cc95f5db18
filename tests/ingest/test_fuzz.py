"""Whatever the bytes: a witness whose spans lie in its text, or one error with a name. Nothing else."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from variorum.errors import SourceError
from variorum.ingest.limits import Limits
from variorum.ingest.readers import read_bytes
from variorum.ingest.texts import digest

LIMITS = Limits(pages=20, seconds=20, unpacked_bytes=5_000_000, markup_characters=2_000_000)
QUICK = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
# Each PDF is read in a process of its own.
SLOW = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


def check(data):
    witness = error = None
    try:
        witness = read_bytes(data, "file", limits=LIMITS)
    except SourceError as refusal:
        error = refusal
    if witness is None:
        assert str(error) == f"file: {error.what}. {error.remedy}"
        assert "\n" not in error.what
        return
    text = witness.text
    assert text.content.strip()
    assert text.sha256 == digest(text.content)
    for spans in ([block.span for block in text.blocks], text.pages):
        edges = [0, *(edge for span in spans for edge in (span.start, span.end)), len(text.content)]
        assert edges == sorted(edges)
    if text.blocks:
        outside = text.content
        for block in reversed(text.blocks):
            written = block.span.of(text.content)
            assert written
            assert written == written.strip()
            outside = outside[: block.span.start] + outside[block.span.end :]
        assert outside.strip() == ""


@QUICK
@given(st.binary(max_size=2000))
@example(b"\xff\xfe\x00\xd8")
@example(b"PK\x05\x06" + b"\0" * 18)
@example(b"%PDF-")
@example(b"---\n---\n# \n")
@example(b"<!DOCTYPE html>")
@example("<!DOCTYPE html><body>\u2028".encode())
def test_any_bytes(data):
    check(data)


MARKS = (
    *(
        "<p>",
        "</p>",
        "<table><tr><td>",
        "</table>",
        "<ul><li>",
        "</ul>",
        "<ol start='9'>",
        "<br>",
        "<pre>",
        "</pre>",
        "<a href=x>",
    ),
    *(
        "<h1>",
        "</div>",
        "<div hidden>",
        "<!--",
        "-->",
        "<![CDATA[",
        "<script>",
        "&#0;",
        "&#xD800;",
        "&#128;",
        "<b",
        "'",
        '"',
        "\0",
    ),
    *(
        "# ",
        "**",
        "---\n",
        "```",
        "> ",
        "|",
        "\n\n",
        "\r",
        " ",
        "lamp",
        "é",
        "\u202e",
        "\ud800",
        "\ufeff",
        "\x1b",
        "\u2028",
        "\x1c",
    ),
)


@QUICK
@given(
    st.sampled_from(
        ["", "<!DOCTYPE html><body>", "# Lamp\n\n", "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>"]
    ),
    st.lists(st.sampled_from(MARKS), max_size=50),
)
def test_any_marks(start, marks):
    check((start + "".join(marks)).encode("utf-8", "surrogatepass"))


@QUICK
@given(
    st.text(min_size=1),
    st.sampled_from(["utf-8", "utf-16", "utf-32", "cp1251", "big5", "utf-7", "cp037", "iso2022_jp"]),
)
def test_any_text_in_any_encoding(content, encoding):
    check(
        content.encode(encoding, "surrogatepass" if encoding.startswith("utf-") and encoding != "utf-7" else "ignore")
    )


@st.composite
def damage(draw, size):
    """A way to spoil a file of this size: cut it, or overwrite, drop or double stretches of it."""
    return draw(
        st.lists(
            st.tuples(
                st.sampled_from("cut write drop double".split()),
                st.integers(0, size),
                st.binary(min_size=1, max_size=12),
            ),
            min_size=1,
            max_size=6,
        )
    )


def spoiled(data, ways):
    for way, place, given_bytes in ways:
        if way == "cut":
            data = data[: max(place, 8)]
        elif way == "write":
            data = data[:place] + given_bytes + data[place + len(given_bytes) :]
        elif way == "drop":
            data = data[:place] + data[place + len(given_bytes) :]
        else:
            data = data[:place] + data[max(place - 40, 0) : place] + data[place:]
    return data


@QUICK
@given(ways=damage(4000))
def test_any_damage_to_a_word_document(make, ways):
    body = "".join(make.paragraph(f"Lamp {n} is lit.", make.in_list(2, n % 3)) for n in range(12))
    check(spoiled(make.styled_docx(body), ways))


@QUICK
@given(ways=damage(1500))
def test_any_damage_to_the_xml_of_a_word_document(make, ways):
    body = "".join(make.paragraph(f"Lamp {n} is lit.", make.in_list(2, n % 3)) for n in range(8))
    spoilt = spoiled(body.encode(), ways).decode("utf-8", "replace")
    check(make.styled_docx("".join(c for c in spoilt if c >= " ")))


@SLOW
@given(ways=damage(3000))
def test_any_damage_to_a_pdf(make, ways):
    file = make.pdf()
    for page in range(3):
        file.page([make.line(f"Lamp {page} {row} is lit at dusk.", y=700 - 14 * row) for row in range(8)])
    check(spoiled(file.data(), ways))


@QUICK
@given(ways=damage(2500))
def test_any_damage_to_an_opendocument_text(make, ways):
    items = "".join(f"<text:list-item><text:p>Lamp {n} is lit.</text:p></text:list-item>" for n in range(8))
    check(spoiled(make.odt(f'<text:list text:style-name="Numbers">{items}</text:list>'), ways))


OPEN_DOCUMENT = (
    *"text:p text:h text:list text:list-item text:list-header text:section text:span text:note text:note-body".split(),
    *"text:table-of-content text:index-body table:table table:table-row table:table-cell draw:frame".split(),
    *"draw:text-box text:tracked-changes office:annotation text:hidden-text text:hidden-paragraph text:number".split(),
)
ANY_MARKUP = (
    *"p head title item list num label row cell table note choice sic corr del gap lb pb l section meta".split(),
    *"docTitle docAuthority authorialNote li tr td quotedStructure".split(),
)


def elements(names):
    """A forest of these elements with text before, between and after them."""
    attributes = st.sampled_from(
        [
            *("", " n='3'", " type='ordered'", " break='no'", " startQuote='“' endQuote='”'"),
            *(" text:style-name='Numbers'", " text:start-value='9'", " text:display='none'", " text:c='99'"),
        ]
    )
    text = st.sampled_from(["", " ", "\n\n", "lamp", "1.", "• ", "\t", "é ", "\u2028", "&#13;", "<![CDATA[ & ]]>"])
    return st.recursive(
        text,
        lambda inner: st.builds(
            lambda name, look, parts, after: f"<{name}{look}>{''.join(parts)}</{name}>{after}",
            st.sampled_from(names),
            attributes,
            st.lists(inner, max_size=4),
            text,
        ),
        max_leaves=25,
    )


@QUICK
@given(elements(OPEN_DOCUMENT))
def test_any_opendocument_text(make, body):
    check(make.odt(body))


@QUICK
@given(st.sampled_from(["akomaNtoso", "TEI", "statement"]), elements(ANY_MARKUP), damage(400))
def test_any_xml(root, body, ways):
    namespace = 'xmlns:text="t"'
    whole = f"<?xml version='1.0'?><{root} {namespace}>{body}</{root}>".encode()
    check(whole)
    check(spoiled(whole, ways))


# What these hold is shown, and shown once; a number may move before what it stands for, a note behind the text.
PLAIN_MARKUP = ("p", "head", "b", "section", "clause", "div", "title", "row", "cell", "table", "em")


@QUICK
@given(st.sampled_from(["akomaNtoso", "TEI", "statement"]), elements(PLAIN_MARKUP))
def test_no_character_of_a_document_is_lost_or_doubled(root, body):
    from lxml import etree

    data = f"<?xml version='1.0'?><{root} xmlns:text='t'>{body.replace('“', '').replace('”', '')}</{root}>".encode()
    written = "".join("".join(map(str, etree.fromstring(data).itertext())).split())
    if written:
        assert "".join(read_bytes(data, "file", limits=LIMITS).text.content.split()) == written


OPERATORS = [
    *"BT ET q Q Td Tf Tj TJ T* Tm Do cm re f BI ID EI gs ' \" \\".split(),
    *"/F1 /F9 12 0 -1 1e9 99999999 (a) ( ) [ ] << >> <41>".split(),
]


@SLOW
@given(st.lists(st.sampled_from(OPERATORS), max_size=60))
def test_any_page_description(make, operators):
    content = b"BT /F1 11 Tf 72 700 Td (The lamp is lit.) Tj ET " + " ".join(operators).encode()
    check(make.pdf(pages=[content]).data())


@pytest.mark.parametrize("seed", range(3))
def test_the_real_formats_spoiled_here_and_there(shared_data, seed):
    files = [
        *sorted((shared_data / "formats" / "html").glob("*.html")),
        *sorted((shared_data / "formats" / "pdf").glob("*.pdf")),
        *sorted((shared_data / "formats" / "xml").glob("*.xml")),
    ]
    for index, path in enumerate(files[seed::12]):
        data = path.read_bytes()
        place = (len(data) * (index + 1)) // 9
        check(data[:place] + b"\0<x>\xff" + data[place + 5 :])
        check(data[: len(data) * 2 // 3])
