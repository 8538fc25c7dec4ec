"""Bodies as they were before they were compressed for the way, never larger than allowed."""

import zlib

from models.errors import ReportError
from pipeline.fetch.errors import TransientError

_GZIP = 16 + zlib.MAX_WBITS
GZIP_MAGIC = b"\x1f\x8b"


class Body:
    """A body that grows by chunks; raises ReportError as soon as it is too big, before it is in memory."""

    def __init__(self, uri: str, encoding: str, limit: int) -> None:
        self._uri, self._limit = uri, limit
        self._data = bytearray()
        self._came = 0
        self._inflater = None
        if encoding.strip().lower() in {"gzip", "x-gzip"}:
            self._inflater = zlib.decompressobj(_GZIP)
        elif encoding.strip().lower() not in {"", "identity"}:
            raise ReportError(uri, "bad-response", "is compressed in a way that was not asked for; save it by hand")

    def add(self, chunk: bytes) -> None:
        """Add what came."""
        self._came += len(chunk)
        if self._came > self._limit:
            self._refuse()
        if self._inflater is None:
            self._data += chunk
            return
        try:
            self._inflate(chunk)
        except zlib.error:
            reason = "is not compressed as it says; run again, or save it by hand"
            raise ReportError(self._uri, "broken", reason) from None

    def _inflate(self, chunk: bytes) -> None:
        inflater = self._inflater
        while chunk and inflater:
            # one byte more than allowed is enough to know
            self._data += inflater.decompress(chunk, self._limit - len(self._data) + 1)
            if len(self._data) > self._limit:
                self._refuse()
            chunk = inflater.unconsumed_tail
            if inflater.eof:  # another member may follow; what else follows is padding
                chunk = inflater.unused_data if inflater.unused_data.startswith(GZIP_MAGIC) else b""
                if chunk:
                    self._inflater = inflater = zlib.decompressobj(_GZIP)

    def whole(self) -> bytes:
        """Return the body; raises TransientError when its end is missing."""
        if self._inflater and self._came and not self._inflater.eof:
            raise TransientError(self._uri, "broken", "ended too early; run again")
        return bytes(self._data)

    def _refuse(self) -> None:
        reason = f"has over {self._limit} bytes; give a larger --max-bytes, or save it by hand"
        raise ReportError(self._uri, "too-big", reason)


def gunzip(uri: str, content: bytes, limit: int) -> bytes:
    """Return the content of a .gz file; raises ReportError."""
    body = Body(uri, "gzip", limit)
    body.add(content)
    return body.whole()
