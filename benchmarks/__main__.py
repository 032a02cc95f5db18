"""All benchmarks in one run: a table of figures, and exit status 1 when one is above its ceiling.

Run one part with its name: `python -m benchmarks processes`.
"""

from __future__ import annotations

import sys

from benchmarks import (
    adding,
    apparatus,
    detecting,
    facts,
    finding,
    huge,
    large,
    nlp,
    processes,
    reuse,
    reuse_driver,
    reuse_growth,
    reuse_pages,
    reuse_spark,
    series,
    series_page,
    small,
)
from benchmarks.figures import print_table

PARTS = {
    "small": small.figures,
    "large": large.figures,
    "processes": processes.figures,
    "adding": adding.figures,
    "finding": finding.figures,
    "detecting": detecting.figures,
    "facts": facts.figures,
    "nlp": nlp.figures,
    "series": series.figures,
    "series-page": series_page.figures,
    "apparatus": apparatus.figures,
    "huge": huge.figures,
    "reuse": reuse.figures,
    "reuse-growth": reuse_growth.figures,
    "reuse-pages": reuse_pages.figures,
    "reuse-spark": reuse_spark.figures,
    "reuse-driver": reuse_driver.figures,
}


def main(names: list[str]) -> int:
    """Measure the named parts, or all; return the exit status."""
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        print(f"No such benchmark: {', '.join(unknown)}. There are: {', '.join(PARTS)}.", file=sys.stderr)
        return 2
    figures = [figure for name in names or PARTS for figure in PARTS[name]()]
    print_table(figures)
    return 1 if any(figure.is_over for figure in figures) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
