"""Every way a command can end becomes a message and a status, never a traceback."""

from __future__ import annotations

import click
import pytest

from variorum.cli import main as module
from variorum.errors import VariorumError


@pytest.fixture
def ending(monkeypatch):
    """Make `variorum end` finish in a chosen way."""

    def make(error):
        @click.command("end")
        def command():
            if error:
                raise error
            return 4

        monkeypatch.setattr(module.LazyGroup, "get_command", lambda *_: command)

    return make


def test_the_status_of_a_command_is_the_status_of_the_process(ending):
    ending(None)
    assert module.main(["end"]) == 4


def test_a_known_error_is_one_line_and_3(ending, capsys):
    ending(VariorumError("a.txt: is empty. Name a file\nthat holds the statement."))
    assert module.main(["end"]) == 3
    assert capsys.readouterr().err == "variorum: a.txt: is empty. Name a file that holds the statement.\n"


def test_an_unknown_error_is_an_apology_with_how_to_report_it(ending, capsys, monkeypatch):
    monkeypatch.delenv("VARIORUM_DEBUG", raising=False)
    ending(ZeroDivisionError("by nought"))
    assert module.main(["end"]) == 3
    said = capsys.readouterr().err
    assert "sorry" in said
    assert "ZeroDivisionError: by nought" in said
    assert "report" in said
    assert "Traceback" not in said


def test_the_traceback_is_there_for_who_asks_for_it(ending, monkeypatch):
    monkeypatch.setenv("VARIORUM_DEBUG", "1")
    ending(ZeroDivisionError("by nought"))
    with pytest.raises(ZeroDivisionError):
        module.main(["end"])


def test_an_interrupt_is_130(ending, capsys):
    ending(KeyboardInterrupt())
    assert module.main(["end"]) == 130
    assert "Traceback" not in capsys.readouterr().err
