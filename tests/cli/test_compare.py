"""`variorum compare` as a whole process: what is printed where, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.commands import BASE, variorum
from tests.render.golden import check

GOLDEN = Path(__file__).parent / "golden"


def test_the_page_is_as_in_its_golden_file(pair, tmp_path):
    seen = variorum("compare", "2023.txt", "2024.txt", cwd=tmp_path)
    assert (seen.status, seen.err) == (0, "")
    check(GOLDEN / "page.txt", seen.out)


def test_the_plain_sentences_are_as_in_their_golden_file(pair, tmp_path):
    check(GOLDEN / "plain.txt", variorum("compare", "2023.txt", "2024.txt", "--plain", cwd=tmp_path).out)


def test_the_json_document_is_as_in_its_golden_file(pair, tmp_path):
    check(GOLDEN / "alignment.json", variorum("compare", "2023.txt", "2024.txt", "--json", cwd=tmp_path).out)


def test_only_dropped_and_added_lines_are_shown(pair):
    seen = variorum("compare", *pair, "--only", "dropped,added").out
    assert "The same resolution made 5 March the Day of the River." in seen
    assert "Trains have been crossing at Karrow again." in seen
    assert "residents" not in seen


def test_full_and_context_show_kept_lines(pair):
    assert "rose over its banks" not in variorum("compare", *pair).out
    assert "rose over its banks" in variorum("compare", *pair, "--full").out
    assert "rose over its banks" in variorum("compare", *pair, "--context", "1").out


def test_columns_sets_the_width_and_140_puts_the_texts_side_by_side(pair):
    wide = variorum("compare", *pair, COLUMNS="140").out
    assert any("  4  " in line and line.count("hours") == 2 for line in wide.splitlines())
    assert max(map(len, variorum("compare", *pair, COLUMNS="60").out.splitlines())) <= 60


def test_colour_is_off_in_a_pipe_and_on_when_asked_for(pair):
    assert "\x1b" not in variorum("compare", *pair).out
    assert "\x1b[1;4m" in variorum("compare", *pair, "--color", "always").out
    assert "\x1b[1;4m" in variorum("compare", *pair, "--color", "always", NO_COLOR="1").out


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal needs a Unix system")
@pytest.mark.parametrize(
    ("environment", "arguments", "coloured"),
    [
        ({"TERM": "xterm"}, [], True),
        ({"TERM": "dumb"}, [], False),
        ({"TERM": "xterm", "NO_COLOR": "1"}, [], False),
        ({"TERM": "xterm", "NO_COLOR": ""}, [], True),
        ({"TERM": "xterm"}, ["--color", "never"], False),
        ({"TERM": "dumb"}, ["--color", "always"], True),
    ],
)
def test_on_a_terminal_colour_follows_the_reader(pair, environment, arguments, coloured):
    assert ("\x1b[1;4m" in on_a_terminal([*map(str, pair), *arguments], environment)) is coloured


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal needs a Unix system")
def test_on_a_terminal_the_page_takes_its_width(pair):
    narrow = on_a_terminal([*map(str, pair), "--color", "never"], {"TERM": "xterm"}, columns=50)
    assert 40 < max(map(len, narrow.splitlines())) <= 50


def on_a_terminal(arguments, environment, columns=80):
    """What a pseudo-terminal of that width receives."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    kept = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "NO_COLOR", "TERM"}}
    process = subprocess.Popen(
        [sys.executable, "-m", "variorum", "compare", *arguments],
        stdout=theirs,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        env={**kept, "PYTHONUTF8": "1", **environment},
    )
    os.close(theirs)
    received = b""
    try:
        while chunk := os.read(ours, 65536):
            received += chunk
    except OSError:  # Linux says EIO when the other end has closed
        pass
    os.close(ours)
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, b"")
    return received.decode("utf-8").replace("\r\n", "\n")


def test_exit_code_tells_texts_that_differ_from_texts_that_do_not(pair, tmp_path):
    same = tmp_path / "copy.txt"
    same.write_text(BASE.replace("\n", "\r\n"), "utf-8", newline="")
    assert variorum("compare", *pair, "--exit-code", "--stat").status == 1
    assert variorum("compare", *pair, "--stat").status == 0
    assert variorum("compare", pair[0], same, "--exit-code", "--stat").status == 0


