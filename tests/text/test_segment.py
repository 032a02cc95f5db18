"""What a text is divided into: the tiling, the kinds, the layout, and what may not change them."""

from __future__ import annotations

import re
import textwrap

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from variorum.model.spans import Span
from variorum.model.units import Block, BlockKind, LineBreaks, Segmentation, SegmentKind
from variorum.text.segment import segment

STATEMENT = """\
For immediate release

Statement by the Harbour Institute on the Flood of 3 March

3 March 2021

Today we remember the flood of 1953. It took 214 lives in Elmouth,
and the Institute has kept its ledger (No. 14) since.

WHAT WE ASK

The Council is asked to do three things:
1. Rebuild the sea wall. It is old;
2. Open the archive;
3. Name the dead.

Voting for the statement were Ann B. Carr, Chair; Dan E. Ford; and Gil
H. Ivory. Voting against was Kit L. Moon, who preferred to wait.

JOAN P. QUILL JR.

Media contact: press@harbour.example, +1 555 010 9999

- end -
"""


def lines(text: str, result: Segmentation) -> list[tuple[str, str]]:
    """(kind, words) of each segment."""
    return [(str(s.kind), " ".join(s.span.of(text).split())) for s in result.segments]


def kinds(text: str, **options: object) -> list[str]:
    return [kind for kind, _ in lines(text, segment(text, **options))]  # type: ignore[arg-type]


def test_each_kind_of_line_is_told_from_the_others() -> None:
    assert lines(STATEMENT, segment(STATEMENT)) == [
        ("furniture", "For immediate release"),
        ("title", "Statement by the Harbour Institute on the Flood of 3 March"),
        ("dateline", "3 March 2021"),
        ("sentence", "Today we remember the flood of 1953."),
        ("sentence", "It took 214 lives in Elmouth, and the Institute has kept its ledger (No. 14) since."),
        ("heading", "WHAT WE ASK"),
        ("sentence", "The Council is asked to do three things:"),
        ("item", "1. Rebuild the sea wall."),
        ("sentence", "It is old;"),
        ("item", "2. Open the archive;"),
        ("item", "3. Name the dead."),
        ("vote", "Voting for the statement were Ann B. Carr, Chair; Dan E. Ford; and Gil H. Ivory."),
        ("vote", "Voting against was Kit L. Moon, who preferred to wait."),
        ("sentence", "JOAN P. QUILL JR."),
        ("furniture", "Media contact: press@harbour.example, +1 555 010 9999"),
        ("furniture", "- end -"),
    ]


def test_a_resolution_of_one_line_paragraphs_is_divided_at_its_lines() -> None:
    text = (
        "United Nations\nS/RES/9052 (2012)\nSecurity Council\nDistr.: General\n27 June 2012\nResolution 9052 (2012)\n"
        "Adopted by the Security Council at its 6791st meeting, on 27 June 2012\nThe Security Council,\n"
        "Noting with concern that the situation on the northern lakes is tense and likely to remain so until it ends,\n"
        "Having considered the report of the Secretary-General (S/2012/403) and reaffirming resolution 1308 (2000),\n"
        "1. Calls upon the parties to implement resolution 338 (1973) of 22 October 1973;\n"
        "2. Decides to renew the mandate until 31 December 2012;\n(a) at sea;\n(b) on land."
    )
    result = segment(text)
    assert result.line_breaks is LineBreaks.PARAGRAPH
    assert kinds(text) == [
        *["furniture"] * 4,
        "dateline",
        "title",
        "dateline",
        *["sentence"] * 3,
        *["item"] * 4,
    ]
    assert [s.paragraph for s in result.segments] == list(range(14))


@pytest.mark.parametrize(
    "line",
    [
        "January 29, 2020",
        "20 January 2024",
        "(3/24/2021)",
        "2024-01-20",
        "3. Oktober 1990",
        "Berlin, den 3. Oktober 1990",
        "le 1er janvier 2020",
        "6 de diciembre de 2020",
        "27 июня 2012 года",
        "2012年6月27日",
        "WASHINGTON, D.C., January 20, 2021",
        "November 1, 2024.",
        "Friday, 3 March 2023",
        "2:05 P.M. EDT",
        "11 تشرين الأول/أكتوبر 2020",
        "Adoptée par le Conseil de sécurité à sa 9998e séance, le 2 mai 2019",
        "принятая Советом Безопасности на его 9771-м заседании 31 октября 2024 года",
    ],
)
def test_a_date_alone_on_its_line_is_a_dateline(line: str) -> None:
    assert kinds(f"{line}\n\nWe met in the hall and we spoke of the flood.")[0] == "dateline"


