"""Whether a document counts beside a change of a corpus: bits that may both be set."""

from __future__ import annotations

import numpy as np

# What a document is before a change and after it.
BEFORE, AFTER = np.uint8(1), np.uint8(2)
