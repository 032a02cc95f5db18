"""PDF: paragraphs from lines, page by page."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.errors import SourceUnreadable
from variorum.ingest.hyphens import mended
from variorum.ingest.pdf.lacks import pages_said, unmapped_warning
from variorum.ingest.pdf.layout import paragraphs
from variorum.ingest.pdf.lines import Line, Page
from variorum.ingest.readers import read_bytes
from variorum.model.units import BlockKind

WORDS = (
    "the keepers of the outer harbour light the lamp at dusk and ring the bell when fog comes in from the sea".split()
)


def lines_of(page, contents, *, left=72.0, right=520.0, top=760.0, drop=13.0, height=12.0, weight=400):
    """Lines one under another; a line that ends in "|" is short."""
    return [
        Line(
            page,
            content.rstrip("|"),
            left,
            (left + 6.0 * len(content)) if content.endswith("|") else right,
            top - drop * number,
            height,
            weight,
        )
        for number, content in enumerate(contents)
    ]


def contents(pages):
    return [(str(each.kind), " / ".join(line.content for line in each.lines)) for each in paragraphs(pages)]


FULL = " ".join(WORDS * 1)[:80]


def test_full_lines_are_one_paragraph_and_a_short_last_line_ends_it():
    page = Page(842, tuple(lines_of(0, [FULL, FULL, "end.|", "Next " + FULL, FULL, "end.|"])))
    assert [content.count("/") for _, content in contents([page])] == [2, 2]


def test_a_wider_gap_ends_a_paragraph():
    upper = lines_of(0, [FULL, FULL + " it did."])
    lower = lines_of(0, ["So " + FULL, FULL], top=700)
    assert len(paragraphs([Page(842, (*upper, *lower))])) == 2


def test_an_indented_line_after_a_sentence_begins_a_paragraph():
    upper = lines_of(0, [FULL, FULL, FULL + "."])
    lower = [*lines_of(0, ["So " + FULL], left=92, top=721), *lines_of(0, [FULL], top=708)]
    assert len(paragraphs([Page(842, (*upper, *lower))])) == 2


NAMES = ["Ms. A. Harbourmaster, Keeper of the Outer Lamp|", "Mr. B. Ferryman, Keeper of the Inner Lamp and Bell|"]


def test_names_line_under_line_are_paragraphs_of_their_own_where_lines_are_set_even():
    even = lines_of(0, [f"{FULL} {number}" for number in range(12)])
    page = Page(842, (*even, *lines_of(0, NAMES, top=500)))
    assert [content for _, content in contents([page])[1:]] == [name.rstrip("|") for name in NAMES]


def test_in_ragged_setting_a_little_room_at_the_end_of_a_line_ends_nothing():
    ragged = [
        Line(0, f"{FULL} {number}", 72, 460 + 17 * (number * 7 % 5), 700 - 13 * number, 12, 400) for number in range(14)
    ]
    assert len(paragraphs([Page(842, tuple(ragged))])) == 1


def test_a_paragraph_that_begins_in_bold_is_one():
    bold = lines_of(0, [f"{FULL} said between"], weight=700)
    page = Page(842, (*bold, *lines_of(0, ["February and April.", FULL, FULL], top=747)))
    assert [kind for kind, _ in contents([page])] == ["paragraph"]


def test_a_full_heading_without_a_gap_ends_where_the_text_below_is_set_in():
    bold = lines_of(0, [f"VI. {FULL}"], weight=700)
    page = Page(842, (*bold, *lines_of(0, ["Members of it"], left=92, top=747), *lines_of(0, [FULL, FULL], top=734)))
    assert [kind for kind, _ in contents([page])] == ["heading", "paragraph"]


def test_a_text_set_in_a_heavy_face_throughout_has_no_headings_for_that():
    page = Page(842, tuple(lines_of(0, ["Outline of it|", FULL, FULL, "end.|"], weight=655)))
    assert "heading" not in [kind for kind, _ in contents([page])]


def test_larger_and_bolder_lines_are_headings_and_the_largest_the_title():
    page = Page(
        842,
        (
            *lines_of(0, ["On the lamp of the outer|", "harbour of Velmora|"], top=780, drop=20, height=18),
            *lines_of(0, ["Rescue|"], top=730, weight=700),
            *lines_of(0, [FULL, FULL], top=700),
        ),
    )
    assert contents([page]) == [
        ("title", "On the lamp of the outer / harbour of Velmora"),
        ("heading", "Rescue"),
        ("paragraph", f"{FULL} / {FULL}"),
    ]


def test_bullets_and_numbers_begin_items_and_hang():
    page = Page(
        842,
        (
            *lines_of(0, [FULL, "It decided:|"], top=780),
            *lines_of(0, ["• " + FULL], left=80, top=754),
            *lines_of(0, ["and more.|"], left=92, top=741),
            *lines_of(0, ["(b) " + FULL], left=80, top=728),
        ),
    )
    assert [kind for kind, _ in contents([page])] == ["paragraph", "item", "item"]


def test_a_bullet_begins_an_item_even_after_a_full_line_without_an_end():
    page = Page(842, tuple(lines_of(0, [FULL, "• " + FULL, "• " + FULL])))
    assert [kind for kind, _ in contents([page])] == ["paragraph", "item", "item"]


def test_a_dash_or_figure_that_a_wrap_brings_to_the_front_begins_nothing():
    page = Page(842, tuple(lines_of(0, [FULL + " in", "1994. " + FULL, FULL + " it", "– so " + FULL, "end.|"])))
    assert len(paragraphs([page])) == 1


HEAD, FOOT = "Harbour Council, 4 March 2031", "Page {}"


def book(count):
    """Pages with a running head, a page number, and a paragraph that runs from each to the next."""
    pages = []
    for number in range(count):
        head = lines_of(number, [HEAD + "|"], top=810)
        foot = lines_of(number, [FOOT.format(number + 1) + "|"], top=30)
        pages.append(Page(842, (*head, *lines_of(number, [f"{FULL} {'abcdefgh'[number]}"] * 8), *foot)))
    return pages


def test_heads_and_feet_are_furniture_and_do_not_cut_a_paragraph_in_two():
    found = paragraphs(book(3))
    assert [str(each.kind) for each in found] == ["paragraph", *["furniture"] * 6]
    assert [line.page for line in found[0].lines] == [0] * 8 + [1] * 8 + [2] * 8


def kinds_of(pages):
    return {line.content: str(each.kind) for each in paragraphs(pages) for line in each.lines}


def test_heads_on_left_and_right_pages_are_known_by_the_number_that_counts_up():
    heads = ["411", "412 Gazette of the Harbour / Monday", "Gazette of the Harbour / Council Papers 413"]
    pages = [
        Page(842, (*lines_of(n, [head + "|"], top=800), *lines_of(n, [f"{FULL} {'abc'[n]}"] * 3, top=600)))
        for n, head in enumerate(heads)
    ]
    kinds = kinds_of(pages)
    assert [kinds[head] for head in heads] == ["furniture"] * 3


def test_a_line_of_text_that_happens_to_end_with_the_number_of_its_page_stays_text():
    pages = [
        Page(842, (*lines_of(n, [f"{FULL} {'abcd'[n]}"] * 5, top=600), *lines_of(n, [f"{n + 1}|"], top=30)))
        for n in range(3)
    ]
    last = Page(842, tuple(lines_of(3, [f"{FULL} d", "as it is said in section 4|"], top=600)))
    assert kinds_of([*pages, last])["as it is said in section 4"] == "paragraph"


def test_notes_whose_figures_count_up_with_the_pages_stay_text():
    pages = [
        Page(
            842,
            (*lines_of(n, [f"{FULL} {'abc'[n]}"] * 5), *lines_of(n, [f"{n + 1} See {'abc'[n]}|"], top=90, height=8)),
        )
        for n in range(3)
    ]
    assert [kinds_of(pages)[f"{n + 1} See {'abc'[n]}"] for n in range(3)] == ["paragraph"] * 3


def test_the_parts_of_a_head_that_the_first_page_has_apart_are_furniture_and_a_title_is_not():
    first = (
        *lines_of(0, ["Gazette of the Harbour|", "Monday, 4 March 2031|"], top=800),
        *lines_of(0, ["The lamp of Velmora|"], top=760, height=20),
        *lines_of(0, [f"{FULL} a"] * 4, top=600),
    )
    others = [
        Page(
            842,
            (
                *lines_of(n, ["Gazette of the Harbour / Monday, 4 March 2031 / The lamp of Velmora|"], top=800),
                *lines_of(n, [f"{FULL} {'abc'[n]}"] * 3, top=600),
            ),
        )
        for n in (1, 2)
    ]
    kinds = kinds_of([Page(842, first), *others])
    assert kinds["Monday, 4 March 2031"] == kinds["Gazette of the Harbour"] == "furniture"
    assert kinds["The lamp of Velmora"] == "title"


def test_a_month_and_year_at_the_head_of_a_page_is_no_page_number():
    page = Page(842, (*lines_of(0, ["March 2031|"], top=800), *lines_of(0, [FULL] * 4, top=600)))
    assert kinds_of([page])["March 2031"] != "furniture"


def test_what_was_drawn_last_and_stands_first_is_read_first():
    late = lines_of(0, [f"{FULL} upper", f"{FULL} also"], top=760)
    early = lines_of(0, [f"{FULL} lower"], top=400)
    text = " ".join(content for _, content in contents([Page(842, (*early, *late))]))
    assert text.index("upper") < text.index("also") < text.index("lower")


def test_foot_notes_wait_for_the_end_of_the_paragraph_above_them():
    pages = book(2)
    note = lines_of(0, ["1 As decided in 1994.|"], top=120, height=8, drop=9)
    first = Page(842, (*pages[0].lines[:-1], *note, pages[0].lines[-1]))
    found = [content for _, content in contents([first, pages[1]])]
    assert found[0].count("/") == 15
    assert "1 As decided in 1994." in found[1:]


def test_two_columns_are_read_one_after_the_other():
    left = lines_of(0, [f"{FULL[:40]} l{n}" for n in range(20)], right=290)
    right = lines_of(0, [f"{FULL[:40]} r{n}" for n in range(20)], left=310, right=528)
    text = " ".join(content for _, content in contents([Page(842, (*left, *right))]))
    assert re.findall(r"[lr]\d+", text) == [f"l{n}" for n in range(20)] + [f"r{n}" for n in range(20)]


def test_a_raised_figure_belongs_to_its_line():
    page = Page(
        842,
        (
            Line(0, "as decided", 72, 130, 700, 12, 400),
            Line(0, "3", 130.5, 134, 704, 7, 400),
            Line(0, "in Velmora.", 137, 200, 700, 12, 400),
        ),
    )
    assert contents([page]) == [("paragraph", "as decided3 in Velmora.")]


def test_slanted_letters_are_no_text_on_its_side():
    slanted = Line(0, "Highlights of the meeting", 72, 300, 780, 12, 400, 0.3)
    assert kinds_of([Page(842, (slanted, *lines_of(0, [FULL, FULL, FULL])))])[slanted.content] != "furniture"


def test_text_on_its_side_is_furniture():
    turned = Line(0, "printed on press 4", 18, 23, 77, 3, 400, 4.71)
    assert [str(each.kind) for each in paragraphs([Page(842, (*lines_of(0, [FULL, FULL, FULL]), turned))])] == [
        "paragraph",
        "furniture",
    ]


@pytest.mark.parametrize(
    ("above", "below", "words", "expected"),
    [
        ("the admin\x02", "istration", (), "the administration"),
        ("the long-", "term view", (), "the long-term view"),
        ("a third\x02", "world power", ("third", "world"), "a third-world power"),
        ("the policy\x02", "maker", ("policy-maker",), "the policy-maker"),
        ("over\x02", "come", ("over", "come", "overcome"), "overcome"),
        ("Anglo\x02", "Velmoran", (), "Anglo-Velmoran"),
        ("the 1994\x02", "charter", (), "the 1994-charter"),
        ("soft\xad", "ly", (), "softly"),
        ("as it was –", "and is", (), "as it was – and is"),
        ("see https://harbour.example/interest\x02", "rate/", (), "see https://harbour.example/interest-rate/"),
        ("one", "two", (), "one two"),
    ],
)
def test_hyphens_at_line_ends_go_unless_the_words_speak_for_them(above, below, words, expected):
    end, between = mended(above, below, frozenset(words))
    assert end + between + below == expected


def pages_with(*contents):
    """What the worker says of one page with lines of these characters."""
    return [{"lines": [[content, 72, 520, 700, 12, 400, 0.0] for content in contents]}]


def test_a_few_unmapped_glyphs_are_said_and_take_nothing_from_absence():
    warning = unmapped_warning(pages_with(*[FULL] * 200, "\ufffd The kee\ufffders ring the bell when fog comes in"))
    assert not warning.incomplete
    assert warning.message.endswith("2 of its characters are; they stand as U+FFFD in 2 of 3,410 words.")


def test_many_unmapped_glyphs_make_absence_unsure():
    assert unmapped_warning(pages_with(*[FULL] * 20, *["The kee\ufffders ring the bell in fog"] * 10)).incomplete


def test_one_line_that_is_mostly_unmapped_makes_absence_unsure_however_long_the_text():
    assert unmapped_warning(pages_with(*[FULL] * 900, "\ufffd\ufffd\ufffd \ufffd\ufffd bell")).incomplete


def test_an_unmapped_bullet_is_no_lost_line():
    assert not unmapped_warning(pages_with(*[FULL] * 900, "\ufffd", "\ufffd bell")).incomplete


def test_a_text_without_unmapped_glyphs_has_no_warning():
    assert unmapped_warning(pages_with(FULL)) is None


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ([3], "Page 3"),
        ([3, 4], "Pages 3 to 4"),
        ([2, 4, 5, 6, 9], "Pages 2, 4 to 6 and 9"),
        (list(range(1, 31, 2)), "Pages 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23 and 3 more"),
    ],
)
def test_page_numbers_are_said_in_runs(numbers, said):
    assert pages_said(numbers) == said


LINES = st.builds(
    Line,
    page=st.just(0),
    content=st.text("ab1•–(.) \x02é", min_size=1, max_size=12).filter(str.strip),
    left=st.floats(0, 500),
    right=st.floats(0, 600),
    baseline=st.floats(-50, 900),
    height=st.floats(0, 40),
    weight=st.sampled_from([-1, 0, 400, 700]),
    angle=st.sampled_from([0.0, 1.57, 4.71]),
)


@given(st.lists(st.lists(LINES, max_size=12), max_size=4))
def test_no_line_is_lost_or_told_twice_wherever_it_stands(pages):
    numbered = [
        Page(842, tuple(Line(number, *[getattr(line, name) for name in Line.__slots__[1:]]) for line in lines))
        for number, lines in enumerate(pages)
    ]
    given_characters = sorted("".join(line.content for page in numbered for line in page.lines).replace(" ", ""))
    found = sorted("".join(line.content for each in paragraphs(numbered) for line in each.lines).replace(" ", ""))
    assert found == given_characters


def test_pages_tile_the_text_in_order(make):
    file = make.pdf()
    for number in range(4):
        file.page([make.line(f"Leaf {number} says that {' '.join(WORDS)}", y=700 - 14 * row) for row in range(1)])
    text = read_bytes(file.data(), "file").text
    assert "".join(page.of(text.content) for page in text.pages) == text.content
    assert [f"Leaf {number}" in page.of(text.content) for number, page in enumerate(text.pages)] == [True] * 4


def test_the_reader_leaves_no_sign_of_itself(make, capfd, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    read_bytes(make.pdf().page([make.line("The lamp is lit.")]).data(), "file")
    assert capfd.readouterr() == ("", "")
    assert list(tmp_path.iterdir()) == []


def test_a_program_with_python_built_in_reads_the_same(make, monkeypatch):
    data = make.pdf().page([make.line("The lamp is lit.")]).data()
    apart = read_bytes(data, "file")
    monkeypatch.setattr("sys.executable", "")
    assert read_bytes(data, "file") == apart


def test_a_python_that_does_not_start_is_said(make, monkeypatch, tmp_path):
    monkeypatch.setattr("sys.executable", str(tmp_path / "none"))
    with pytest.raises(SourceUnreadable, match="did not start"):
        read_bytes(make.pdf().page([make.line("The lamp is lit.")]).data(), "file")


def test_a_module_of_the_readers_hides_none_of_python_from_the_worker(make, tmp_path, monkeypatch):
    (tmp_path / "json.py").write_text("raise RuntimeError('not this one')")
    monkeypatch.chdir(tmp_path)
    assert (
        read_bytes(make.pdf().page([make.line("The lamp is lit.")]).data(), "file").text.content == "The lamp is lit."
    )


def test_real_documents_are_read_nearly_as_their_publisher_writes_them(shared_data, word_f1):
    figures = {}
    for path in sorted((shared_data / "formats" / "pdf").glob("*.pdf.ref.txt"))[::3]:
        pdf = path.with_name(path.name.removesuffix(".ref.txt"))
        text = read_bytes(pdf.read_bytes(), pdf.name).text
        body = "\n".join(b.span.of(text.content) for b in text.blocks if b.kind is not BlockKind.FURNITURE)
        figures[pdf.name] = word_f1(body, path.read_text(encoding="utf-8"))
    # Measured .971 over all twenty; the pages have printers' lines and file numbers that the references lack.
    assert sum(figures.values()) / len(figures) > 0.95


def test_every_real_pdf_is_read_or_refused(shared_data):
    for path in sorted((shared_data / "formats" / "pdf").glob("*.pdf"))[20::3]:
        text = read_bytes(path.read_bytes(), path.name).text
        assert len(text.content) > 500
        assert "\x02" not in text.content
        assert sum(len(block.span.of(text.content)) for block in text.blocks) > len(text.content) * 0.9