@pytest.mark.parametrize(
    "line",
    [
        "For release at 2:00 p.m. EST",
        "FOR IMMEDIATE RELEASE",
        "Embargoed until 6 p.m.",
        "For media inquiries, call 202-555-0155.",
        "Media contact: Jane Roe, jane@example.org",
        "Implementation Note issued January 29, 2020",
        "###",
        "\\###",
        "* * *",
        "- end -",
        "ENDS",
        "-30-",
        "Page 3 of 5",
        "- 3 -",
        "Distr.: General",
        "S/RES/2052 (2012)",
        "Tags: peace, law",
        "https://example.org/a",
        "jane@example.org",
        "Pressemitteilung Nr. 12/2024",
        "Communiqué de presse",
        "© 2024 Harbour Institute",
        "<!-- -->",
        "——————",
    ],
)
def test_what_is_not_said_by_the_issuer_is_furniture(line: str) -> None:
    assert kinds(f"We met in the hall and we spoke of it.\n\n{line}\n\nWe left.")[1] == "furniture"


@pytest.mark.parametrize(
    "line",
    [
        "For further information, the Council will meet on Monday.",
        "For the media we have great respect.",
        "Ends must be met.",
        "Page after page was read aloud.",
        "Contact between the two groups was lost.",
        "The press release was issued late.",
        "The United Nations was told of it on 3 March 2021.",
        "On 20 January 2024 we met.",
        "Release the hostages!",
        "2024 was better.",
    ],
)
def test_furniture_and_datelines_never_eat_what_is_said(line: str) -> None:
    assert kinds(f"We met in the hall and we spoke of it.\n\n{line}\n\nWe left.")[1] == "sentence"


@pytest.mark.parametrize("start", ["5.", "(a)", "iv.", "a)", "•", "-", "*", "3.1", "(ii)", "Sec. 3.", "Article 5."])
def test_an_item_keeps_its_enumerator_and_only_its_first_sentence_is_one(start: str) -> None:
    text = f"{start} Stop the work. It is done."
    assert lines(text, segment(text)) == [
        ("item", f"{start} Stop the work."),
        ("sentence", "It is done."),
    ]


@pytest.mark.parametrize(
    "text", ["3. Oktober 1990 war ein Feiertag.", "20. Jahrestag der Flut.", "– – –", "— and so we left."]
)
def test_a_german_date_and_a_dash_are_no_enumerators(text: str) -> None:
    assert "item" not in kinds(text)


def test_many_labels_before_the_first_sentence_are_a_menu_and_no_titles() -> None:
    menu = "\n\n".join(f"Office {letter}" for letter in "ABCDEFGHIJ")
    assert "title" not in kinds(f"{menu}\n\nThe Council met.")


def test_a_long_line_that_holds_dates_is_no_dateline() -> None:
    assert kinds(
        "On 3 March 1953, on 5 March 1953 and again on 7 March 1953 and at last on 9 March 1953 at 12:30 p.m. on Monday"
    ) == ["sentence"]


def test_wide_gaps_inside_a_paragraph_move_no_edge() -> None:
    text = "It came  at night.   We\r\nleft.\r\n   Then  it \u00a0 went.  So  be  it."
    result = segment(text)
    assert [s.span.of(text) for s in result.segments] == [
        "It came  at night.",
        "We\r\nleft.",
        "Then  it \u00a0 went.",
        "So  be  it.",
    ]


def test_text_without_any_sentence_is_not_all_titles() -> None:
    assert kinds("the cat sat") == ["sentence"]
    assert kinds("alpha\n\nbeta") == ["sentence", "sentence"]


def test_an_explained_vote_lasts_to_the_end_of_its_paragraph_or_to_another_matter() -> None:
    text = (
        "Voting for the action were: Ann Carr; and Dan Ford. Voting against was Kit Moon. She judged it early. "
        "In a related action, the Board raised the fee.\n\nThe fee is paid in May."
    )
    assert kinds(text) == ["vote", "vote", "vote", "sentence", "sentence"]


