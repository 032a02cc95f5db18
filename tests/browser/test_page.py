"""The comparison page in a real browser."""

from __future__ import annotations

import difflib
import os
from array import array
from pathlib import Path

import pytest
from playwright.sync_api import expect

import variorum
from tests.browser.axe import violations, violations_in_both_schemes
from tests.browser.statements import arabic, ferry, hostile, long_story, same, swapped
from tests.render.builders import alignment_of, summary_of
from variorum.model.alignment import Side
from variorum.model.spans import Span
from variorum.render.html import comparison_page, comparison_preview
from variorum.render.redline import segments_on

GOLDEN = Path(__file__).parent / "golden"

# The text content of one side's cells, less what the page itself says, as UTF-16 code units.
READ_BACK = """
(side) => [...document.querySelectorAll(`.row > .cell.${side} > .text`)].map((text) => {
  const copy = text.cloneNode(true);
  copy.querySelectorAll(".vh, .jump").forEach((own) => own.remove());
  copy.querySelectorAll(".code").forEach((code) => {
    code.replaceWith(String.fromCodePoint(parseInt(code.dataset.code, 16)));
  });
  const content = copy.textContent;
  return Array.from({ length: content.length }, (_, index) => content.charCodeAt(index));
})
"""


def read_back(page, side: Side) -> list[str]:
    cells = page.evaluate(READ_BACK, "older" if side is Side.BASE else "newer")
    return [array("H", units).tobytes().decode("utf-16", "surrogatepass") for units in cells]


def wordings(alignment, side: Side) -> list[str]:
    """What each bead says on one side, white space between its segments included."""
    spans = [[segment.span for segment in segments_on(alignment, bead, side)] for bead in alignment.beads]
    return [Span(own[0].start, own[-1].end).of(alignment.side(side).content) for own in spans if own]


def visible_rows(page) -> list[str]:
    ids: list[str] = page.evaluate(
        "[...document.querySelectorAll('.row')].filter((row) => row.checkVisibility()).map((row) => row.id)"
    )
    return ids


@pytest.mark.parametrize("width", [1280, 720, 320])
def test_axe_finds_nothing_to_complain_of(open_page, width):
    page = open_page(comparison_page(*ferry()), width=width)
    assert violations_in_both_schemes(page) == []
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    assert violations_in_both_schemes(page) == []
    page.locator("label", has_text="Inline").click()
    assert violations_in_both_schemes(page) == []
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = false; })")
    assert violations_in_both_schemes(page) == []


def test_axe_finds_nothing_in_the_filtered_page_the_help_or_the_preview(open_page):
    page = open_page(comparison_page(*ferry()), fragment="#only=dropped,kept&forms=1&find=ferry")
    assert violations(page) == []
    page.get_by_role("button", name="Keys").click()
    assert violations(page) == []
    preview = comparison_preview(*ferry())
    document = f"<!DOCTYPE html><html lang=en><title>Notebook</title><main><h1>Notebook</h1>{preview}</main></html>"
    assert violations(open_page(document)) == []


@pytest.mark.parametrize("story", [hostile, arabic], ids=["hostile", "arabic"])
def test_axe_finds_nothing_in_texts_of_other_kinds(open_page, story):
    assert violations(open_page(comparison_page(*story()))) == []


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_where_words_stand_elsewhere_in_their_line(open_page, width):
    page = open_page(comparison_page(*swapped()), width=width)
    assert violations_in_both_schemes(page) == []
    page.locator("label", has_text="Inline").click()
    assert violations_in_both_schemes(page) == []


def test_a_screen_reader_is_told_where_words_stood_and_stand(open_page):
    page = open_page(comparison_page(*swapped()))
    seen = page.locator("body").aria_snapshot()
    assert "[moved from here: In the winter of the great flood ]" in seen
    assert "[moved here: in the winter of the great flood ]" in seen
    assert "↕" not in seen.split("Changes as a list")[1].split("Proof")[0]


def test_the_search_finds_words_across_the_mark_of_a_move(open_page):
    page = open_page(comparison_page(*swapped()), fragment="#find=every ship in the winter")
    assert page.locator(".row:not(.missed) > .cell.newer:visible").count() == 1


def test_what_a_screen_reader_meets_is_as_agreed(open_page):
    page = open_page(comparison_page(*ferry()))
    seen = page.locator("body").aria_snapshot() + "\n"
    file = GOLDEN / "ferry.aria.yaml"
    if os.environ.get("VARIORUM_WRITE_GOLDEN"):
        file.write_text(seen, encoding="utf-8")
    agreed = file.read_text(encoding="utf-8")
    assert seen == agreed, "".join(
        [
            "To agree to it: VARIORUM_WRITE_GOLDEN=1 pytest tests/browser\n",
            *difflib.unified_diff(agreed.splitlines(keepends=True), seen.splitlines(keepends=True)),
        ]
    )