def test_standard_input_is_either_text(pair):
    piped = variorum("compare", pair[0], "-", "--json", stdin=pair[1].read_bytes())
    document = json.loads(piped.out)
    assert document["other"]["name"] == "-"
    assert document["other"]["text"] == pair[1].read_text("utf-8")
    assert (
        json.loads(variorum("compare", "-", pair[1], "--json", stdin=pair[0].read_bytes()).out)["base"]["name"] == "-"
    )


def test_labels_and_dates_replace_what_was_guessed(pair):
    options = ["--label", "first", "--label", "second", "--base-date", "2020-03-05", "--other-date", "2021"]
    document = json.loads(variorum("compare", *pair, "--json", *options).out)
    assert (document["base"]["name"], document["other"]["name"]) == ("first", "second")
    assert (document["summary"]["base_date"], document["summary"]["other_date"]) == ("2020-03-05", "2021")


def test_dates_that_contradict_the_order_are_said_first(pair):
    seen = variorum("compare", pair[1], pair[0]).out
    assert seen.startswith("! ")
    assert variorum("compare", pair[1], pair[0], "--plain").out.startswith("Note: ")
    assert variorum("compare", pair[1], pair[0], "--stat").out.startswith("note: ")


def test_the_language_is_taken_from_the_option(pair):
    document = json.loads(variorum("compare", *pair, "--json", "--lang", "de").out)
    assert {document["base"]["language"], document["other"]["language"]} == {"de"}


def test_a_pair_can_be_made_and_unmade_and_a_kind_set(pair):
    def beads(*options):
        return json.loads(variorum("compare", *pair, "--json", *options).out)["beads"]

    assert any(bead["base"] == [4] and bead["kind"] == "dropped" for bead in beads())
    paired = [bead for bead in beads("--pair", "5:7") if bead["base"] == [4]]
    assert [(bead["other"], bead["judged"]) for bead in paired] == [([6], True)]
    assert any(bead["base"] == [3] and bead["other"] == [3] for bead in beads())
    assert not any(3 in bead["base"] and 3 in bead["other"] for bead in beads("--unpair", "4:4"))
    segments = json.loads(variorum("compare", *pair, "--json", "--as", "heading", "1", "--as", "item", ":4").out)
    assert segments["base"]["segments"][0]["kind"] == "heading"
    assert segments["other"]["segments"][3]["kind"] == "item"


@pytest.mark.parametrize("option", [["--pair", "5:99"], ["--unpair", "99:1"], ["--as", "title", ":99"]])
def test_a_line_that_is_not_there_is_an_error_that_names_it_and_the_last(pair, option):
    seen = variorum("compare", *pair, *option)
    assert (seen.status, seen.out) == (3, "")
    assert "99" in seen.err
    assert any(number in seen.err for number in ("6", "7"))


def test_the_page_is_written_whole_and_nothing_is_printed(pair, tmp_path):
    target = tmp_path / "page.html"
    target.write_text("older")
    seen = variorum("compare", *pair, "--html", target)
    assert (seen.status, seen.out) == (0, "")
    assert str(target) in seen.err
    assert target.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2023.txt", "2024.txt", "page.html"]


def test_the_page_can_go_to_standard_output_or_beside_another_output(pair, tmp_path):
    assert variorum("compare", *pair, "--html", "-").out.startswith("<!DOCTYPE html>")
    seen = variorum("compare", *pair, "--html", tmp_path / "page.html", "--stat")
    assert "words:" in seen.out
    assert (tmp_path / "page.html").exists()


def test_a_text_that_is_compared_is_never_written_over(pair, tmp_path):
    link = tmp_path / "link.html"
    link.symlink_to(pair[0])
    for target in (pair[1], link):
        seen = variorum("compare", *pair, "--html", target)
        assert (seen.status, seen.out) == (3, "")
        assert "is one of the texts compared" in seen.err
    assert pair[0].read_text("utf-8") == BASE


@pytest.mark.parametrize(("target", "said"), [("none/page.html", "Make the folder none first."), (".", "is a folder")])
def test_a_page_that_cannot_be_written_is_an_error_with_the_way_out(pair, tmp_path, target, said):
    seen = variorum("compare", *pair, "--html", target, cwd=tmp_path)
    assert (seen.status, seen.out) == (3, "")
    assert said in seen.err


