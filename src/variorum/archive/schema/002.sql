-- variorum archive, schema 2: what people decide, the places that statements had before, and stored alignments.

---------------------------------------------------------------------------------------------------------------- truth

-- A person's decision on a machine's answer, kept for ever. `details` is a JSON object: {"names": [a, b]} of same-name and
-- different-name, {"set": {field: value}} of amend, else {}. It counts while `undone_at` is NULL. `made_by` and
-- `undone_by` are what the person calls themselves, "" where that was not said.
-- `seal` is the digest of the row with its anchors (variorum.archive.seals).
CREATE TABLE judgement (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    verb      TEXT NOT NULL CHECK (verb IN ('link', 'unlink', 'same-name', 'different-name', 'reject', 'amend')),
    details   TEXT NOT NULL DEFAULT '{}',
    note      TEXT NOT NULL DEFAULT '',
    made_by   TEXT NOT NULL DEFAULT '',
    made_at   TEXT NOT NULL,
    undone_at TEXT,
    undone_by TEXT,
    seal      TEXT NOT NULL DEFAULT ''
) STRICT;

-- What a judgement is about: words as they stood in a text. `reference` is the whole reference of the statement, which
-- finds it also after it was filed elsewhere; where its text is read otherwise, the words are looked for in it. `exact` is
-- "" where the whole statement is meant.
CREATE TABLE judgement_anchor (
    judgement   INTEGER NOT NULL REFERENCES judgement (id),
    number      INTEGER NOT NULL,
    reference   TEXT NOT NULL,
    text_sha256 TEXT NOT NULL,
    "start"     INTEGER NOT NULL,
    "end"       INTEGER NOT NULL,
    exact       TEXT NOT NULL,
    prefix      TEXT NOT NULL,
    suffix      TEXT NOT NULL,
    PRIMARY KEY (judgement, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX judgement_anchor_by_text ON judgement_anchor (text_sha256);

-- Where a capture was filed before an amendment moved it, from the first place on: an old reference still finds it.
CREATE TABLE former_place (
    capture  INTEGER NOT NULL REFERENCES capture (id),
    number   INTEGER NOT NULL,
    series   TEXT NOT NULL,
    date     TEXT NOT NULL,
    ordinal  INTEGER NOT NULL,
    language TEXT NOT NULL,
    revision INTEGER NOT NULL,
    PRIMARY KEY (capture, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX former_place_by_place ON former_place (series, date, ordinal, language, revision);

-------------------------------------------------------------------------------------------------------------- derived

-- The digest of what is known of a capture (its findings), as it was written.
CREATE TABLE finding_seal (
    capture INTEGER PRIMARY KEY REFERENCES capture (id),
    seal    TEXT NOT NULL
) STRICT;

-- How the segments of one text go on in another, so that a series compares only what is new. `successions` is a JSON
-- array of [base, other, kind, score, moved, judged, strands]: segment numbers of both texts as arrays, a word of
-- variorum.model.alignment.BeadKind, 0 or 1, and which segment goes on as which. What was dropped and added stands in no
-- row. `limits` are [what, limit, seen, effect]. A row goes with its texts, when it is judged otherwise, and at a
-- rebuild; it is made again when it is asked for. So it is with all tables that follow.
CREATE TABLE alignment (
    base        INTEGER NOT NULL REFERENCES text (id) ON DELETE CASCADE,
    other       INTEGER NOT NULL REFERENCES text (id) ON DELETE CASCADE,
    derivation  INTEGER NOT NULL REFERENCES derivation (id),
    successions TEXT NOT NULL,
    limits      TEXT NOT NULL DEFAULT '[]',
    PRIMARY KEY (base, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX alignment_by_other ON alignment (other);
CREATE INDEX alignment_by_derivation ON alignment (derivation);

-- A series in one language whose lines were followed. `decisions` is the digest of what people had decided of them.
CREATE TABLE traced (
    id         INTEGER PRIMARY KEY,
    series     INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE,
    language   TEXT NOT NULL,
    derivation INTEGER NOT NULL REFERENCES derivation (id),
    decisions  TEXT NOT NULL,
    UNIQUE (series, language)
) STRICT;
CREATE INDEX traced_by_derivation ON traced (derivation);

-- Its issues in order, from 0. Without one of its texts nothing of a lineage holds.
CREATE TABLE traced_issue (
    traced INTEGER NOT NULL REFERENCES traced (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    text   INTEGER NOT NULL REFERENCES text (id) ON DELETE CASCADE,
    limits TEXT NOT NULL DEFAULT '[]',
    PRIMARY KEY (traced, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX traced_issue_by_text ON traced_issue (text);
CREATE TRIGGER traced_goes_with_its_texts AFTER DELETE ON traced_issue
BEGIN
    DELETE FROM traced WHERE id = OLD.traced;
END;

-- Its lines in order of first use, from 0; `words` counts the content words of the first wording.
CREATE TABLE line (
    traced INTEGER NOT NULL REFERENCES traced (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    kind   TEXT NOT NULL,
    words  INTEGER NOT NULL,
    PRIMARY KEY (traced, number)
) STRICT, WITHOUT ROWID;

-- What became of a line at an issue (variorum.model.lineage.LineEvent); `issue` and `before` are traced_issue.number,
-- `segment` and `before_segment` segment.number, `lines` a JSON array of line.number.
CREATE TABLE line_event (
    traced         INTEGER NOT NULL REFERENCES traced (id) ON DELETE CASCADE,
    line           INTEGER NOT NULL,
    issue          INTEGER NOT NULL,
    kind           TEXT NOT NULL,
    segment        INTEGER,
    wording        INTEGER,
    moved          INTEGER NOT NULL,
    score          REAL,
    before         INTEGER,
    before_segment INTEGER,
    lines          TEXT NOT NULL,
    judged         INTEGER NOT NULL,
    certain        INTEGER NOT NULL,
    PRIMARY KEY (traced, line, issue)
) STRICT, WITHOUT ROWID;
CREATE INDEX line_event_by_place ON line_event (traced, issue, segment);
CREATE INDEX line_event_by_earlier_place ON line_event (traced, before, before_segment);

-- The wordings of each line in order of first use, in comparison forms, by which a line that comes back is found; `digest`
-- is that of the forms without marks.
CREATE TABLE line_wording (
    traced  INTEGER NOT NULL REFERENCES traced (id) ON DELETE CASCADE,
    line    INTEGER NOT NULL,
    number  INTEGER NOT NULL,
    wording INTEGER NOT NULL,
    digest  TEXT NOT NULL,
    forms   TEXT NOT NULL,
    PRIMARY KEY (traced, line, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX line_wording_by_digest ON line_wording (traced, digest, line);
CREATE INDEX line_wording_in_all ON line_wording (digest, traced);
CREATE INDEX line_wording_by_wording ON line_wording (traced, line, wording);

-- Which lines ever had a content word, by its stem.
CREATE TABLE line_stem (
    traced INTEGER NOT NULL REFERENCES traced (id) ON DELETE CASCADE,
    stem   TEXT NOT NULL,
    line   INTEGER NOT NULL,
    PRIMARY KEY (traced, stem, line)
) STRICT, WITHOUT ROWID;
