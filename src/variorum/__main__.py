"""`python -m variorum`."""

from __future__ import annotations

import sys

from variorum.cli.main import main

sys.exit(main())
