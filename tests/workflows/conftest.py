"""An archive of the examples and of lines in many scripts, made once and copied for each test that writes."""

from __future__ import annotations

import io
import shutil

import pytest

import variorum
from tests.archive.archives import EXAMPLES, NOW, keep
from variorum.archive.store import Store
from variorum.model.claims import Claim, Field
from variorum.workflows.add import add
from variorum.workflows.arriving import Arrival

SCRIPTS = {
    "zh": "港务委员会决定提高泊位利率。委员会将继续关注航运。\n",
    "th": "คณะกรรมการท่าเรือขึ้นอัตราค่าจอดเรือ\n",
    "ar": "قَرَّرَ مجلس المَرفأ رفعَ رسوم الرُّسُوّ. أكّد أحمد ذلك.\n",
    "ru": "Совет порта решил поднять сборы. Всё остаётся в силе.\n",
    "fr": "Le Conseil du port élève les droits d’amarrage. L’été sera long.\n",
    "hi": "बंदरगाह परिषद ने शुल्क बढ़ाया। किताब की बात है।\n",
}


def fill(store):
    for series in ("karrow-bridge", "harbour-council"):
        for path in sorted((EXAMPLES / series).iterdir()):
            keep(store, path.name, path.read_bytes(), series=series)
    for language, text in SCRIPTS.items():
        given = (
            Claim(Field.SERIES, "scripts", "given"),
            Claim(Field.LANGUAGE, language, "given"),
            Claim(Field.STATED, "2021-06-01", "given"),
            Claim(Field.ISSUER, "Conseil du Port", "given"),
        )
        list(add(store, [Arrival(f"{language}.txt", io.BytesIO(text.encode()), NOW, given=given)], now=lambda: NOW))


@pytest.fixture(scope="session")
def kept(tmp_path_factory):
    """The folder of an archive that no test writes to."""
    folder = tmp_path_factory.mktemp("kept") / ".variorum"
    with Store.create(folder) as store:
        fill(store)
    return folder


@pytest.fixture(scope="session")
def archive(kept):
    """The archive as a program holds it, for reading."""
    with variorum.open(kept) as opened:
        yield opened


@pytest.fixture
def store(kept, tmp_path):
    """A copy, open for writing."""
    with Store.open(shutil.copytree(kept, tmp_path / ".variorum")) as opened:
        yield opened