@pytest.mark.parametrize("story", [ferry, hostile, arabic, long_story])
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_columns_give_both_texts_back(open_page, story, scripts):
    alignment, summary = story()
    page = open_page(comparison_page(alignment, summary), scripts=scripts)
    for side in Side:
        assert read_back(page, side) == wordings(alignment, side)


def test_without_scripts_the_story_is_read_and_nothing_that_needs_them_is_offered(open_page):
    alignment, summary = ferry()
    page = open_page(comparison_page(alignment, summary), scripts=False)
    assert page.get_by_text(summary.sentence, exact=True).is_visible()
    assert page.locator(".text", has_text="The owners must answer before a court, and must pay.").is_visible()
    assert not page.locator("button:visible, [type=search]:visible").count()
    folded = page.locator(".newer .text", has_text="It meets as it has met every year.")
    assert not folded.is_visible()
    page.get_by_text("2 lines kept").click()
    assert folded.is_visible()


def test_without_scripts_a_chip_filters_and_the_layout_switches(open_page):
    page = open_page(comparison_page(*ferry()), scripts=False)
    page.locator("label", has_text="dropped").click()
    assert page.locator(".row:visible").count() == 2
    assert page.get_by_text("A filter is on: some lines are hidden.").is_visible()
    page.locator("label", has_text="dropped").click()
    page.locator("label", has_text="Inline").click()
    assert page.locator(".row.reworded > .inline:visible").count() == 4
    assert page.locator(".row.reworded > .older:visible").count() == 0


def test_an_address_reopens_line_filter_and_layout(open_page):
    html = comparison_page(*ferry())
    page = open_page(html)
    page.locator("label", has_text="Inline").click()
    page.locator("label", has_text="reworded").click()
    page.get_by_role("button", name="Next change").click()
    fragment = page.evaluate("location.hash")
    rows, focus = visible_rows(page), page.evaluate("document.activeElement.id")
    again = open_page(html, fragment=fragment)
    assert visible_rows(again) == rows
    assert again.locator("#view-inline").is_checked()
    assert again.locator("#only-reworded").is_checked()
    assert again.evaluate("document.activeElement.id") == focus
    assert fragment.startswith(f"#{focus}&")


def test_an_address_of_a_folded_line_opens_the_fold(open_page):
    alignment, summary = ferry()
    html = comparison_page(alignment, summary)
    folded = open_page(html).locator(".fold .row").first.get_attribute("id")
    row = open_page(html, fragment=f"#{folded}").locator(f"#{folded}")
    assert row.is_visible()
    assert "here" in row.get_attribute("class")


def test_the_address_of_an_older_wording_leads_to_its_row(open_page):
    html = comparison_page(*ferry())
    row = open_page(html).locator(".row.reworded").first
    older = row.locator(".status").get_attribute("id")
    assert older.startswith("b-")
    page = open_page(html, fragment=f"#{older}&view=inline")
    assert page.locator(".row.here").get_attribute("id") == row.get_attribute("id")


def test_a_link_to_a_line_that_a_filter_hides_shows_it(open_page):
    page = open_page(comparison_page(*ferry()), fragment="#only=added")
    page.locator(".quotations .is-gone a").first.click()
    expect(page.locator(".row.dropped.here")).to_be_visible()


def test_letter_keys_do_nothing_until_they_are_switched_on(open_page):
    page = open_page(comparison_page(*ferry()))
    page.keyboard.press("n")
    page.keyboard.press("s")
    assert page.locator(".row.here").count() == 0
    assert page.locator("#view-side").is_checked()


def test_letter_keys_step_fold_switch_and_search(open_page):
    page = open_page(comparison_page(*ferry()))
    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Letter keys are on").check()
    page.get_by_role("button", name="Close").click()
    changes = page.locator(".row[data-change]")
    page.keyboard.press("n")
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.id") == changes.nth(1).get_attribute("id")
    page.keyboard.press("p")
    assert page.evaluate("document.activeElement.id") == changes.nth(0).get_attribute("id")
    page.keyboard.press("f")
    assert page.locator(".fold .row:visible").count() == 5
    page.keyboard.press("s")
    assert page.locator("#view-inline").is_checked()
    page.keyboard.press("?")
    assert page.get_by_role("dialog").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("sinking")
    expect(page.locator("#filtered")).to_contain_text("with “sinking”")
    assert page.locator(".row:visible").count() == 3
    assert page.locator("#view-inline").is_checked(), "typing in the search field is not a command"


