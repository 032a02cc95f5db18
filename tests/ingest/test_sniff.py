"""What a text is, by its content."""

from __future__ import annotations

import pytest

from variorum.ingest.formats import HTML, MARKDOWN, PDF, TEXT
from variorum.ingest.sniff import binary_kind, text_kind

PLAIN = {
    "prose": "The Council met on 4 March.\n\nIt decided this.",
    "one link": "The note is at [the site](https://example.org/note).\n\nThe Council decided this.",
    "words of stress": "In the *Gazette* of that day.\n\nUnder Act 12 *et seq*. it decided.",
    "a list with dashes": "The Council decided:\n\n- to light the lamp;\n- to ring the bell;\n- to go home.\n",
    "an underlined title": "STATEMENT\n=========\n\nThe Council decided.",
    "stars between parts": "The first part.\n\n***\n\nThe second part.",
    "a number sign": "Lamp #3 is lit.\n#lampday\nThe Council decided.",
    "a mail address in brackets": "Write to <press@example.org> or see <https://example.org>.",
    "an inequality": "Where x < y and y > z the Council decided.",
    "a table pasted in": "The Council decided on the following figures, which were laid before it in the spring.\n\n"
    "Each harbour reports once a year to the keeper of the records in Velmora.\n\n"
    "The next report is due in the autumn, when the lamps are counted again.\n\n"
    "<table><tr><td>1</td></tr></table>\n\nThe report is public and may be read in the hall.",
    "speech of PDF": "The file begins with %PDF-1.7, as the Council noted.",
}
MARKED = {
    "a heading": "# Statement\n\nThe Council decided.",
    "a heading below": "Preface.\n\n## Decision\n\nThe Council decided.",
    "settings on top": "---\ntitle: Statement\ndate: 2031-03-04\n---\n\nThe Council decided.",
    "marks of many kinds": "The **Council** decided **this**, see [note](n.md).\n\n> So it was.\n",
}
PAGES = {
    "a page": "<!DOCTYPE html>\n<html><body><p>The Council decided.</p></body></html>",
    "a page after a comment": "<!-- saved -->\n<HTML><BODY>The Council decided.</BODY></HTML>",
    "a part of a page": "<p>The Council decided.</p>\n<p>It said so.</p>",
    "text with breaks": "The Council decided.<br>It said so.<br><br><b>Velmora</b><br>4 March",
    "XHTML": '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x.dtd">\n'
    '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>The Council</p></body></html>',
}


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        *(pytest.param(content, TEXT, id=f"plain: {name}") for name, content in PLAIN.items()),
        *(pytest.param(content, MARKDOWN, id=f"markdown: {name}") for name, content in MARKED.items()),
        *(pytest.param(content, HTML, id=f"page: {name}") for name, content in PAGES.items()),
    ],
)
def test_a_text_is_known_by_its_marks(content, kind):
    assert text_kind(content) == kind
    assert text_kind(content.replace("\n", "\r\n")) == kind
    assert binary_kind(content.encode()) is None


def test_a_pdf_may_have_rubbish_before_its_mark():
    assert binary_kind(b"\r\n\x00rubbish\n%PDF-1.4\n1 0 obj\n<<>>\nendobj") == PDF


def test_every_real_statement_is_plain_text(shared_data):
    for path in sorted(shared_data.glob("s*/**/*.txt")):
        data = path.read_bytes()
        assert binary_kind(data) is None, path
        assert text_kind(data.decode("utf-8", "replace")) == TEXT, path
