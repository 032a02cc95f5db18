"""The rules with the packaged language model, loaded once a session."""

from __future__ import annotations

import pytest

from variorum.workflows.extracting import parsed_extractor


@pytest.fixture(scope="session")
def parsed():
    """The extractor that asks the packaged model."""
    return parsed_extractor()
