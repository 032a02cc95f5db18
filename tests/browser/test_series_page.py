"""The page of a series in a real browser: read, moved in by keyboard, filtered, addressed, printed."""

from __future__ import annotations

import difflib
import os
from array import array
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations, violations_in_both_schemes
from tests.browser.series_statements import COUNCIL, council, hostile, issue, line_with, long_council, series
from variorum.analysis.series.decisions import Decisions
from variorum.analysis.series.issues import Place
from variorum.analysis.series.lineage import trace
from variorum.workflows.lives import Series

GOLDEN = Path(__file__).parent / "golden"

# What elements say without what some in them say, as UTF-16 code units.
READ_BACK = """
([selector, less]) => [...document.querySelectorAll(selector)].map((text) => {
  const copy = text.cloneNode(true);
  copy.querySelectorAll(less).forEach((own) => own.remove());
  copy.querySelectorAll(".code").forEach((code) => {
    code.replaceWith(String.fromCodePoint(parseInt(code.dataset.code, 16)));
  });
  const content = copy.textContent;
  return Array.from({ length: content.length }, (_, index) => content.charCodeAt(index));
})
"""
IN_VIEW = """
() => {
  const cell = document.activeElement.getBoundingClientRect();
  const grid = document.getElementById("grid").getBoundingClientRect();
  return cell.top >= grid.top && cell.bottom <= grid.bottom;
}
"""
STORED = """
() => JSON.parse(document.getElementById("data").textContent).issues
  .map((issue) => Array.from(issue.text).map((point) => point.codePointAt(0)))
"""


def wide(units: list[int]) -> str:
    """UTF-16 code units as a text."""
    return str(array("H", units).tobytes(), "utf-16", "surrogatepass")


def address(traced, words: str, at: int = -1) -> str:
    return f"#{traced.lineage.anchor(line_with(traced, words).places[at])}"


def lead_to(page, fragment: str) -> None:
    """Follow an address within the page."""
    page.evaluate("(fragment) => { location.hash = fragment; }", fragment)
    expect(page.locator("#life-body .run").first).to_be_visible()


def labels(page) -> list[str]:
    """The row heads of the map from top to bottom."""
    found: list[str] = page.locator("#cells tbody th").all_inner_texts()
    return found


def focused(page) -> str:
    label: str = page.evaluate("document.activeElement.ariaLabel || document.activeElement.id")
    return label


@pytest.mark.parametrize("width", [1280, 720, 320])
def test_axe_finds_nothing_to_complain_of(open_page, width):
    traced = council()
    page = open_page(traced.to_html(), width=width)
    assert violations_in_both_schemes(page) == []
    lead_to(page, address(traced, "150 residents"))
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    page.get_by_role("button", name="Show the table").click()
    assert violations_in_both_schemes(page) == []
    page.locator(".run a", has_text="Beside the issue").first.click()
    expect(page.locator("#pair-body .row").first).to_be_visible()
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    assert violations_in_both_schemes(page) == []


def test_axe_finds_nothing_in_a_long_map_in_hostile_texts_and_without_script(open_page):
    assert violations(open_page(long_council().to_html(), fragment="#only=all")) == []
    assert violations(open_page(hostile().to_html())) == []
    page = open_page(council().to_html(), scripts=False)
    assert page.locator(".all-lines").is_visible()


def test_what_a_screen_reader_meets_is_as_agreed(open_page):
    traced = council()
    page = open_page(traced.to_html(), fragment=address(traced, "The owners must answer"))
    seen = page.locator("body").aria_snapshot() + "\n"
    file = GOLDEN / "series.aria.yaml"
    if os.environ.get("VARIORUM_WRITE_GOLDEN"):
        file.write_text(seen, encoding="utf-8")
    agreed = file.read_text(encoding="utf-8")
    assert seen == agreed, "".join(
        [
            "To agree to it: VARIORUM_WRITE_GOLDEN=1 pytest tests/browser\n",
            *difflib.unified_diff(agreed.splitlines(keepends=True), seen.splitlines(keepends=True)),
        ]
    )


