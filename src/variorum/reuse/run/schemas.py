"""The Arrow schemas of a run's tables; docs/reuse-run.md says what each column holds."""

from __future__ import annotations

import pyarrow as pa

# Dates are strings: a year or a month alone is a date too.
DOCUMENTS = pa.schema(
    [
        pa.field("number", pa.int64(), nullable=False),
        pa.field("id", pa.string(), nullable=False),
        pa.field("date", pa.string()),
        pa.field("issuer", pa.string()),
        pa.field("series", pa.string()),
        pa.field("title", pa.string()),
        pa.field("url", pa.string()),
        pa.field("source", pa.string()),
        pa.field("words", pa.int64(), nullable=False),
        pa.field("text_sha256", pa.string(), nullable=False),
        pa.field("duplicate_of", pa.int64()),
        pa.field("text_row", pa.int64(), nullable=False),
    ]
)
TEXTS = pa.schema([pa.field("id", pa.string(), nullable=False), pa.field("text", pa.large_string(), nullable=False)])
FAMILIES = pa.schema(
    [
        pa.field("family", pa.int64(), nullable=False),
        pa.field("documents", pa.int64(), nullable=False),
        pa.field("issuers", pa.int64(), nullable=False),
        pa.field("series", pa.int64(), nullable=False),
        pa.field("passages", pa.int64(), nullable=False),
        pa.field("words", pa.int64(), nullable=False),
        pa.field("earliest", pa.string()),
        pa.field("latest", pa.string()),
        pa.field("days", pa.int64()),
        pa.field("formulaic", pa.bool_(), nullable=False),
        pa.field("burst", pa.bool_(), nullable=False),
        pa.field("first", pa.int64(), nullable=False),
        pa.field("medoid", pa.int64(), nullable=False),
    ]
)
PASSAGES = pa.schema(
    [
        pa.field("family", pa.int64(), nullable=False),
        pa.field("document", pa.int64(), nullable=False),
        pa.field("start", pa.int64(), nullable=False),
        pa.field("end", pa.int64(), nullable=False),
        pa.field("words", pa.int64(), nullable=False),
        pa.field("similarity", pa.float64(), nullable=False),
    ]
)
