"""The time of capture, given by hand."""

from __future__ import annotations

import json

from tests.cli.commands import variorum


def test_the_time_of_capture_can_be_given_for_a_file_and_not_for_an_address(tmp_path):
    (tmp_path / "notice.txt").write_text("The Harbour Council\n\n7 March 2022\n\nThe lamps are lit.\n")
    assert variorum("init", cwd=tmp_path).status == 0
    ran = variorum("add", "notice.txt", "--captured", "2022-06-03", cwd=tmp_path)
    assert ran.status == 0
    assert json.loads(variorum("list", "--json", cwd=tmp_path).out)["statements"][0]["captured"] == "2022-06-03"
    for arguments, said in (
        (["notice.txt", "--captured", "2022"], "'2022' is not a day or a time"),
        (["https://council.example/a", "--captured", "2022-06-03"], "--captured is for files"),
    ):
        ran = variorum("add", *arguments, "--offline", cwd=tmp_path)
        assert ran.status == 2
        assert said in ran.err
