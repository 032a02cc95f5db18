-- variorum archive, schema 3: what statements say, fact by fact, as it was read when it was first asked for.

-------------------------------------------------------------------------------------------------------------- derived

-- That the facts of a text were read, and by what. `anchor` is the date from which "last year" was counted, "" where none
-- is known. `limits` are [what, limit, seen, effect]. It goes with its text, where the text is divided otherwise, and at a
-- rebuild, which makes it again.
CREATE TABLE fact_reading (
    id         INTEGER PRIMARY KEY,
    text       INTEGER NOT NULL REFERENCES text (id) ON DELETE CASCADE,
    derivation INTEGER NOT NULL REFERENCES derivation (id),
    anchor     TEXT NOT NULL,
    limits     TEXT NOT NULL DEFAULT '[]',
    UNIQUE (text, derivation)
) STRICT;
CREATE INDEX fact_reading_by_derivation ON fact_reading (derivation);

-- One thing that a text says (variorum.model.facts.Fact), in text order from 0. Spans count as `start` and `end` do; a
-- column is NULL where it does not apply. `segment` is the segment.number in which it begins. `low` and `high` are decimal
-- strings, of which `low_number` and `high_number` are the nearest floating-point numbers; `high` of a magnitude is NULL.
-- `counted_key`, `name_key` and `said_key` are what is counted, the handle and the words as said, folded
-- (variorum.text.keys). `name` and `modal` are BLOBs of UTF-8 where TEXT cannot hold them.
CREATE TABLE fact (
    reading         INTEGER NOT NULL REFERENCES fact_reading (id) ON DELETE CASCADE,
    number          INTEGER NOT NULL,
    kind            TEXT NOT NULL,
    "start"         INTEGER NOT NULL,
    "end"           INTEGER NOT NULL,
    segment         INTEGER NOT NULL,
    rule            TEXT NOT NULL,
    confidence      REAL NOT NULL,
    low             TEXT,
    high            TEXT,
    low_number      REAL,
    high_number     REAL,
    op              TEXT,
    unit            TEXT,
    ordinal         INTEGER,
    counted_start   INTEGER,
    counted_end     INTEGER,
    inferred_start  INTEGER,
    inferred_end    INTEGER,
    counted_key     TEXT,
    predicate_start INTEGER,
    predicate_end   INTEGER,
    qualifier_start INTEGER,
    qualifier_end   INTEGER,
    edtf            TEXT,
    relative        INTEGER,
    impossible      INTEGER,
    name            ANY,
    name_key        TEXT,
    said_key        TEXT,
    role_start      INTEGER,
    role_end        INTEGER,
    act             TEXT,
    modal           ANY,
    negated         INTEGER,
    holder_start    INTEGER,
    holder_end      INTEGER,
    target_start    INTEGER,
    target_end      INTEGER,
    PRIMARY KEY (reading, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX fact_by_value ON fact (low_number, high_number) WHERE low_number IS NOT NULL;
CREATE INDEX fact_by_name ON fact (kind, name_key, said_key) WHERE name_key IS NOT NULL;
CREATE INDEX fact_by_date ON fact (edtf) WHERE edtf IS NOT NULL;

-- Each fact in the words of its text, one row a fact and witness (but for texts that are stored as a BLOB).
CREATE VIEW statement_fact AS
SELECT series.slug AS series, issue.date, issue.ordinal, witness.language, witness.revision, fact.kind,
       substr(text.content, fact."start" + 1, fact."end" - fact."start") AS words,
       fact.low, fact.high, fact.op, fact.unit,
       substr(text.content, fact.counted_start + 1, fact.counted_end - fact.counted_start) AS counted,
       substr(text.content, fact.predicate_start + 1, fact.predicate_end - fact.predicate_start) AS predicate,
       fact.edtf, fact.act, fact."start", fact."end", fact.rule, fact.confidence, text.sha256 AS text_sha256,
       text.id AS text, derivation.tool, derivation.version
FROM fact
JOIN fact_reading ON fact_reading.id = fact.reading
JOIN derivation ON derivation.id = fact_reading.derivation
JOIN text ON text.id = fact_reading.text
JOIN witness ON witness.text = text.id
JOIN issue ON issue.id = witness.issue
JOIN series ON series.id = issue.series
WHERE typeof(text.content) = 'text';
