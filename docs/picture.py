"""Draw the picture at the top of the README: the page that compares two of the examples, as a browser shows it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import variorum

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "redline.png"
SIZE = "1180,1910"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main() -> None:
    """Write the picture, and say where."""
    browser = next((path for path in map(shutil.which, BROWSERS) if path), None)
    if browser is None:
        sys.exit(f"No browser to draw with: none of {', '.join(BROWSERS)} is on the path. Install chromium.")
    folder = ROOT / "examples" / "karrow-bridge"
    page = variorum.compare(folder / "2019.txt", folder / "2020.txt", base_date="2019-03-05").to_html()
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / "comparison.html"
        source.write_text(page, encoding="utf-8")
        command = [
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--hide-scrollbars",
            f"--user-data-dir={scratch}/profile",
            f"--window-size={SIZE}",
            f"--screenshot={PICTURE}",
            source.as_uri(),
        ]
        subprocess.run(command, check=True, capture_output=True)
    print(PICTURE)


if __name__ == "__main__":
    main()
