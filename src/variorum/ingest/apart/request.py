"""What a process of its own is asked for."""

from __future__ import annotations

import json
from dataclasses import dataclass

from variorum.ingest.limits import Limits

STATEMENTS, DOCUMENT, CHARACTERS, KIND = "statements", "document", "characters", "kind"


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be read.

    `codec` is what others say it is written in, or what its characters were; `depth` is how many containers it lies in.
    """

    task: str
    name: str
    limits: Limits
    codec: str | None = None
    media_type: str | None = None
    depth: int = 0

    def line(self) -> str:
        """The request as it is sent."""
        limits = {name: getattr(self.limits, name) for name in Limits.__slots__}
        return json.dumps([self.task, self.name, limits, self.codec, self.media_type, self.depth])

    @classmethod
    def of(cls, line: str) -> Request:
        """The request that was sent."""
        task, name, limits, codec, media_type, depth = json.loads(line)
        return cls(task, name, Limits(**limits), codec, media_type, depth)
