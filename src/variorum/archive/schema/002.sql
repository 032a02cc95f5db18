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

-- How the segments of two texts answer each other, so that a series compares only what is new. `beads` is a JSON array of
-- [base, other, kind, degree, score, moved, judged, reason]: segment numbers of both texts as arrays, words of
-- variorum.model.alignment (null for no degree or score), 0 or 1, and why. `limits` are [what, limit, seen, effect].
-- A row goes with its texts, when it is judged otherwise, and at a rebuild; it is made again when it is asked for.
CREATE TABLE alignment (
    base       INTEGER NOT NULL REFERENCES text (id) ON DELETE CASCADE,
    other      INTEGER NOT NULL REFERENCES text (id) ON DELETE CASCADE,
    derivation INTEGER NOT NULL REFERENCES derivation (id),
    closeness  REAL NOT NULL,
    beads      TEXT NOT NULL,
    limits     TEXT NOT NULL DEFAULT '[]',
    PRIMARY KEY (base, other)
) STRICT;
CREATE INDEX alignment_by_other ON alignment (other);
CREATE INDEX alignment_by_derivation ON alignment (derivation);
