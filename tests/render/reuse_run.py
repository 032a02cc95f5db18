"""A small invented run of reuse: a burst, a formula, an undated text, words in two scripts, and a hostile document."""

from __future__ import annotations

from variorum.model.reuse import Document, Family, Passage, Reuse
from variorum.reuse.run.writing import write_run

ACCORD = (
    "The ferries between Ilden and Nether Pell shall run by day and by night, in every season, "
    "at a fare that a schoolchild can pay."
)
CHANGED = ACCORD.replace("shall run", "will run").replace("in every season, ", "")
PAPERS = "All who hold papers on the flood of 1988 are asked to hand copies of them to the reading room in Tessenmouth."
FORMULA = "Questions may be put to the press office of the day, which answers them in the order in which they come in."
WAVES = "河流不属于任何人，渡船向所有人开放，无论白天黑夜，票价人人付得起。"
HOSTILE = '<script>window.hacked = 1</script> & "quoted" \u202eevil\u202c </p><b>'
OFFICES = ("Ministry of Waterways", "Embassy of Velmora in Nordsund", "Tessen News Agency", "League of River Towns")


def document(name: str, date: str, issuer: str, *said: str, title: str = "", series: str = "") -> Document:
    """A text of paragraphs."""
    return Document(name, "\n\n".join(said), date, issuer, series, title or name.capitalize())


def documents() -> list[Document]:
    """In the order of a run: of date, then of id, the undated last."""
    own = "This paragraph of {} stands nowhere else, and says so in words of its own.".format
    made = [
        document("papers-1", "2019-03", "Families of the Tessen Valley", own("spring"), PAPERS, FORMULA),
        document("papers-2", "2021-05-04", "Harbour Council", PAPERS, own("the harbour"), FORMULA, series="council"),
        document("signed", "2022-09-26", OFFICES[0], own("four"), ACCORD, FORMULA, title="The accord is signed"),
        document("note", "2022-09-27", OFFICES[1], f"{ACCORD} {HOSTILE}", FORMULA, title=f"A note {HOSTILE}"),
        document("boats", "2022-09-28", OFFICES[2], CHANGED, WAVES, FORMULA, title="Boats round the clock"),
        document("again", "2022-09-28", OFFICES[3], ACCORD, own("a league"), FORMULA, series="council"),
        document("repeat", "2023", OFFICES[3], own("nobody"), series="council"),
        document("kept", "", "", own("no date"), CHANGED, WAVES, FORMULA),
    ]
    return sorted(made, key=lambda one: (not one.date, one.date, one.id))


def made() -> Reuse:
    """What these documents share."""
    texts = documents()
    families = [
        family(texts, [PAPERS]),
        family(texts, [FORMULA], formulaic=True),
        family(texts, [ACCORD, CHANGED], burst=True),
        family(texts, [WAVES]),
    ]
    last = next(k for k, one in enumerate(texts) if one.id == "repeat")
    return Reuse(tuple(texts), tuple(families), ((last, 0),))


def family(texts: list[Document], wordings: list[str], *, formulaic: bool = False, burst: bool = False) -> Family:
    """The places of these wordings."""
    passages = tuple(
        Passage(number, start, start + len(words), _counted(words), 1.0 if words == wordings[0] else 0.87)
        for number, one in enumerate(texts)
        for words in wordings
        if (start := one.text.find(words)) >= 0
    )
    return Family(passages, 0, formulaic, burst)


def _counted(words: str) -> int:
    """How many words, characters where no blank parts them."""
    return len(words.split()) if " " in words else sum(map(str.isalpha, words))


def write(folder: str) -> None:
    """The run on the disk."""
    write_run(folder, made())