@pytest.mark.skipif(sys.platform == "win32", reason="devices and pipes are Unix's")
def test_a_device_is_written_to_and_not_replaced(pair):
    assert variorum("compare", *pair, "--html", "/dev/null").status == 0
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_is_an_error_and_no_traceback(pair):
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "variorum", "compare", *map(str, pair)],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 3
    assert b"standard output: no space left on device" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_text_that_was_not_read_whole_ends_with_4_and_nothing_is_called_dropped(pair):
    pair[1].write_bytes(pair[1].read_bytes().replace(b"Trains", b"Trains \xed\xa0\x80"))
    for options in ([], ["--exit-code"], ["--plain"], ["--stat"], ["--json"]):
        assert variorum("compare", *pair, *options).status == 4
    seen = variorum("compare", *pair)
    assert seen.out.startswith("! ")
    assert "not found in the text read" in seen.out
    assert "dropped" not in seen.out.replace("none dropped", "")


def test_an_encoding_that_was_guessed_is_said_beside_the_name(pair):
    text = pair[1].read_text("utf-8").replace("Karrow", "Kårrö in the café of the façade")
    pair[1].write_bytes(text.encode("cp1252"))
    seen = variorum("compare", *pair)
    assert seen.status == 0
    assert "is not UTF-8; it was read as cp1252" in " ".join(seen.out.split())
    assert "is not UTF-8; it was read as cp1252" in variorum("compare", *pair, "--plain").out
    assert "is not UTF-8; it was read as cp1252" in variorum("compare", *pair, "--markdown").out


def test_a_missing_file_is_named_without_a_traceback(tmp_path):
    seen = variorum("compare", "none.txt", "neither.txt", cwd=tmp_path)
    assert (seen.status, seen.out) == (3, "")
    assert seen.err.startswith("variorum: none.txt: no such file.")


def test_a_file_name_cannot_steer_the_terminal(tmp_path):
    seen = variorum("compare", "a\x1b[2J\u202e.txt", "b.txt", cwd=tmp_path)
    assert seen.status == 3
    assert "\x1b" not in seen.err
    assert "\\x1b[2J\\u202e" in seen.err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends pipes in another way")
def test_a_reader_that_leaves_early_ends_the_command_quietly(pair, tmp_path):
    long = tmp_path / "long.txt"
    long.write_text("\n\n".join(f"The river rose {n} times in that year." for n in range(3000)), "utf-8")
    command = f'"{sys.executable}" -m variorum compare "{pair[0]}" "{long}" --full; echo "status $?" >&2'
    done = subprocess.run(["sh", "-c", f"({command}) | head -1"], capture_output=True, text=True, check=True)
    assert done.stderr == "status 0\n"
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="signals are Unix's")
def test_an_interrupt_ends_with_130_and_no_traceback(pair):
    process = subprocess.Popen(
        [sys.executable, "-m", "variorum", "compare", "-", str(pair[1])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # What runs in the background of a shell passes on that interrupts are ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no thread runs here
    )
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(timeout=1.5)  # it waits for its standard input
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (130, b"")
    assert b"Traceback" not in err


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="this system has no terminals to open")
def test_who_names_standard_input_at_a_terminal_is_told_what_is_waited_for(pair):
    controller, terminal = os.openpty()
    try:
        os.write(controller, b"In these hours 118 residents were drowned.\n\x04")
        done = subprocess.run(
            [sys.executable, "-m", "variorum", "compare", "-", str(pair[1]), "--stat"],
            stdin=terminal,
            capture_output=True,
            timeout=30,
            check=False,
        )
    finally:
        os.close(controller)
        os.close(terminal)
    assert done.stderr.startswith(b"variorum: type or paste the text for -, then end it with Ctrl-D")
    assert done.returncode == 0
    assert b"-: 1 lines of all kinds" in done.stdout


def test_control_characters_reach_no_terminal_and_survive_in_json(pair):
    hostile = BASE.replace("badly hurt", "\x1b[31mbadly\u202e hurt\u2066")
    pair[1].write_text(hostile, "utf-8", newline="\n")
    for form in ([], ["--plain"], ["--markdown"], ["--json"], ["--stat"]):
        out = variorum("compare", *pair, *form).out
        assert not {"\x1b", "\u202e", "\u2066"} & set(out)
    assert json.loads(variorum("compare", *pair, "--json").out)["other"]["text"] == hostile


def test_the_same_bytes_come_out_under_other_hash_seeds(pair):
    for form in (["--json"], [], ["--html", "-"]):
        assert variorum("compare", *pair, *form, PYTHONHASHSEED="1") == variorum(
            "compare", *pair, *form, PYTHONHASHSEED="2"
        )
