-- variorum archive, schema 1.
--
-- Two kinds of tables. TRUTH is what was captured and what people decided: it cannot be made again. DERIVED rows are made
-- from the originals by a program named in `derivation`, and `variorum rebuild` throws them away and makes them anew.
-- Offsets ("start", "end") count Unicode code points of text.content, from 0, the end not included.
-- Times are UTC, ISO 8601 with seconds; dates are YYYY, YYYY-MM or YYYY-MM-DD.

---------------------------------------------------------------------------------------------------------------- truth

-- Bytes as they came in; the bytes themselves are the file originals/<first 2 characters>/<sha256>. `name` is the last
-- name of the file or the address they first came from, never a path.
CREATE TABLE original (
    sha256     TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    size       INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    name       TEXT NOT NULL,
    kept_at    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE series (
    id    INTEGER PRIMARY KEY,
    slug  TEXT NOT NULL UNIQUE,
    title TEXT
) STRICT;

CREATE TABLE series_alias (
    alias  TEXT PRIMARY KEY,
    series INTEGER NOT NULL REFERENCES series (id)
) STRICT, WITHOUT ROWID;

-- One dated instance of a series. Decided once, so that a citation stays good: date "" is unknown, ordinal counts from 1
-- where a day has several.
CREATE TABLE issue (
    id      INTEGER PRIMARY KEY,
    series  INTEGER NOT NULL REFERENCES series (id),
    date    TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    UNIQUE (series, date, ordinal)
) STRICT;

-- One coming-in of one statement. `locator` says where in the original it stands ("" for all of it), `item_sha256` is the
-- digest of just those bytes. `given` holds what the person or the table who added it said of it, and `fetched` how the
-- address answered, both as JSON. `retrieved_at` is the day alone where no more is known of when it was captured. `issue`,
-- `language` and `revision` are decided when it is added. `seal` is the digest of the row as it was written
-- (variorum.archive.seals).
CREATE TABLE capture (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    original     TEXT NOT NULL REFERENCES original (sha256),
    locator      TEXT NOT NULL,
    item_sha256  TEXT NOT NULL,
    name         TEXT NOT NULL,
    url          TEXT,
    source_id    TEXT,
    retrieved_at TEXT NOT NULL,
    issue        INTEGER NOT NULL REFERENCES issue (id),
    language     TEXT NOT NULL,
    revision     INTEGER NOT NULL,
    given        TEXT NOT NULL DEFAULT '[]',
    fetched      TEXT,
    seal         TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX capture_by_original ON capture (original, locator);
CREATE INDEX capture_by_item ON capture (item_sha256);
CREATE INDEX capture_by_url ON capture (url) WHERE url IS NOT NULL;
CREATE INDEX capture_by_source_id ON capture (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX capture_by_issue ON capture (issue, language, revision);

-- The highest revision of each language of an issue from which captures were removed, so that no reference is ever given
-- to another text. `day` is the SHA-256 of "series@date": what was erased leaves no name.
CREATE TABLE spent_number (
    day      TEXT NOT NULL,
    ordinal  INTEGER NOT NULL,
    language TEXT NOT NULL,
    revision INTEGER NOT NULL,
    PRIMARY KEY (day, ordinal, language)
) STRICT, WITHOUT ROWID;

-- Quotations that somebody kept: anchored on the text's digest, its characters, and those around them.
CREATE TABLE quotation (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    reference   TEXT NOT NULL,
    text_sha256 TEXT NOT NULL,
    "start"     INTEGER NOT NULL,
    "end"       INTEGER NOT NULL,
    exact       TEXT NOT NULL,
    prefix      TEXT NOT NULL,
    suffix      TEXT NOT NULL,
    kept_at     TEXT NOT NULL
) STRICT;

-------------------------------------------------------------------------------------------------------------- derived

-- Which program, in which version and with which settings (JSON), made a thing.
CREATE TABLE derivation (
    id       INTEGER PRIMARY KEY,
    tool     TEXT NOT NULL,
    version  TEXT NOT NULL,
    settings TEXT NOT NULL,
    UNIQUE (tool, version, settings)
) STRICT;

-- A text as extracted, never rewritten. `content` is a BLOB of UTF-8 only where it holds characters that SQLite's TEXT
-- cannot. `current` is 1 for the text that stands for its witness, 0 for one made by an earlier program. `seal`
-- is the digest of what was written with it: blocks, pages, warnings, limits, segments.
CREATE TABLE text (
    id          INTEGER PRIMARY KEY,
    sha256      TEXT NOT NULL,
    derivation  INTEGER NOT NULL REFERENCES derivation (id),
    content     ANY NOT NULL,
    line_breaks TEXT NOT NULL,
    language    TEXT NOT NULL,
    current     INTEGER NOT NULL DEFAULT 1,
    seal        TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX text_by_sha256 ON text (sha256);

-- Which text was read from which capture: several where several programs read it, the same where two captures agree.
CREATE TABLE reading (
    capture INTEGER NOT NULL REFERENCES capture (id),
    text    INTEGER NOT NULL REFERENCES text (id),
    PRIMARY KEY (capture, text)
) STRICT, WITHOUT ROWID;
CREATE INDEX reading_by_text ON reading (text);

-- What the source's own markup holds together, and its pages.
CREATE TABLE block (
    text    INTEGER NOT NULL REFERENCES text (id),
    number  INTEGER NOT NULL,
    kind    TEXT NOT NULL,
    "start" INTEGER NOT NULL,
    "end"   INTEGER NOT NULL,
    place   TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (text, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE page (
    text    INTEGER NOT NULL REFERENCES text (id),
    number  INTEGER NOT NULL,
    "start" INTEGER NOT NULL,
    "end"   INTEGER NOT NULL,
    PRIMARY KEY (text, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE warning (
    text       INTEGER NOT NULL REFERENCES text (id),
    number     INTEGER NOT NULL,
    kind       TEXT NOT NULL,
    message    TEXT NOT NULL,
    incomplete INTEGER NOT NULL,
    PRIMARY KEY (text, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE limit_hit (
    text    INTEGER NOT NULL REFERENCES text (id),
    number  INTEGER NOT NULL,
    what    TEXT NOT NULL,
    "limit" TEXT NOT NULL,
    seen    TEXT NOT NULL,
    effect  TEXT NOT NULL,
    PRIMARY KEY (text, number)
) STRICT, WITHOUT ROWID;

-- The units of comparison; with the white space between them they tile the text.
CREATE TABLE segment (
    id        INTEGER PRIMARY KEY,
    text      INTEGER NOT NULL REFERENCES text (id),
    number    INTEGER NOT NULL,
    kind      TEXT NOT NULL,
    paragraph INTEGER NOT NULL,
    "start"   INTEGER NOT NULL,
    "end"     INTEGER NOT NULL,
    UNIQUE (text, number)
) STRICT;

-- What is known of a capture, each with its reason; `chosen` is 1 for the one that counts.
CREATE TABLE finding (
    capture INTEGER NOT NULL REFERENCES capture (id),
    number  INTEGER NOT NULL,
    field   TEXT NOT NULL,
    value   TEXT NOT NULL,
    reason  TEXT NOT NULL,
    chosen  INTEGER NOT NULL,
    PRIMARY KEY (capture, number)
) STRICT, WITHOUT ROWID;

-- One text of an issue in one language: all captures of the issue that agree on it. `capture` is the first of them.
CREATE TABLE witness (
    id        INTEGER PRIMARY KEY,
    issue     INTEGER NOT NULL REFERENCES issue (id),
    language  TEXT NOT NULL,
    revision  INTEGER NOT NULL,
    capture   INTEGER NOT NULL REFERENCES capture (id),
    text      INTEGER NOT NULL REFERENCES text (id),
    title     TEXT,
    issuer    TEXT,
    stated    TEXT,
    published TEXT,
    UNIQUE (issue, language, revision)
) STRICT;
CREATE INDEX witness_by_text ON witness (text);
CREATE INDEX witness_by_capture ON witness (capture);

---------------------------------------------------------------------------------------------------------------- views

-- Every segment with its own characters (of a text that is not a BLOB).
CREATE VIEW segment_text AS
SELECT segment.id AS id, substr(text.content, segment."start" + 1, segment."end" - segment."start") AS words
FROM segment JOIN text ON text.id = segment.text;

-- The list a person reads first.
CREATE VIEW statement AS
SELECT series.slug AS series, issue.date AS date, issue.ordinal AS ordinal, witness.language AS language,
       witness.revision AS revision, witness.title AS title, witness.issuer AS issuer, witness.stated AS stated,
       witness.published AS published, capture.retrieved_at AS captured, capture.url AS url,
       capture.source_id AS source_id, text.sha256 AS text_sha256, capture.original AS original_sha256,
       text.content AS content, witness.text AS text, witness.capture AS capture
FROM witness
JOIN issue ON issue.id = witness.issue
JOIN series ON series.id = issue.series
JOIN capture ON capture.id = witness.capture
JOIN text ON text.id = witness.text;

-- Words of the segments of current texts, as variorum.archive.words folds them: without accents, and with spaces round
-- each character of a script that has none (Chinese, Thai …), so that a run of them is found as a phrase.
CREATE VIRTUAL TABLE segment_index USING fts5 (
    words, content='segment_text', content_rowid='id',
    tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
);
