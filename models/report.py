"""A report as it goes in, and what a record keeps of it."""

import datetime
import hashlib
from typing import Any, Self

from pydantic import Field, model_validator

from models.base import Model
from models.warning import Warning


class ReportInfo(Model):
    """What a record says about the report it was made from."""

    title: str | None = Field(description="Headline, as given by the source or as the text's own title line.")
    uri: str | None = Field(description="Where the report was read from.")
    media_type: str = Field(description="IANA media type of the source, for example text/plain.")
    language: str = Field(description="BCP 47 tag of the text's language.")
    publisher: str | None = Field(description="Who published the report.")
    published: datetime.date | None = Field(description="Day of publication; the anchor of relative dates.")
    sha256: str = Field(pattern="^[0-9a-f]{64}$", description="SHA-256 of the text in UTF-8.")
    characters: int = Field(ge=0, description="Length of the text in characters (Unicode code points).")
    also: tuple[str, ...] = Field(
        default=(),
        description="Every address of this very text, in order of input, uri first; empty where there is but one.",
    )
    near_duplicate_of: str | None = Field(
        default=None,
        min_length=1,
        description="Id of the first record whose text is nearly this one, under another headline for example.",
    )

    @model_validator(mode="after")
    def _addresses_are_several(self) -> Self:
        if len(self.also) == 1 or len(set(self.also)) != len(self.also):
            raise ValueError("also: give every address once, and none where there is but one")
        return self


class Report(Model):
    """The text of one report with what its source says about it.

    >>> report = Report(text="Cabinet met on 3 May 2024.", published="2024-05-04")
    >>> report.key.startswith("sha256-"), report.info.characters
    (True, 26)
    """

    text: str = Field(description="The report's text; all offsets of a record count its characters.")
    id: str | None = Field(default=None, min_length=1, description="The source's own id, if it gives one.")
    title: str | None = None
    uri: str | None = None
    media_type: str = "text/plain"
    language: str = "en"
    publisher: str | None = None
    published: datetime.date | None = None
    warnings: tuple[Warning, ...] = Field(default=(), description="What reading it was unsure of.")

    @property
    def sha256(self) -> str:
        """SHA-256 of the text in UTF-8, as 64 hexadecimal digits."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def key(self) -> str:
        """The record's id: the source's own, else ``sha256-`` and 16 digits of the text's SHA-256."""
        return self.id or f"sha256-{self.sha256[:16]}"

    @property
    def info(self) -> ReportInfo:
        """What the record keeps of this report."""
        return self.described(self.title)

    def described(self, title: str | None) -> ReportInfo:
        """Return what the record keeps of this report, under a title."""
        return ReportInfo.model_validate(self.facts(title))

    def facts(self, title: str | None) -> dict[str, Any]:
        """Return what the record keeps of this report, under a title, before it is checked."""
        return {
            "title": title,
            "uri": self.uri,
            "media_type": self.media_type,
            "language": self.language,
            "publisher": self.publisher,
            "published": self.published,
            "sha256": self.sha256,
            "characters": len(self.text),
        }
