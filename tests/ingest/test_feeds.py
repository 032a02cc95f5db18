"""RSS and Atom as they are really written: broken, mixed, long, and meant to do harm."""

from __future__ import annotations

import io
import tracemalloc
from contextlib import suppress

import pytest

from tests.ingest.containers import claimed, read, texts, unread
from variorum.errors import SourceError, SourceTooLarge
from variorum.ingest.containers.feeds import cut_entries, feed_parts
from variorum.ingest.containers.parts import Bounds, Forward, buffered
from variorum.ingest.limits import DEFAULT_LIMITS
from variorum.ingest.statements import media_type_of, statements


def rss(items, head="", attributes=""):
    return f'<rss version="2.0"{attributes}><channel><title>News</title>{head}{items}</channel></rss>'.encode()


def atom(entries):
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>{entries}</feed>'.encode()


CONTENT = ' xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'


def test_the_fullest_text_of_an_entry_is_read():
    found = read(
        rss(
            "<item><description>In short.</description>"
            "<content:encoded><![CDATA[<h2>Lamps</h2><p>The Council decided.</p>]]></content:encoded></item>",
            attributes=CONTENT,
        )
    )
    assert texts(found) == ["Lamps\n\nThe Council decided."]
    assert [block.kind.value for block in found[0].text.blocks] == ["heading", "paragraph"]


def test_a_summary_by_its_own_name_is_known_not_to_be_whole():
    whole, short = read(
        atom("<entry><content>The Council decided.</content></entry><entry><summary>It did.</summary></entry>")
    )
    assert whole.text.whole
    assert not short.text.whole


def test_an_entry_without_text_says_where_its_page_is():
    found = read(
        rss(
            "<item><title>A</title><link>https://harbour.example/1</link></item><item><description>B.</description></item>"
        )
    )
    assert texts(found) == ["B."]
    assert "https://harbour.example/1" in unread(found)["entry:1"]


@pytest.mark.parametrize(
    ("written", "content"),
    [
        ("plain &amp; simple", "plain & simple"),
        ("&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two &amp;amp; three.&lt;/p&gt;", "One.\n\nTwo & three."),
        ("<![CDATA[<p>a &lt; b</p>]]>", "a < b"),
        ("a&nbsp;b &eacute; &unknown; R&D", "a\u00a0b é &unknown; R&D"),
        ("<![CDATA[a & b]]> &copy;", "a & b ©"),
        ("3 &lt; 4 and 5 &gt; 4", "3 < 4 and 5 > 4"),
    ],
)
def test_entities_mean_what_they_mean_where_they_stand(written, content):
    (statement,) = read(rss(f"<item><description>{written}</description></item>"))
    assert statement.text.content == content
    assert statement.text.whole


def test_an_entry_that_is_not_well_formed_is_said_and_spoils_no_other():
    items = (
        "<item><description>One.</description></item>"
        "<item><description>Two <b>bold</description></item>"
        "<item><description>Three"
        "<item><description>Four.</description></item>"
        "<item><description>Five \x01.</description></item>"
    )
    found = read(rss(items))
    assert [content.strip() for content in texts(found)] == ["One.", "Two bold", "Three", "Four.", "Five ."]
    assert [each.text.whole for each in found] == [True, False, False, True, False]


def test_tags_in_comments_and_character_data_are_no_tags():
    items = (
        "<!-- <item><description>Withdrawn.</description></item> -->"
        "<item><description><![CDATA[The tag </item> ends <item> an entry.]]></description></item>"
        "<?note <item> ?><items/><itemised>no</itemised>"
        "<item><!-- </item> --><description>Two.</description></item>"
    )
    assert texts(read(rss(items))) == ["The tag </item> ends <item> an entry.", "Two."] or texts(read(rss(items))) == [
        "The tag ends an entry.",
        "Two.",
    ]
    assert len(read(rss(items))) == 2


def test_namespaces_prefixes_and_older_formats_are_known():
    prefixed = '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:id>1</a:id><a:content>One.</a:content></a:entry></a:feed>'
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="c"><items><rdf:Seq/></items></channel>'
        '<item rdf:about="https://harbour.example/1"><title>A</title><description>One.</description>'
        "<dc:date>2031-03-04</dc:date><dc:creator>Harbour Council</dc:creator></item></rdf:RDF>"
    )
    assert texts(read(prefixed.encode())) == ["One."]
    assert claimed(read(prefixed.encode())[0]) == {"source-id": "1"}
    assert media_type_of(io.BytesIO(rdf.encode()), "x") == "application/rss+xml"
    assert claimed(read(rdf.encode())[0]) == {
        "title": "A",
        "published": "2031-03-04",
        "source-id": "https://harbour.example/1",
        "issuer": "Harbour Council",
    }


def test_what_an_entry_says_is_kept_in_one_form():
    (statement,) = read(
        rss(
            "<item><title>The &lt;i&gt;lamp&lt;/i&gt; &amp;amp; the bell</title><link> https://harbour.example/1\n</link>"
            '<guid isPermaLink="false">lamp-1</guid><pubDate>Tue, 4 Mar 2031 23:30:00 -0800</pubDate>'
            "<author>press@harbour.example (Harbour Council)</author><description>One.</description></item>",
            head="<language>en-GB</language>",
        )
    )
    assert claimed(statement) == {
        "title": "The lamp & the bell",
        "url": "https://harbour.example/1",
        "source-id": "lamp-1",
        "published": "2031-03-04",
        "issuer": "Harbour Council",
        "language": "en",
    }