def test_the_map_says_of_every_line_what_became_of_it_at_every_issue(open_page):
    page = open_page(council().to_html())
    row = page.locator("#cells tbody tr", has_text="The owners must answer")
    cells = [cell.get_attribute("aria-label") for cell in row.locator("td").all()]
    assert cells == [
        "first-ever, 21 May 2019", "dropped, 21 May 2020", "absent, 21 May 2021", "returned, 21 May 2022",
    ]  # fmt: skip
    kept = page.locator("#cells tbody tr", has_text="The Council meets").locator("td").last
    assert kept.get_attribute("aria-label") == "kept, 21 May 2020 to 21 May 2022, 3 issues"
    assert page.locator("#cells").get_attribute("aria-colcount") == "5"
    assert page.locator("#cells tbody td[tabindex='0']").count() == 1
    assert len(labels(page)) == 8


def test_arrows_lead_from_event_to_event_and_enter_opens_the_life_without_leaving(open_page):
    page = open_page(council().to_html())
    page.locator("#cells td[tabindex='0']").focus()
    page.keyboard.press("Control+Home")
    assert focused(page) == "first-ever, 21 May 2019"
    page.keyboard.press("ArrowRight")
    assert focused(page) == "kept, 21 May 2020 to 21 May 2022, 3 issues"
    page.keyboard.press("ArrowDown")
    assert focused(page) == "reworded, 21 May 2020"
    page.keyboard.press("End")
    page.keyboard.press("ArrowDown")
    assert focused(page) == "returned, 21 May 2022"
    expect(page.locator("#caption")).to_contain_text("returned, 21 May 2022 The owners must answer")
    assert page.locator(".lens").inner_text() == "↺"
    assert not page.locator("#life").is_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#life-body")).to_contain_text("In 2 of 4 issues, in 1 wording")
    assert focused(page) == "returned, 21 May 2022"
    page.keyboard.press("ArrowLeft")
    assert focused(page) == "absent, 21 May 2021"


def test_tab_reaches_the_map_once_and_goes_on(open_page):
    page = open_page(council().to_html())
    page.locator("#search").focus()
    reached = []
    for _ in range(6):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.tagName"))
    assert reached.count("TD") == 1


def test_a_click_on_a_cell_opens_the_life_of_its_line(open_page):
    traced = council()
    page = open_page(traced.to_html())
    page.locator("#cells tbody tr", has_text="150 residents").locator("td.reworded").click()
    rows = page.locator("#life-body .run")
    expect(rows).to_have_count(2)
    assert rows.nth(1).locator("del").text_content() == "[removed: passengers]"
    assert rows.nth(1).locator("ins").all_text_contents() == ["[added: residents]", "[added: badly]"]
    assert rows.nth(1).get_attribute("class").endswith("here")
    assert page.evaluate("location.hash") == address(traced, "150 residents", 1)


def test_the_life_of_a_line_has_its_gaps_and_what_it_was_split_from(open_page):
    traced = council()
    page = open_page(traced.to_html(), fragment=address(traced, "The owners must answer"))
    assert page.locator("#life-body .gap").inner_text() == "− dropped, absent 21 May 2020 to 21 May 2021 · 2 issues"
    assert page.locator("#life-body .run").nth(1).locator(".status").inner_text() == "↺ returned, word for word"
    lead_to(page, address(traced, "The lamps of the northern mole were lit at dusk."))
    expect(page.locator("#life-body .relatives")).to_contain_text("Split")