def test_a_markdown_heading_above_the_body_is_the_title_and_later_ones_are_headings() -> None:
    text = "# The Flood\n\nIt came at night.\n\n## What we ask\nWe ask for a wall.\n- Stone.\n- Sand."
    assert kinds(text) == ["title", "sentence", "heading", "sentence", "item", "item"]


def test_blocks_of_the_source_decide_and_text_outside_them_is_not_lost() -> None:
    text = (
        "Loose line before.\nThe Flood. A history\n3 March 2021\nIt came.\nIt went\non. So be it.\n"
        "First. Second.\nSee also\ntail"
    )
    parts = [
        ("The Flood. A history", BlockKind.TITLE),
        ("3 March 2021", BlockKind.HEADING),
        ("It came.\nIt went\non. So be it.", BlockKind.PARAGRAPH),
        ("First. Second.", BlockKind.ITEM),
        ("See also", BlockKind.FURNITURE),
    ]
    blocks = [Block(kind, Span(text.index(part), text.index(part) + len(part))) for part, kind in parts]
    result = segment(text, blocks=blocks)
    assert result.line_breaks is LineBreaks.BLOCKS
    assert lines(text, result) == [
        ("sentence", "Loose line before."),
        ("title", "The Flood. A history"),
        ("dateline", "3 March 2021"),
        ("sentence", "It came."),
        ("sentence", "It went on."),
        ("sentence", "So be it."),
        ("item", "First."),
        ("sentence", "Second."),
        ("furniture", "See also"),
        ("sentence", "tail"),
    ]


def test_the_first_heading_block_is_the_title_where_the_source_names_none() -> None:
    text = "The Flood\nIt came at night.\nAfterwards\nIt went."
    spans = [(0, 9), (10, 27), (28, 38), (39, 47)]
    names = [BlockKind.HEADING, BlockKind.PARAGRAPH] * 2
    blocks = [Block(kind, Span(*span)) for kind, span in zip(names, spans, strict=True)]
    assert [s.kind for s in segment(text, blocks=blocks).segments] == [
        SegmentKind.TITLE,
        SegmentKind.SENTENCE,
        SegmentKind.HEADING,
        SegmentKind.SENTENCE,
    ]


def test_a_label_above_the_title_that_the_source_names_is_no_title() -> None:
    text = "English version\nThe Flood\nIt came at night."
    spans = [(0, 15), (16, 25), (26, 43)]
    names = [BlockKind.PARAGRAPH, BlockKind.TITLE, BlockKind.PARAGRAPH]
    blocks = [Block(kind, Span(*span)) for kind, span in zip(names, spans, strict=True)]
    assert lines(text, segment(text, blocks=blocks)) == [
        ("heading", "English version"),
        ("title", "The Flood"),
        ("sentence", "It came at night."),
    ]


def test_an_indented_line_begins_a_paragraph_and_a_short_line_ends_one() -> None:
    prose = "The wall was built of stone that had been carried over the hills by hand and by cart for years on end."
    wrapped = textwrap.fill(prose, 60)
    text = f"{wrapped}\n     Of those who carried it most were never named in any book we hold.\n{wrapped}\n"
    assert segment(text).segments[1].paragraph == 1


# Any text at all ------------------------------------------------------------------------------------------------------

_ODD = st.text(
    alphabet=st.one_of(
        st.sampled_from('\n\n\n\r\t \u00a0\u2028\u2029\x0b\x0c\x85\x00\u202e\ufeff.?!。"”(#*-•1a2b|3)AZé中\ud800😀'),
        st.characters(codec=None),
    ),
    max_size=200,
)


def assert_tiles(text: str, result: Segmentation) -> None:
    position = 0
    paragraph = 0
    for index, part in enumerate(result.segments):
        start, end = part.span.start, part.span.end
        assert part.index == index
        assert position <= start < end <= len(text)
        assert not text[position:start].strip()
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        assert paragraph <= part.paragraph
        position, paragraph = end, part.paragraph
    assert not text[position:].strip()


@given(_ODD)
def test_segments_and_white_space_tile_any_text(text: str) -> None:
    assert_tiles(text, segment(text))


@given(_ODD, st.lists(st.tuples(st.sampled_from(BlockKind), st.integers(0, 200), st.integers(0, 200)), max_size=6))
def test_segments_and_white_space_tile_any_text_with_any_blocks(
    text: str, blocks: list[tuple[BlockKind, int, int]]
) -> None:
    spans = [Block(kind, Span(min(a, b), max(a, b))) for kind, a, b in blocks]
    assert_tiles(text, segment(text, blocks=spans))