def test_an_address_alone_names_no_author_and_a_part_of_an_address_no_page():
    (statement,) = read(
        rss("<item><link>/1</link><author>press@harbour.example</author><description>One.</description></item>")
    )
    assert claimed(statement) == {"issuer": "News"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
def test_a_feed_is_read_in_the_encoding_it_declares(encoding):
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    data = (
        head + "<rss version='2.0'><channel><item><description>Größe der Würde.</description></item></channel></rss>"
    ).encode(encoding)
    assert texts(read(data)) == ["Größe der Würde."]


def test_what_is_no_utf16_in_a_feed_costs_only_its_letters_and_is_said():
    items = "<item><description>One X.</description></item><item><description>Two.</description></item>"
    data = f"\ufeff<rss version='2.0'><channel>{items}</channel></rss>".encode("utf-16-le").replace(b"X\0", b"\0\xd8")
    found = read(data)
    assert texts(found) == ["One \ufffd.", "Two."]
    assert [[warning.kind.value for warning in each.text.warnings] for each in found] == [["undecodable"], []]


def test_entity_bombs_and_external_entities_do_nothing():
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 30))
    for declared, used in (
        (f'<!ENTITY e0 "lol">{bomb}', "&e29;"),
        ('<!ENTITY e SYSTEM "file:///etc/passwd">', "&e;"),
        ('<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;', "plain"),
        ('<!ENTITY e "<item><description>Forged.</description></item>">', "&e;"),
    ):
        head = f"<?xml version='1.0'?><!DOCTYPE rss [{declared}]>"
        data = head.encode() + rss(f"<item><description>Before {used} after.</description></item>")
        assert media_type_of(io.BytesIO(data), "x") == "application/rss+xml"
        assert texts(read(data)) == [f"Before {used} after."]


def test_an_entry_longer_than_the_limit_is_passed_over():
    long = "x" * (DEFAULT_LIMITS.markup_characters + 100)
    found = read(rss(f"<item><description>{long}</description></item><item><description>Two.</description></item>"))
    assert texts(found) == ["Two."]
    assert isinstance(found[0].error, SourceTooLarge)


class Endless(io.RawIOBase):
    """A feed of so many entries that is never whole in memory."""

    def __init__(self, entries):
        self.entries, self.sent, self.rest = entries, 0, b"<rss version='2.0'><channel>"

    def readable(self):
        return True

    def seekable(self):
        return False

    def read(self, size=-1):
        while len(self.rest) < size and self.sent < self.entries:
            batch = min(5000, self.entries - self.sent)
            self.rest += b"<item><guid>1</guid><description>One.</description></item>" * batch
            self.sent += batch
        data, self.rest = self.rest[:size], self.rest[size:]
        return data


def test_a_feed_of_a_million_entries_is_cut_to_its_last():
    stream = buffered(Forward(Endless(1_000_000)))
    assert sum(1 for _ in cut_entries(stream, b"item", DEFAULT_LIMITS.markup_characters)) == 1_000_000


def test_memory_does_not_grow_with_the_feed():
    def peak(entries):
        stream = buffered(Forward(Endless(entries)))
        tracemalloc.start()
        for _ in cut_entries(stream, b"item", DEFAULT_LIMITS.markup_characters):
            pass
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    assert peak(60_000) < 1.5 * peak(20_000)


def test_entries_are_handed_out_one_by_one():
    source = Endless(1_000_000)
    parts = feed_parts(buffered(Forward(source)), "feed", Bounds("feed", 0, DEFAULT_LIMITS))
    assert [next(parts).step for _ in range(3)] == ["entry:1", "entry:2", "entry:3"]
    assert source.sent < 50_000


@pytest.mark.parametrize(
    "data",
    [
        b"<rss version='2.0'>" + b"<item>" * 30_000,
        b"<rss version='2.0'><item>" + b"<![CDATA[" * 200_000,
        b"<rss version='2.0'><item>" + b"<!--" * 200_000,
        b"<rss version='2.0'><item><description>" + b"<b>" * 200_000 + b"</description></item>",
        b"<rss version='2.0'><item><description>" + b"&" * 500_000 + b"</description></item>",
        b"<rss version='2.0'><item><title>" + b"<" * 500_000 + b"</title></item>",
        b"<rss version='2.0'><item>" + b"<description>x</description>" * 50_000 + b"</item>",
        b"<rss " + b"x='1' " * 100_000 + b">",
        b"<!DOCTYPE " + b"[" * 100_000 + b"<rss>",
    ],
    ids=[
        "open tags",
        "character data",
        "comments",
        "nesting",
        "ampersands",
        "brackets",
        "many",
        "attributes",
        "doctype",
    ],
)
def test_a_feed_meant_to_keep_the_reader_busy_is_read_or_refused(data):
    with suppress(SourceError):
        for _ in statements(io.BytesIO(data), "feed"):
            pass


@pytest.mark.parametrize(
    "title",
    ["The Lamp &amp; Bell Council", "<![CDATA[The Lamp & Bell Council]]>", " The Lamp &amp;amp; Bell\nCouncil "],
)
def test_the_title_of_the_feed_names_the_issuer_after_the_author_of_the_entry(title):
    head = f"<image><title>A lamp</title></image><title>{title}</title>"
    by_feed, by_author = read(
        f"<rss version='2.0'><channel>{head}<item><title>A</title><description>The lamps are lit.</description></item>"
        "<item><author>a@b.example (The Clerk)</author><description>The bells ring.</description></item>"
        "</channel></rss>".encode()
    )
    assert claimed(by_feed)["issuer"] == "The Lamp & Bell Council"
    assert next(claim.value for claim in by_author.claims if claim.field.value == "issuer") == "The Clerk"
