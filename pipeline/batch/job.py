"""What is to be done, and who hears of it."""

import datetime
import hashlib
import json
from importlib import metadata
from typing import NamedTuple

from models import Provenance, Rejection
from pipeline import rules
from pipeline.batch.journal import Counts
from pipeline.version import VERSION


class Job(NamedTuple):
    """What is to be done with the inputs."""

    output: str  # where records go
    rejected: str  # where rejections go
    texts: str = ""  # where texts go, if anywhere
    rules: str | None = None  # a folder to lay over ours
    published: datetime.date | None = None  # of reports that do not say it
    command: tuple[str, ...] = ()  # what else the outputs depend on: the names of inputs, the options of their reading
    workers: int | None = None  # processes; 0: none; None: none for a few inputs, else one for each core
    timeout: float = 300  # seconds for one report; 0: as long as it takes
    resumable: bool = True  # the inputs can be read again
    incremental: bool = False  # take over what the last run made
    duplicates: bool = True  # look for them

    @property
    def provenance(self) -> Provenance:
        """What the records of this job say they were made with."""
        spacy = metadata.version("spacy")  # to import it takes seconds
        return Provenance(pipeline=f"readout {VERSION}", rules=rules.digest(self.rules), spacy=spacy)

    @property
    def fingerprint(self) -> str:
        """A digest of everything but the inputs' contents that the bytes of the outputs depend on."""
        options = [self.rejected, self.texts, self.published, self.timeout, self.duplicates, self.provenance]
        return hashlib.sha256(json.dumps([*self.command, *map(str, options)]).encode()).hexdigest()


class Watch:
    """What hears of a run while it goes on; this one does nothing with it."""

    def note(self, message: str) -> None:
        """Hear of something that the user should know."""

    def rejected(self, rejection: Rejection) -> None:
        """Hear of a rejection."""

    def begun(self, counts: Counts) -> None:
        """Hear how much an earlier run has done that this one goes on with."""

    def advanced(self, counts: Counts) -> None:
        """Hear how much is done, and safe."""
