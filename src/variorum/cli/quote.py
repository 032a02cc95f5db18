"""`variorum quote REF "words"`."""

from __future__ import annotations

import click

from variorum.cli.archives import archive_option, now, reading, statuses, writing
from variorum.cli.console import note, print_result


@click.command("quote", epilog=statuses())
@click.argument("reference", metavar="REF")
@click.argument("words", metavar="WORDS")
@click.option("--text", "form", flag_value="text", default=True, help="For people (the default).")
@click.option("--csl", "form", flag_value="csl", help="CSL-JSON, for reference managers.")
@click.option("--bibtex", "form", flag_value="bibtex", help="BibTeX.")
@click.option("--json", "form", flag_value="json", help="Print JSON, as docs/json.md describes.")
@click.option("--place", type=click.IntRange(1), metavar="N", help="Only the Nth of several places of the words.")
@click.option("--keep", is_flag=True, help="Keep the quotation, so that verify looks for it from now on.")
@archive_option
def command(reference: str, words: str, form: str, place: int | None, keep: bool, archive: str | None) -> int:  # noqa: FBT001
    """Quote a kept statement exactly.

    WORDS are found whatever the form of their white space, quotation marks, dashes and case; what is given back is what
    the text has, with its page and paragraph, the three dates, the address and the digests.
    """
    from variorum.render.citations import citation_bibtex, citation_csl, citation_json, citation_text
    from variorum.workflows.quote import keep as keep_quotation
    from variorum.workflows.quote import quote

    with writing(archive) if keep else reading(archive) as store:
        citation = quote(store, reference, words, place=place)
        if keep:
            kept = keep_quotation(store, citation, now=now())
            note(f"variorum: {kept} kept" if kept else "variorum: kept already")
    forms = {"text": citation_text, "csl": citation_csl, "bibtex": citation_bibtex, "json": citation_json}
    print_result(forms[form](citation))
    return 0
