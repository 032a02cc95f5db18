"""The folder of pages of a run of reuse, opened from a disk in a real browser."""

from __future__ import annotations

import re
import shutil
from hashlib import sha256
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.render import reuse_outlier, reuse_run
from tests.render.golden import check
from variorum import __version__
from variorum.cli.console import write_folder
from variorum.workflows.reuse.door import open_run

GOLDEN = Path(__file__).parent / "golden"
PAPERS, FORMULA, BURST, WAVES = "F1", "F2", "F3", "F4"
# The address of the document that says the accord beside hostile words.
NOTE = next(sha256(one.text.encode()).hexdigest()[:12] for one in reuse_run.documents() if one.id == "note")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The pages of a small run."""
    place = tmp_path_factory.mktemp("reuse")
    reuse_run.write(str(place / "run"))
    write_folder(str(place / "pages"), open_run(place / "run").html_pages())
    return place / "pages"


def violations(page):
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]]


def names(page):
    """The families whose cards are shown, in order."""
    return page.locator("#cards .card h3 a").all_inner_texts()


def ready(page):
    """The page once it has read its columns."""
    expect(page.locator("#shown")).to_contain_text(" of ")
    return page


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(open_page, folder, width, scheme):
    places = (
        ("index.html", ""),
        ("families/0001.html", "#f3"),
        ("documents/0001.html", "#" + NOTE),
        ("documents/index.html", ""),
    )
    for path, target in places if scheme == "light" else places[:3]:
        page = open_page(folder / path, fragment=target, width=width, scheme=scheme)
        assert page.locator(".item:visible").count() == (1 if target else 0)
        page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_what_a_screen_reader_meets_is_as_agreed(open_page, folder):
    index = ready(open_page(folder / "index.html")).locator("body").aria_snapshot()
    family = open_page(folder / "families" / "0001.html", fragment="#f3").locator("body").aria_snapshot()
    page = open_page(folder / "documents" / "0001.html")
    page.get_by_role("link", name="Boats round the clock").first.click()
    document = page.locator("body").aria_snapshot()
    seen = f"{index}\n---\n{family}\n---\n{document}\n"
    check(GOLDEN / "reuse.aria.yaml", seen.replace(f"variorum {__version__}", "variorum"))


def test_bursts_come_first_and_formulae_are_one_switch_away(open_page, folder):
    page = ready(open_page(folder / "index.html"))
    assert names(page)[0] == BURST
    assert FORMULA not in names(page)
    page.locator(".chip", has_text="formula").click()
    expect(page.locator("#cards")).to_contain_text(FORMULA)
    assert names(page)[-1] == FORMULA
    assert page.evaluate("location.hash") == "#show=burst,other,formulaic"


def test_words_issuers_documents_and_dates_filter_and_the_address_brings_them_back(open_page, folder):
    page = ready(open_page(folder / "index.html"))
    page.get_by_role("searchbox", name="Words").fill("FERRies schóolch")
    expect(page.locator("#shown")).to_have_text("1 to 1 of 1; the run has 4.")
    assert names(page) == [BURST]
    page.get_by_role("searchbox", name="Words").fill("河流 票")
    expect(page.locator("#cards")).to_contain_text("河流")
    assert names(page) == [WAVES]
    page.get_by_role("searchbox", name="Words").fill("no such words at all")
    expect(page.locator("#shown")).to_have_text("No family is like that; the run has 4.")
    page.get_by_role("button", name="Show all").click()
    expect(page.locator("#shown")).to_have_text("1 to 3 of 3.")
    page.locator("[data-asks=issuer]").select_option("Harbour Council")
    page.get_by_label("At least so many documents").fill("2")
    page.get_by_label("from", exact=True).fill("2019-02-01")
    page.get_by_label("to", exact=True).last.fill("2019-03-31")
    expect(page.locator("#shown")).to_have_text("1 to 1 of 1; the run has 4.")
    assert names(page) == [PAPERS]
    page.get_by_label("Which date").select_option("last")
    expect(page.locator("#shown")).to_have_text("No family is like that; the run has 4.")
    again = ready(open_page(folder / "index.html", fragment="#words=flood&sort=words"))
    expect(again.locator("#shown")).to_have_text("1 to 1 of 1; the run has 4.")
    assert names(again) == [PAPERS]
    assert again.get_by_label("Sort by").input_value() == "words"


def test_a_link_shows_what_several_issuers_say_and_one_leads_to_the_documents_that_repeat_another(open_page, folder):
    page = ready(open_page(folder / "index.html"))
    page.get_by_role("link", name="Show the 2 that several issuers say").click()
    expect(page.locator("#shown")).to_have_text("1 to 2 of 2; the run has 4.")
    assert names(page) == [BURST, PAPERS]
    page.get_by_role("link", name="Documents that repeat another whole").click()
    expect(page.get_by_role("heading", name="1 document with the words of an earlier one")).to_be_in_viewport()


def test_sorting_puts_the_longest_first_after_the_bursts(open_page, folder):
    page = ready(open_page(folder / "index.html"))
    page.get_by_label("Sort by").select_option("words")
    expect(page).to_have_url(re.compile("sort=words"))
    expect(page.locator("#cards .card").nth(1)).to_contain_text(WAVES)
    assert names(page) == [BURST, WAVES, PAPERS]
    page.get_by_label("Issuers, at least").fill("2")
    expect(page.locator("#shown")).to_have_text("1 to 2 of 2; the run has 4.")
    assert names(page) == [BURST, PAPERS]


def test_a_card_leads_to_the_family_alone_and_its_wording_to_the_place_in_the_document(open_page, folder):
    page = ready(open_page(folder / "index.html"))
    page.get_by_role("link", name=f"Every wording of {BURST}").click()
    expect(page.locator(".family:visible")).to_have_count(1)
    expect(page.locator(".run.reworded ins:visible").first).to_contain_text("will")
    page.get_by_role("link", name="Boats round the clock").first.click()
    expect(page.locator(".document:visible")).to_have_count(1)
    tag = page.locator(".tag:target")
    expect(tag).to_be_in_viewport()
    expect(tag.locator("xpath=following-sibling::span[1]")).to_contain_text("The ferries between Ilden")
    page.locator(".document:visible .where a", has_text=BURST).click()
    expect(page.locator(".places li:target")).to_contain_text("Boats round the clock")


def test_one_switch_shows_what_changed_against_the_likest_wording_before_without_script(open_page, tmp_path):
    reuse_outlier.write(str(tmp_path / "run"))
    html = open_run(tmp_path / "run").family_html(1)
    page = open_page(html, scripts=False)
    last = page.locator(".run").last
    expect(page.get_by_text("Most of these wordings have little in common with the first.")).to_be_visible()
    expect(last).to_contain_text("all of 9 words, and 24 more")
    page.get_by_role("radio", name="the first wording").focus()
    page.keyboard.press("ArrowDown")
    expect(last.locator("del:visible")).to_contain_text("years")
    expect(last.locator(".status:visible")).to_contain_text("against 1 April 2020 · On the boats, letter-2")
    assert last.locator(".text:visible").count() == 1
    again = open_page(html, width=320, scheme="dark")
    again.get_by_label("the likest wording before").check()
    assert violations(again) == []
    assert again.evaluate("document.documentElement.scrollWidth") == 320


def test_without_script_the_story_the_first_families_and_the_formulae_are_there_to_read(open_page, folder):
    page = open_page(folder / "index.html", scripts=False)
    assert names(page)[0] == BURST
    page.locator(".formulae summary").click()
    expect(page.locator(".formulae .card")).to_contain_text(FORMULA)
    assert page.locator(".asking, .pager").filter(visible=True).count() == 0
    page.get_by_role("link", name="All families, page by page").click()
    page.get_by_role("link", name="F1 to F4").click()
    expect(page.locator(".family:visible")).to_have_count(4)


def test_a_missing_file_is_said_by_its_name(browser, folder, tmp_path):
    shutil.copytree(folder, tmp_path / "torn")
    (tmp_path / "torn" / "data" / "words-1.js").unlink()
    with browser.new_context() as context:
        page = context.new_page()
        page.goto((tmp_path / "torn" / "index.html").as_uri())
        ready(page).get_by_role("searchbox", name="Words").fill("flood")
        expect(page.locator("#shown")).to_have_text(re.compile("missing or cannot be read: data/words-1.js"))


def test_hostile_words_are_words(open_page, folder):
    page = open_page(folder / "documents" / "0001.html", fragment=f"#{NOTE}")
    assert page.evaluate("window.hacked") is None
    expect(page.locator(".document:target .words")).to_contain_text("<script>window.hacked = 1</script>")
    assert page.locator(".document:target .code").count() >= 2


def test_print_has_the_cards_and_no_controls(open_page, folder):
    page = ready(open_page(folder / "index.html"))
    page.emulate_media(media="print")
    assert page.locator("#cards .card:visible").count() == 3
    assert page.locator(".asking, .pager, button").filter(visible=True).count() == 0
