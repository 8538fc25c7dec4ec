"""Compressed files: gzip, bzip2, xz and Zstandard, read as they come and never held as a whole."""

import bz2
import gzip
import io
import lzma
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import IO, Any, NamedTuple, cast

from pipeline.ingest import extras
from pipeline.ingest.found import Found, reader
from pipeline.ingest.metadata import PACKED

_MEMORY = 128 * 2**20  # bytes that unpacking may take; the strongest presets of xz and zstd take 65 and 128 MiB
_STEP = 512  # bytes; as few cannot unpack to more than some megabytes at once
_TAR = {".tgz": ".tar", ".tbz2": ".tar", ".tbz": ".tar", ".txz": ".tar", ".tzst": ".tar"}


class Scheme(NamedTuple):
    """One way to compress: its first bytes, how it is opened, and which errors mean what."""

    magic: re.Pattern[bytes]
    open: Callable[[IO[bytes], str], IO[bytes]]
    errors: Mapping[type[Exception], str]


class _Frames(io.RawIOBase):
    """A file of frames, one after the other, padded with zeros; raises EOFError where one ends too soon."""

    def __init__(self, packed: IO[bytes], new: Callable[[], Any]) -> None:
        self._packed, self._new = packed, new
        self._decompressor = new()
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        """Give what is unpacked, or unpack more."""
        while not self._ready and (chunk := self._next()):
            self._ready = memoryview(self._decompressor.decompress(chunk))
        count = min(len(buffer), len(self._ready))
        buffer[:count], self._ready = self._ready[:count], self._ready[count:]
        return count

    def _next(self) -> bytes:
        if not self._decompressor.eof:
            if chunk := self._packed.read(_STEP):
                return chunk
            raise EOFError
        chunk = self._decompressor.unused_data.lstrip(b"\0")
        while not chunk and (more := self._packed.read(_STEP)):
            chunk = more.lstrip(b"\0")
        if chunk:
            self._decompressor = self._new()
        return chunk


def _gzip(packed: IO[bytes], _: str) -> IO[bytes]:
    return cast("IO[bytes]", gzip.GzipFile(fileobj=packed))


def _xz(packed: IO[bytes], _: str) -> IO[bytes]:
    return io.BufferedReader(_Frames(packed, lambda: lzma.LZMADecompressor(memlimit=_MEMORY)))


def _zstd(packed: IO[bytes], uri: str) -> IO[bytes]:
    decompressor = extras.load("zstandard", uri).ZstdDecompressor(max_window_size=_MEMORY)
    return io.BufferedReader(_Frames(packed, decompressor.decompressobj))


SCHEMES = (
    Scheme(
        re.compile(rb"\x1f\x8b\x08"),
        _gzip,
        {EOFError: "truncated", gzip.BadGzipFile: "damaged", zlib.error: "damaged"},
    ),
    Scheme(
        re.compile(rb"BZh[1-9]1AY&SY"),
        lambda packed, _: bz2.BZ2File(packed),
        {EOFError: "truncated", OSError: "damaged"},
    ),
    Scheme(re.compile(rb"\xfd7zXZ\0"), _xz, {EOFError: "truncated", lzma.LZMAError: "damaged"}),
    Scheme(
        re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18"),
        _zstd,
        {EOFError: "truncated", Exception: "damaged"},  # its library names its error only once it is loaded
    ),
)


def fits(_: str, head: bytes) -> bool:
    """Tell whether a file is compressed."""
    return any(scheme.magic.match(head) for scheme in SCHEMES)


def split(found: Found) -> Iterator[Found]:
    """Yield what is in a compressed file; it keeps the place, as it is one."""
    scheme = next(scheme for scheme in SCHEMES if scheme.magic.match(found.head))

    def opened(packed: io.BufferedReader) -> io.BufferedReader:
        return reader(scheme.open(packed, found.uri), found.uri, found.budget, scheme.errors, below=packed)

    again = found.again
    with opened(found.stream) as stream:
        yield found._replace(
            name=_inner(found.name),
            stream=stream,
            path=None,
            again=(lambda: opened(again())) if again else None,
            depth=found.depth + 1,
        )


def _inner(name: str) -> str:
    """Return the name without what it was compressed with: ``a.tar`` for ``a.tar.gz`` and ``a.tgz``."""
    for ending in (*PACKED, *_TAR):
        if name.lower().endswith(ending):
            return name[: -len(ending)] + _TAR.get(ending, "")
    return name