_WORDS = st.sampled_from(
    "the flood took lives in Elmouth and we ask of you that U.S. banks p.m. EST No. 14 Stat. 212 Jan. 20 2,403 "
    'Council\'s "wall" (see art. 5) Dr. '
    "Quill Jr. e.g. said: stone; sand, 3 March 1953 A. Carr they He It Today".split()
)
_SENTENCES = st.builds(
    lambda words, end: " ".join(words) + end,
    st.lists(_WORDS, min_size=3, max_size=14),
    st.sampled_from([".", "?", '."', ".)", ",", ";", ""]),
)
_PARAGRAPHS = st.lists(st.lists(_SENTENCES, min_size=1, max_size=4).map(" ".join), min_size=2, max_size=5)
# What a reader would take for the beginning of an item, a heading or a rule.
_MARKED = re.compile(r"^\W*\w{1,6}[.)](\s|$)|^[-–—*•#|_=~]", re.MULTILINE)


@given(_PARAGRAPHS, st.integers(20, 160))
def test_wrapping_paragraphs_that_blank_lines_divide_changes_nothing(paragraphs: list[str], width: int) -> None:
    flat = "\n\n".join(paragraphs)
    wrapped = "\n\n".join(textwrap.fill(p, width, break_long_words=False, break_on_hyphens=False) for p in paragraphs)
    assume(not any(_MARKED.search(line) for block in wrapped.split("\n\n") for line in block.split("\n")[1:]))
    plain, result = segment(flat), segment(wrapped)
    assert lines(wrapped, result) == lines(flat, plain)
    assert [s.paragraph for s in result.segments] == [s.paragraph for s in plain.segments]


@given(_PARAGRAPHS, st.integers(20, 120), st.booleans(), st.booleans())
def test_curly_quotes_and_other_spaces_change_neither_edges_nor_kinds(
    paragraphs: list[str], width: int, curly: bool, spaced: bool
) -> None:
    text = "\n\n".join(textwrap.fill(p, width) for p in paragraphs)
    other = text
    if curly:
        other = re.sub(r'"(?=\w)', "“", other).replace('"', "”").replace("'", "’")
    if spaced:
        other = other.replace(" ", "\u00a0")
    assert segment(other).segments == segment(text).segments


@given(_PARAGRAPHS, st.integers(20, 100))
def test_carriage_returns_do_not_matter(paragraphs: list[str], width: int) -> None:
    text = "\n\n".join(textwrap.fill(p, width) for p in paragraphs)
    returned = text.replace("\n", "\r\n")
    assert lines(returned, segment(returned)) == lines(text, segment(text))


# Real statements ------------------------------------------------------------------------------------------------------


def test_every_hand_made_sentence_comes_out_exactly(shared_data) -> None:
    import json

    rows = [json.loads(line) for line in (shared_data / "gold" / "alignment.jsonl").read_text("utf-8").splitlines()]
    assert rows
    for row in rows:
        for side in "ab":
            text = (shared_data / row[side]).read_bytes().decode("utf-8")
            found = [[s.span.start, s.span.end] for s in segment(text).segments]
            assert found == row[f"{side}_spans"], row["id"]


def test_the_seeds_have_the_kinds_a_reader_sees(shared_data) -> None:
    older, newer = (path.read_bytes().decode("utf-8") for path in sorted((shared_data / "seeds").glob("*.txt")))
    assert segment(older).line_breaks is LineBreaks.WRAP
    assert kinds(older) == ["sentence"] * 17
    assert kinds(newer) == ["title", "dateline", *["sentence"] * 13]


def test_a_resolution_has_its_paragraphs_on_its_lines_in_every_language(shared_data) -> None:
    paths = sorted((shared_data / "series" / "unsc").rglob("*.txt"))
    assert paths
    for path in paths:
        result = segment(path.read_bytes().decode("utf-8"))
        assert result.line_breaks is LineBreaks.PARAGRAPH, path
        # One masthead of four lines, one title at most, and the operative paragraphs as items.
        heads = [str(s.kind) for s in result.segments[:7]]
        assert heads.count("furniture") >= 3, path
        assert heads.count("dateline") >= 1, path
        assert sum(s.kind is SegmentKind.ITEM for s in result.segments) >= 1, path