@pytest.mark.parametrize("made", [council, hostile, long_council])
def test_each_wording_in_the_life_of_a_line_is_the_texts_own(open_page, made):
    traced = made()
    lineage = traced.lineage
    page = open_page(traced.to_html())
    for line in lineage.lines[:: 1 + len(lineage.lines) // 12]:
        lead_to(page, lineage.anchor(line.last))
        shown = [int(row.get_attribute("data-from")) for row in page.locator("#life-body .run").all()]
        at = {place.issue: place for place in line.places}
        assert shown[0] == line.places[0].issue
        texts = page.evaluate(READ_BACK, ["#life-body .said > .text", ".vh, .jump, del, .moved-from"])
        assert [wide(text) for text in texts] == [lineage.words(at[k]) for k in shown]


@pytest.mark.parametrize("made", [council, hostile, long_council])
def test_two_issues_side_by_side_hold_every_line_of_both(open_page, made):
    traced = made()
    issues = [one.witness for one in traced.lineage.issues]
    page = open_page(traced.to_html())
    for k in range(1, min(len(issues), 6)):
        first = issues[k].segments[0].span
        digests = [issues[n].witness.text.sha256[:12] for n in (k, k - 1)]
        lead_to(page, f"{digests[0]}-{first.start}-{first.end}&pair={digests[1]}")
        for side, text in (("newer", issues[k]), ("older", issues[k - 1])):
            own = [segment.span.of(text.content) for segment in text.segments]
            cells = page.evaluate(READ_BACK, [f"#pair-body .cell.{side} > .text", ".vh, .jump"])
            said = "\n".join(wide(cell) for cell in cells)
            assert all(words in said for words in own)
            assert sum(map(len, own)) <= len(said) <= sum(map(len, own)) + len(own)


def test_events_and_words_filter_the_lines_and_the_page_says_so(open_page):
    page = open_page(council().to_html())
    page.locator("label", has_text="came back").click()
    assert labels(page) == ["The owners must answer before a court, and must pay the families in full."]
    expect(page.locator("#filtered")).to_have_text("Showing 1 of 8 lines: those that came back.")
    page.locator("label", has_text="were split or merged").click()
    assert len(labels(page)) == 3
    page.locator("#search").fill("BELLS of all")
    expect(page.locator("#filtered")).to_contain_text("with “BELLS of all”")
    assert labels(page) == ["The bells of all churches were rung until midnight."]
    kept = page.evaluate("location.hash")
    page.get_by_role("button", name="Show all").click()
    assert len(labels(page)) == 8
    again = open_page(council().to_html(), fragment=kept)
    assert labels(again) == ["The bells of all churches were rung until midnight."]
    assert again.locator("#search").input_value() == "BELLS of all"


def test_words_of_an_earlier_wording_find_the_line(open_page):
    page = open_page(council().to_html(), fragment="#find=150 passengers")
    assert labels(page) == ["As a result of the sinking 150 residents were drowned and 44 were badly injured."]


def test_of_many_lines_those_that_stand_now_are_shown_first_and_all_on_demand(open_page):
    page = open_page(long_council().to_html())
    expect(page.locator("#filtered")).to_contain_text("of 90 lines: those that stand in the latest issue.")
    page.get_by_role("button", name="Show all").click()
    expect(page.locator("#filtered")).to_have_text("All 90 lines.")
    assert page.evaluate("location.hash") == "#only=all"


def test_words_are_looked_for_in_all_lines_and_a_chip_shows_just_the_lines_it_counts(open_page):
    traced = long_council()
    page = open_page(traced.to_html())
    gone = [line for line in traced.lineage.lines if line.last.issue < len(traced.lineage.issues) - 1]
    assert gone
    said = " ".join(traced.lineage.words(gone[0].last).split()[:4])
    page.locator("#search").fill(said)
    expect(page.locator("#filtered")).to_contain_text("with “")
    assert any(label.startswith(said[:20]) for label in labels(page))
    page = open_page(traced.to_html())
    for name in ("dropped", "returned", "reworded"):
        again = open_page(traced.to_html())
        chip = again.locator(f"label.chip.{name}")
        if chip.locator("input").is_disabled():
            continue
        count = chip.locator("b").inner_text()
        chip.click()
        expect(again.locator("#filtered")).to_contain_text(f"Showing {count} of 90 lines")
        assert not again.locator("[data-only=now]").is_checked()


def test_the_life_of_a_line_opens_at_its_head(open_page):
    traced = long_council()
    line = max(traced.lineage.lines, key=lambda line: line.wordings)
    page = open_page(traced.to_html(), fragment=f"#{traced.lineage.anchor(line.last)}")
    page.wait_for_function("document.activeElement.id === 'life-head'")
    top = page.evaluate("document.querySelector('#life-head').getBoundingClientRect().top")
    assert 0 <= top < page.viewport_size["height"] / 2


def test_only_a_part_of_a_long_map_is_in_the_page_and_keys_reach_the_rest(open_page):
    traced = long_council(lines=400)
    last = str(len(traced.lineage.lines) + 1)
    page = open_page(traced.to_html(), fragment="#only=all")
    drawn = page.locator("#cells tbody tr")
    assert drawn.count() < 60
    assert page.locator("#cells").get_attribute("aria-rowcount") == last
    page.locator("#cells td[tabindex='0']").focus()
    page.keyboard.press("Control+End")
    page.keyboard.press("Control+ArrowDown")
    for _ in range(30):
        page.keyboard.press("PageDown")
    row = page.evaluate("document.activeElement.parentElement.getAttribute('aria-rowindex')")
    assert row == last
    assert drawn.count() < 60
    assert page.evaluate(IN_VIEW)
    page.locator("#grid").evaluate("(grid) => { grid.scrollTop = 0; }")
    expect(page.locator("#cells tbody tr[aria-rowindex='2']")).to_be_visible()
    assert page.locator("#cells td[tabindex='0']").count() <= 1
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.parentElement.getAttribute('aria-rowindex')") == str(int(last) - 1)


def test_every_place_of_a_line_leads_to_that_line(open_page):
    traced = council()
    page = open_page(traced.to_html())
    for line in traced.lineage.lines:
        for place in line.places:
            lead_to(page, traced.lineage.anchor(place))
            here = page.locator(f"#life-body[data-line='{line.number}'] .run.here")
            assert int(here.get_attribute("data-from")) <= place.issue <= int(here.get_attribute("data-to"))


def test_an_older_issue_that_is_found_late_breaks_no_address(open_page):
    traced = council()
    anchor = address(traced, "150 passengers", 0)
    late = issue("2018-05-21", "The Council meets on the quay where the ferry Alma was launched.", COUNCIL[0][2])
    page = open_page(series(late, *traced.lineage.issues).to_html(), fragment=anchor)
    expect(page.locator("#life-body")).to_contain_text("This line since 21 May 2018")
    assert page.locator("#life-body .run.here").get_attribute("data-from") == "0"


def test_a_wording_opens_its_two_issues_side_by_side_and_back_leads_back(open_page):
    traced = council()
    page = open_page(traced.to_html(), fragment=address(traced, "150 residents", 1))
    page.locator(".run.here a", has_text="Beside the issue of 21 May 2019").click()
    expect(page.locator("#pair-head")).to_have_text("21 May 2019 and 21 May 2020")
    assert focused(page) == "pair-head"
    assert page.locator("#pair-body .row.dropped").count() == 1
    assert page.locator("#pair-body .row.split .newer .text").inner_text().count("midnight") == 1
    kept = page.evaluate("location.hash")
    again = open_page(traced.to_html(), fragment=kept)
    expect(again.locator("#pair-body .row.here .newer")).to_contain_text("As a result of the sinking 150")
    page.go_back()
    expect(page.locator("#pair")).to_be_hidden()
    expect(page.locator("#life-body .run")).to_have_count(2)


def test_a_bar_leads_to_its_issue_beside_the_one_before(open_page):
    page = open_page(council().to_html())
    plot = page.locator(".plot svg").bounding_box()
    page.mouse.move(plot["x"] + plot["width"] * 0.6, plot["y"] + 10)
    expect(page.locator("#caption")).to_have_text(
        "21 May 2021: 6 lines, 5 kept, 0 reworded, split or merged, 0 returned, 1 first-ever, 0 dropped"
    )
    page.mouse.click(plot["x"] + plot["width"] * 0.6, plot["y"] + 10)
    expect(page.locator("#pair-head")).to_have_text("21 May 2020 and 21 May 2021")


def test_the_proof_of_a_wording_is_its_place_in_a_text(open_page):
    traced = council()
    lineage = traced.lineage
    place = line_with(traced, "150 residents").places[1]
    page = open_page(traced.to_html(), fragment="#" + lineage.anchor(place))
    page.locator(".run.here .proof summary").click()
    drawer = page.locator(".run.here .drawer")
    assert drawer.locator(".exact").inner_text() == lineage.words(place)
    span = lineage.span(place)
    digest = lineage.issues[1].witness.witness.text.sha256
    expect(drawer).to_contain_text(f"characters {span.start} to {span.end} of text {digest[:12]}…")
    expect(drawer).to_contain_text(digest)


def test_without_script_the_story_and_every_line_can_be_read(open_page):
    traced = council()
    page = open_page(traced.to_html(), scripts=False)
    assert page.locator(".summary").inner_text().endswith("4 word for word; 1 first-ever, 1 returned, 2 dropped.")
    assert page.locator(".list.dropped blockquote").count() == 2
    assert not page.locator("#grid").is_visible()
    row = page.locator(".all-lines tbody tr", has_text="The owners must answer")
    assert row.locator("td").all_inner_texts() == [
        "21 May 2019", "21 May 2022 still stands", "2", "1", "absent from 21 May 2020 to 21 May 2021 (2 issues)",
    ]  # fmt: skip
    assert page.locator(".all-lines tbody tr").count() == len(traced.lineage.lines)
    assert page.locator(".plot svg").is_visible()
    for line in traced.lineage.lines:
        for place in (line.places[0], line.last):
            assert page.locator(f"[id='{traced.lineage.anchor(place)}']").count() == 1


@pytest.mark.parametrize("made", [council, hostile, long_council])
def test_nothing_has_to_be_scrolled_sideways(open_page, made):
    traced = made()
    latest = traced.lineage.issues[-1].witness
    place = next(line for line in traced.lineage.lines if line.last.issue == len(traced.lineage.issues) - 1).last
    before = traced.lineage.issues[-2].witness.witness.text.sha256[:12]
    page = open_page(traced.to_html(), fragment=f"#{traced.lineage.anchor(place)}&pair={before}")
    expect(page.locator("#pair-body .row").first).to_be_attached()
    assert page.locator("#pair-body .newer > .text").count() == len(latest.segments)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    for width in (3840, 1280, 1024, 720, 719, 400, 320):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(50)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width


def test_print_shows_the_story_the_bars_and_every_line(open_page):
    traced = long_council()
    page = open_page(traced.to_html())
    page.emulate_media(media="print")
    assert page.locator(".all-lines tbody tr").last.is_visible()
    assert page.locator(".plot svg").is_visible()
    assert not page.locator("#grid").is_visible()
    assert not page.locator("button:visible").count()
    assert page.pdf().startswith(b"%PDF")


def test_hostile_text_stays_text(open_page):
    traced = hostile()
    html = traced.to_html()
    page = open_page(html, fragment="#" + traced.lineage.anchor(traced.lineage.lines[0].last))
    page.locator(".run a", has_text="Beside the issue").last.click()
    expect(page.locator("#pair-body .row").first).to_be_visible()
    assert page.locator("script").count() == 2
    assert page.locator("img, iframe, object, link, base").count() == 0
    assert "\u202e" not in html
    assert "\u2028" not in html
    said = page.evaluate(STORED)
    assert [[ord(point) for point in one.witness.content] for one in traced.lineage.issues] == said
    lead_to(page, address(traced, "alone"))
    assert page.locator("#life-body .code", has_text="⟨U+D800⟩").count()


def test_a_text_that_may_not_be_whole_is_not_said_to_have_dropped_a_line(open_page):
    traced = series(issue("2019-05-21", *COUNCIL[0][1:]), issue("2020-05-21", *COUNCIL[0][1:3], whole=False))
    page = open_page(traced.to_html())
    expect(page.get_by_label("Before you read")).to_contain_text("may not have been read whole")
    expect(page.locator(".list.dropped h2")).to_contain_text("Not found in the text read")
    cell = page.locator("#cells tbody tr", has_text="The owners must answer").locator("td").last
    assert cell.get_attribute("aria-label") == "not found in the text read, 21 May 2020"


def test_a_series_of_one_two_texts_of_one_day_and_one_text_twice_open(open_page):
    one = open_page(series(issue("2019-05-21", *COUNCIL[0][1:])).to_html())
    expect(one.locator(".summary")).to_contain_text("The first issue: 5 lines.")
    assert len(labels(one)) == 5
    twice = series(
        issue("2019-05-21", *COUNCIL[0][1:]),
        issue("2019-05-21", *COUNCIL[0][1:], ordinal=2),
        issue("2020-05-21", *COUNCIL[1][1:]),
    )
    page = open_page(twice.to_html(), fragment=address(twice, "The owners must answer", 0))
    expect(page.locator("#life-body .dates").first).to_have_text("21 May 2019 to 21 May 2019 (2)")
    assert violations(page) == []


def test_a_right_to_left_series_runs_from_right_to_left(open_page):
    lines = ("تجتمع الهيئة اليوم على رصيف الميناء.", "غرقت العبارة قبل ثلاثين عاما في المضيق.")
    traced = series(
        issue("2020-01-01", *lines, language="ar"), issue("2021-01-01", *lines, language="ar"), language="ar"
    )
    page = open_page(traced.to_html(), fragment="#" + traced.lineage.anchor(traced.lineage.lines[0].last))
    text = page.locator("#life-body .text").first
    assert text.get_attribute("lang") == "ar"
    assert text.evaluate("(text) => getComputedStyle(text).direction") == "rtl"


def test_the_pages_of_a_folder_read_and_link_without_script(open_page, browser, tmp_path):
    traced = council()
    for name, html in traced.html_pages():
        file = tmp_path / "site" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(html.encode())
        assert "<script" not in html or name.startswith("pairs/")
    page = browser.new_page()
    page.goto((tmp_path / "site" / "index.html").as_uri())
    assert violations(page) == []
    page.locator(".all-lines a", has_text="150 residents").click()
    expect(page.locator(".facts")).to_contain_text("In 4 of 4 issues, in 2 wordings")
    assert violations(page) == []
    page.locator("a", has_text="Beside the issue of 21 May 2019").click()
    expect(page.locator(".summary")).to_contain_text("lines paired")
    page.close()


def test_what_a_person_joined_is_marked_in_the_map_the_life_and_the_pair(open_page):
    old, new = "The bell was rung at noon for the drowned.", "Candles stood in every window of the port that evening."
    kept = "The Council meets on the quay where the ferry Alma was launched."
    issues = [issue("2019-05-21", kept, old), issue("2020-05-21", kept, new)]
    places = [Place(one.witness.witness.text.sha256, 1) for one in issues]
    lineage = trace(issues, "council", "en", Decisions(links=frozenset({(places[0], places[1])})))
    traced = Series(lineage)
    before = issues[0].witness.witness.text.sha256[:12]
    page = open_page(traced.to_html(), fragment=f"{address(traced, 'Candles')}&pair={before}")
    row = page.locator("#cells tbody tr", has_text="Candles")
    assert row.locator("td").last.get_attribute("aria-label") == "reworded, as judged, 21 May 2020"
    assert page.locator("#life-body .run .status").last.inner_text() == "≈ reworded, as judged"
    assert page.locator("#pair-body .row.here .status").inner_text() == "≈ reworded, as judged"


def test_issues_that_are_no_neighbours_any_more_still_stand_side_by_side(open_page):
    traced = council()
    digests = [one.witness.witness.text.sha256[:12] for one in traced.lineage.issues]
    place = traced.lineage.anchor(line_with(traced, "150 residents").last)
    page = open_page(traced.to_html(), fragment=f"#{place}&pair={digests[0]}")
    expect(page.locator("#pair-head")).to_have_text("21 May 2019 and 21 May 2022")
    expect(page.locator("#pair-body .aside")).to_contain_text("no neighbours")
    kinds = [
        each.split()[1]
        for each in page.locator("#pair-body .row").evaluate_all("(rows) => rows.map((row) => row.className)")
    ]
    assert sorted(kinds) == ["added", "dropped", "kept", "kept", "kept", "reworded", "split"]
    assert page.locator("#pair-body :is(ins, del)").count() == 0