def test_the_proof_of_a_row_stepped_to_is_one_key_away(open_page):
    alignment, summary = ferry()
    page = open_page(comparison_page(alignment, summary), fragment="#only=dropped")
    page.get_by_role("button", name="Next change").click()
    page.keyboard.press("Enter")
    segment = segments_on(alignment, next(bead for bead in alignment.beads if bead.kind == "dropped"), Side.BASE)[0]
    drawer = page.locator(".row.here .drawer")
    assert drawer.locator(".exact").inner_text() == segment.span.of(alignment.base.content)
    caption = f"characters {segment.span.start} to {segment.span.end} of text {alignment.base.witness.text.sha256[:12]}"
    assert caption in drawer.inner_text()


def test_everything_can_be_done_by_tab_and_enter_alone(open_page):
    page = open_page(comparison_page(*ferry()))
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()")
        reached.append(name)
        if name == "help-button":
            break
    assert reached[0] == "Skip to the lines"
    for wanted in ("only-dropped", "view-side", "show-forms", "previous", "next", "folds", "search", "help-button"):
        assert wanted in reached
    page.keyboard.press("Enter")
    assert page.get_by_role("dialog").is_visible()


def test_orthographic_differences_are_shown_on_demand(open_page):
    page = open_page(comparison_page(*ferry()))
    mark = page.locator(".fold .newer .form").first
    assert not mark.is_visible()
    style = "(mark) => getComputedStyle(mark).textDecorationLine"
    assert mark.evaluate(style) == "none"
    page.get_by_label("orthographic").check()
    assert mark.is_visible()
    assert mark.evaluate(style) == "underline"


@pytest.mark.parametrize("story", [ferry, hostile, arabic])
def test_nothing_has_to_be_scrolled_sideways(open_page, story):
    page = open_page(comparison_page(*story()))
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    for view in ("Side by side", "Inline"):
        page.locator("label", has_text=view).click()
        for width in (3840, 1280, 1024, 720, 719, 400, 320):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (view, width)


def test_a_statement_line_is_at_most_75_characters_wide(open_page):
    page = open_page(comparison_page(*long_story()), width=3840)
    text = page.locator(".row.reworded > .newer > .text").first
    width, zero = text.evaluate(
        """(text) => {
          const measure = document.createElement("span");
          measure.style.whiteSpace = "nowrap";
          measure.textContent = "0".repeat(100);
          text.append(measure);
          const wide = measure.getBoundingClientRect().width / 100;
          measure.remove();
          return [text.getBoundingClientRect().width, wide];
        }"""
    )
    assert width <= 75 * zero + 1
    assert text.evaluate("(text) => getComputedStyle(text).fontSize") == "17px"


def test_below_720_pixels_the_older_wording_stands_above_the_newer_one_and_both_say_so(open_page):
    page = open_page(comparison_page(*ferry()), width=700)
    row = page.locator(".row.reworded").first
    older, newer = row.locator("> .older"), row.locator("> .newer")
    assert older.bounding_box()["y"] + older.bounding_box()["height"] <= newer.bounding_box()["y"]
    assert older.locator(".full").inner_text() == "Older, line 4"
    assert newer.locator(".full").inner_text() == "Newer, line 5"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_print_shows_every_line_folded_ones_too(open_page, scripts):
    alignment, summary = ferry()
    page = open_page(comparison_page(alignment, summary), scripts=scripts)
    page.emulate_media(media="print")
    texts = page.locator(".newer > .text:visible")
    assert texts.count() == len(wordings(alignment, Side.OTHER))
    assert page.locator(".older > .text:visible").count() == len(wordings(alignment, Side.BASE))
    assert not page.locator("button:visible").count()
    assert page.pdf().startswith(b"%PDF")


def test_hostile_text_stays_text(open_page):
    alignment, summary = hostile()
    page = open_page(comparison_page(alignment, summary), fragment="#kept=1")
    assert page.locator("script").count() == 1
    assert page.locator("img, iframe, object, link, base").count() == 0
    for symbol in ("⟨RLO⟩", "␀", "␛", "⟨U+D800⟩"):
        assert page.locator(".cell .code", has_text=symbol).filter(visible=True).count()
    assert "</title>" in page.title()


def test_a_right_to_left_text_runs_from_right_to_left(open_page):
    page = open_page(comparison_page(*arabic()))
    text = page.locator(".newer > .text").first
    assert text.get_attribute("lang") == "ar"
    assert text.evaluate("(text) => getComputedStyle(text).direction") == "rtl"


