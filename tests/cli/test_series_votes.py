"""The vote on the pages of a series: by name and side, as a person counts it, with characters that prove each name."""

from __future__ import annotations

import json
import re

import pytest

from tests.cli.commands import variorum
from tests.render.test_schemas import checked
from variorum.cli.main import main
from variorum.workflows.library import open_archive

LINE = "The Council left the dues at four crowns.\n\n"
YES = "Voting for the decision were Ann T. Lee, Chair; Bo Ek; {}."


@pytest.fixture
def series(tmp_path, monkeypatch):
    """Make an archive of one series here, an issue a month, in this process: what it is asked is what is tested."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VARIORUM_NAME", "Ada")
    assert main(["init"]) == 0

    def made(*votes):
        for month, vote in enumerate(votes, 1):
            path = tmp_path / f"2023-{month:02}-01.txt"
            path.write_text(LINE + vote + "\n", encoding="utf-8")
            assert main(["add", str(path), "--series", "council", "--date", path.stem]) == 0

    return made


def shown(*options):
    seen = variorum("series", "show", "council", *options)
    assert seen.status == 0, seen.err
    return seen.out


def part(page):
    """The rows of the part on votes."""
    match = re.search(r"(?m)^Votes.*?(?=\n\n)", page, re.DOTALL)
    return match[0].splitlines() if match else []


def test_a_rotation_is_names_that_joined_and_left_and_nobody_calls_it_a_rewording(series):
    series(YES.format("and Cy Orr"), YES.format("Di Poe; and Eva Fox"))
    assert part(shown()) == ["Votes", "  For: + Di Poe, + Eva Fox; − Cy Orr."]
    assert "; votes: 2 joined, 1 left." in " ".join(shown().split())
    plain = shown("--plain")
    assert "Votes, for: joined: Di Poe, Eva Fox; left: Cy Orr.\n" in plain
    assert "reworded" not in plain


def test_the_life_of_the_line_the_map_and_every_document_call_a_rotation_names_that_changed(series, tmp_path):
    series(YES.format("and Cy Orr"), YES.format("Di Poe; and Eva Fox"))
    life = variorum("line", "council", "L1").out
    assert "⇄  2023-02-01, 1 issue: names changed" in life
    assert re.search(r"(?m)^ *L1 .*\+ +⇄ +2$", shown("--full"))
    assert "⇄ names changed" in shown("--full")
    assert "⇄" not in shown()
    assert "2023-02-01, 1 issue: names changed:" in variorum("line", "council", "L1", "--plain").out
    assert "reworded" not in life
    (line,) = [each for each in json.loads(shown("--json"))["lines"] if each["kind"] == "vote"]
    assert [each["vote"] for each in line["events"]] == [[], ["names"]]
    assert variorum("line", "council", "L1", "--csv").out.splitlines()[-1].endswith(",names,,,,0")
    assert variorum("series", "show", "council", "--html", f"{tmp_path}/pages/").status == 0
    pages = [path.read_text("utf-8") for path in (tmp_path / "pages" / "lines").iterdir()]
    (page,) = [each for each in pages if '<span class="kind">vote</span>' in each]
    assert re.findall(r'<li class="run (\w+)"', page) == ["first", "names"]
    assert re.findall(r'<span class="glyph" aria-hidden="true">⇄</span> <b>(.*?)</b>', page) == ["names changed"]
    whole = shown("--html", "-")
    data = json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', whole, re.DOTALL)[1])
    (told,) = [issue["told"] for issue in data["issues"] if "told" in issue]
    assert list(told.values()) == ["names changed"]
    assert [issue["events"] for issue in data["issues"]] == ["ii", "kn"]
    assert 'data-only="names"' in whole


def test_a_search_for_rewordings_leaves_rotations_out_and_says_how_many(series):
    other = YES.replace("decision", "rate").format("and Di Poe")
    series(YES.format("and Cy Orr"), YES.format("Di Poe; and Eva Fox"), other, other)
    document = checked(variorum("search", "Voting", "--reworded", "--json").out, "hits")
    assert [(row["date"], row["event"], row["event_at"][-13:], row["vote"]) for row in document["hits"]] == [
        ("2023-03-01", "reworded", "2023-03-01:en", ["names", "wording"]),
        # From January on only names changed in it; in March it was reworded.
        ("2023-02-01", "reworded", "2023-03-01:en", ["names", "wording"]),
    ]
    assert (document["total"], document["rotations"]) == (2, 1)
    page = variorum("search", "Voting", "--reworded", "--limit", "1")
    assert "names changed, reworded here" in page.out
    assert "2 lines, 1 shown (--limit). Left out: 1 line of votes in which only who voted for changed." in page.err
    assert variorum("search", "Voting", "--reworded", "--kind", "sentence").err == "0 lines.\n"
    assert checked(variorum("search", "dues", "--json").out, "hits")["hits"][0]["vote"] == []


def test_a_search_for_who_is_named_in_rewordings_leaves_rotations_out_too(series):
    other = YES.replace("decision", "rate").format("and Di Poe")
    series(YES.format("and Cy Orr"), YES.format("Di Poe; and Eva Fox"), other)
    found = checked(variorum("search", "--person", "Bo Ek", "--reworded", "--json").out, "hits")["hits"]
    assert [row["date"] for row in found] == ["2023-03-01", "2023-02-01"]


def test_a_search_for_rewordings_finds_a_dissent_that_comes_ends_or_has_another_reason(series):
    against = YES.format("and Di Poe") + " Voting against it was {}, who preferred to {} the dues at this meeting."
    series(
        against.format("Cy Orr", "raise"),
        against.format("Cy Orr", "lower"),
        against.format("Eva Fox", "lower"),
        against.format("Eva Fox", "lower").replace("and Di Poe", "and Gil Hay"),
    )
    document = checked(variorum("search", "Voting", "--reworded", "--earliest", "--json").out, "hits")
    assert [(row["date"], row["event_at"][-13:], row["vote"]) for row in document["hits"]] == [
        ("2023-01-01", "2023-02-01:en", ["reason"]),
        ("2023-02-01", "2023-02-01:en", ["reason"]),
        ("2023-03-01", "2023-03-01:en", ["dissent", "dissent ended"]),
    ]
    assert document["rotations"] == 2


def test_a_line_on_a_dissent_says_that_it_came_changed_its_reason_and_ended(series):
    against = " Voting against it was {}, who preferred to {} the dues at this meeting."
    first = YES.format("and Di Poe")
    series(
        first,
        first + against.format("Cy Orr", "raise"),
        first + against.format("Cy Orr", "lower"),
        first + against.format("Eva Fox", "lower"),
        first,
    )
    line = next(each for each in json.loads(shown("--json"))["lines"] if each["first"] == 1)
    rows = [row for row in variorum("line", "council", f"L{line['number']}").out.splitlines() if ", 1 issue" in row]
    assert rows == [
        "+  2023-02-01, 1 issue: first-ever, new dissent",
        "≈  2023-03-01, 1 issue: another reason",
        "⇄  2023-04-01, 1 issue: new dissent, dissent ended",
        "−  dropped, dissent ended; it stands in none of 2023-05-01, 1 issue ╌╌╌",
    ]
    assert "votes: 1 with another reason." in " ".join(shown("--on", "2023-03-01").split())


def test_a_dissent_has_its_reason_and_when_it_was_last_and_one_that_ended_where_the_name_is_now(series):
    against = " Voting against it was {}, who preferred to {}."
    first = YES.format("and Di Poe") + against.format("Cy Orr", "wait")
    second = YES.format("and Cy Orr") + against.format("Di Poe", "build; in spring")
    series(first, second, first)
    assert part(shown()) == [
        "Votes",
        "  Against: Cy Orr (last on 2023-01-01), “who preferred to wait”.",
        "  No longer against: Di Poe (now for).",
    ]
    assert "Votes, against: Di Poe (first time in this series), 'who preferred to build; in spring'.\n" in shown(
        "--on", "2023-02-01", "--plain"
    )
    assert "votes: 1 dissent, 1 no longer against." in " ".join(shown().split())


def test_a_dissenter_with_another_reason_is_told_beside_the_words_that_changed(series):
    against = YES.format("and Di Poe") + " Voting against it was Cy Orr, who preferred to {} the dues at this meeting."
    series(against.format("raise"), against.format("lower"))
    rows = part(shown())
    assert rows[:2] == [
        "Votes",
        "  Still against, in other words: Cy Orr, “who preferred to lower the dues at",
    ]
    assert any("[-raise-]{+lower+}" in row for row in rows)


def test_where_names_cannot_be_read_the_words_are_marked(series):
    series("Voting for the decision were all members.", "Voting for the decision were most members.")
    rows = part(shown())
    assert not any("For:" in row for row in rows)
    assert any("[-all-]{+most+}" in row for row in rows)
    assert json.loads(shown("--json"))["news"]["names"] is None


def test_each_name_and_reason_in_the_document_is_proved_by_the_characters_of_its_text(series):
    series(YES.format("and Cy Orr"), YES.format("and Eva Fox") + " Abstaining: Cy Orr, who wanted a report.")
    document = checked(shown("--json"), "lineage")
    names = document["news"]["names"]
    (dissent,) = names["dissents"]
    assert (dissent["last"], dissent["ballot"]["side"], names["before"]) == (None, "apart", 0)
    with open_archive(".") as archive:
        texts = [archive.show(issue["reference"]) for issue in document["issues"]]
    ballots = [*names["joined"], *names["left"], dissent["ballot"]]
    assert [one["name"] for one in ballots] == ["Eva Fox", "Cy Orr"]
    for one in ballots:
        text = texts[one["issue"]].text.content
        assert one["text_sha256"] == document["issues"][one["issue"]]["text_sha256"]
        assert text[slice(*one["span"])] == one["name"]
        for reason in one["reasons"]:
            assert text[slice(*reason["span"])] == reason["words"] == "who wanted a report"


def test_names_that_were_judged_one_persons_are_one_until_the_judgement_is_undone(series):
    series(YES.format("and Di Poe"), YES.format("and Di Marsh"))
    assert part(shown()) == ["Votes", "  For: + Di Marsh; − Di Poe."]
    assert variorum("judge", "same-name", "Di Poe", "Di Marsh").status == 0
    assert json.loads(shown("--json"))["news"]["names"] is None
    assert "joined" not in shown()
    assert variorum("judge", "undo", "1").status == 0
    assert part(shown()) == ["Votes", "  For: + Di Marsh; − Di Poe."]


def test_the_page_says_the_same_and_leads_to_the_line_of_each(series):
    reason = "who preferred <b>to wait</b> & see"
    series(YES.format("and Cy Orr"), YES.format("and Eva Fox") + f" Voting against it was Cy Orr, {reason}.")
    page = shown("--html", "-")
    block = re.search(r'<ul class="ballots">.*?</ul>', page, re.DOTALL)[0]
    said = re.sub(r"<[^>]+>", "", block)
    assert "For: + Eva Fox." in said
    assert "Against: Cy Orr (first time in this series), who preferred &lt;b&gt;to wait&lt;/b&gt; &amp; see." in said
    for anchor in re.findall(r'href="#([^"]+)"', block):
        assert f'id="{anchor}"' in page
