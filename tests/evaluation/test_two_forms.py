"""One statement in two forms, the page and its text, compares as kept but for furniture, title and date line."""

from __future__ import annotations

import variorum

# Letters written in UTF-8 twice, by whoever made the page.
WRITTEN_TWICE = "\u00e2\u0080"


def differences(text, form):
    comparison = variorum.compare(text, form)
    other = comparison.alignment.other.content
    if WRITTEN_TWICE in other:
        return None
    body = comparison.summary.body
    return body.reworded + body.split + body.merged + body.dropped + body.added


def test_pages_of_a_bank_hold_what_others_took_out_of_them(shared_data):
    pairs = [
        (shared_data / "series/fomc/canonical" / f"{page.stem.split('_')[1]}.txt", page)
        for page in sorted((shared_data / "formats/html").glob("*.html"))
    ]
    found = [differences(text, page) for text, page in pairs if text.exists()]

    assert len(found) >= 8
    assert [each for each in found if each is not None] == [0] * 5


def test_resolutions_in_xml_hold_what_others_took_out_of_them(shared_data):
    pairs = [
        (text, form)
        for form in sorted((shared_data / "formats/xml").glob("*.xml"))
        for text in (shared_data / "series/unsc").rglob(f"{form.stem.split('_', 1)[1]}.txt")
    ]

    assert len(pairs) >= 5
    assert [differences(text, form) for text, form in pairs] == [0] * len(pairs)