def test_the_pages_own_policy_stops_a_foreign_script_and_style(browser, tmp_path):
    html = comparison_page(*ferry()).replace("</body>", "<script>window.foreign = 1</script></body>")
    file = tmp_path / "tampered.html"
    file.write_text(html.replace("<h1 ", '<h1 style="color: red" '), encoding="utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    assert page.evaluate("window.foreign") is None
    assert page.locator("h1").evaluate("(head) => getComputedStyle(head).color") != "rgb(255, 0, 0)"
    page.close()


def test_a_page_of_no_lines_and_a_page_of_no_changes_open(open_page):
    nothing = alignment_of([])
    page = open_page(comparison_page(nothing, summary_of(nothing)))
    page.get_by_role("button", name="Next change").click()
    unchanged = alignment_of([same("It sank."), same("It swam.")])
    page = open_page(comparison_page(unchanged, summary_of(unchanged)))
    page.get_by_role("button", name="Next change").click()
    page.get_by_role("button", name="Kept lines").click()
    assert page.locator(".row:visible").count() == 2


def test_copied_text_holds_only_the_statements_own_words(open_page):
    page = open_page(comparison_page(*ferry()))
    copied = (
        page.locator(".row.reworded > .older > .text")
        .nth(1)
        .evaluate("(text) => { getSelection().selectAllChildren(text); return getSelection().toString(); }")
    )
    assert copied == "As a result 150 passengers were drowned, 44 were injured, and 4 people went missing."


def test_a_filter_is_said_and_taken_off(open_page):
    page = open_page(comparison_page(*ferry()))
    everything = visible_rows(page)
    page.locator("label", has_text="moved").click()
    expect(page.get_by_role("status")).to_have_text("Showing 1 of 18 rows, only: ↕ 1 moved.")
    page.get_by_role("button", name="Show all").click()
    assert visible_rows(page) == everything
    assert "only" not in page.evaluate("location.hash")


def test_a_long_stretch_inside_a_changed_line_opens_on_demand_and_to_a_search(open_page):
    words = ("the council met and spoke of the ledger that the town has kept since the flood " * 400).split()
    words[2000] = "lighthouse"
    changed = list(words)
    changed[4000] = "ferry"
    comparison = variorum.collate_segments([" ".join(words)], [" ".join(changed)])
    page = open_page(comparison.to_html())
    assert read_back(page, Side.OTHER) == [" ".join(changed)]
    stretches = page.locator(".newer .stretch")
    assert [stretch.evaluate("(each) => each.open") for stretch in stretches.all()] == [False, False]
    assert page.locator(".newer ins", has_text="ferry").is_visible()
    stretches.first.locator("summary").click()
    assert stretches.first.evaluate("(each) => each.open")
    page.get_by_role("searchbox").fill("lighthouse")
    expect(page.locator("#filtered")).to_contain_text("Showing 1 of 1 rows")
    assert stretches.first.evaluate("(each) => each.open")
    assert not stretches.last.evaluate("(each) => each.open")
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_narrow_screen_the_summary_is_seen_at_once_and_a_changed_line_soon(open_page, scheme):
    alignment, summary = ferry()
    page = open_page(comparison_page(alignment, summary), width=320, scheme=scheme)
    page.set_viewport_size({"width": 320, "height": 640})
    end = page.get_by_text(summary.sentence, exact=True).bounding_box()
    assert end["y"] + end["height"] < 640
    first = page.locator(".row[data-change]:visible").first.bounding_box()
    assert first["y"] < 1.5 * 640
    assert not page.locator(".quotations li").first.is_visible()
    page.locator(".quoted summary").first.click()
    assert page.locator(".quotations li").first.is_visible()


def test_on_a_narrow_screen_without_scripts_the_quotations_stand_open(open_page):
    page = open_page(comparison_page(*ferry()), width=320, scripts=False)
    assert page.locator(".quotations li").first.is_visible()


def test_of_thousands_of_kept_lines_each_stands_once_and_the_page_says_so(open_page, monkeypatch):
    monkeypatch.setattr("variorum.render.html.page.MOST_KEPT_WHOLE", 20)
    lines = [f"Entry {number} of the harbour ledger was read aloud." for number in range(40)]
    other = [*lines[:11], lines[11].replace("aloud", "in silence"), *lines[12:]]
    other[3] = other[3].replace("Entry 3", "Entry\u00a03")
    comparison = variorum.collate_segments(lines, other)
    html = comparison.to_html()
    page = open_page(html)
    said = "kept lines shown with both forms and proof: limit 20, seen 39; kept lines stand here once"
    assert page.get_by_label("Before you read").get_by_text(said).is_visible()
    assert read_back(page, Side.OTHER) == other
    assert html.count(lines[20]) == 1
    assert violations(page) == []
    page.get_by_role("button", name="Kept lines").click()
    kept = page.locator(".slim", has_text=lines[20])
    assert kept.is_visible()
    page.locator(".slim").first.focus()
    page.keyboard.press("Enter")
    assert violations(page) == []
    base = comparison.alignment.base
    span = base.segments[20].span
    linked = open_page(html, fragment=f"#b-{base.witness.text.sha256[:8]}-{span.start}-{span.end}")
    assert linked.locator(".slim.here", has_text=lines[20]).is_visible()
    page.get_by_role("searchbox").fill("entry 30 of")
    expect(page.locator("#filtered")).to_contain_text("Showing 1 of 40 rows")
