"""Small files of every format, made here byte by byte or by the library that writes them."""

import hashlib
import io
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from models import Report
from models.errors import ReportError
from pipeline.ingest import Input, read

Drawn = tuple[float, float, str] | tuple[float, float, str, float]  # left, baseline, text and size of its letters
_PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


def page_of(drawn: Iterable[Drawn]) -> bytes:
    """Return the commands that draw a page."""
    parts = []
    for x, y, text, *size in drawn:
        escaped = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        parts.append(b"BT /F1 %d Tf 1 0 0 1 %d %d Tm (%s) Tj ET" % (int(size[0]) if size else 11, x, y, escaped))
    return b"\n".join(parts)


def pdf_of(
    pages: Sequence[Iterable[Drawn]], *, info: str = "", page: str = "", catalog: str = "", password: str = ""
) -> bytes:
    """Return a PDF; ``info``, ``page`` and ``catalog`` are entries of these dictionaries."""
    kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        f"<</Type/Catalog/Pages 2 0 R{catalog}>>".encode(),
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        f"<<{info}>>".encode(),
        b"<<>>",
    ]
    for number, drawn in enumerate(pages):
        content = page_of(drawn)
        resources = "/Resources<</Font<</F1 3 0 R>>>>"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents {7 + 2 * number} 0 R{resources}{page}>>".encode()
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    encrypt = b""
    if password:
        owner = _rc4(hashlib.md5((password.encode() + _PADDING)[:32], usedforsecurity=False).digest()[:5], _PADDING)
        seed = (password.encode() + _PADDING)[:32] + owner + (0xFFFFFFFC).to_bytes(4, "little") + b"0123456789abcdef"
        user = _rc4(hashlib.md5(seed, usedforsecurity=False).digest()[:5], _PADDING)
        objects[4] = f"<</Filter/Standard/V 1/R 2/P -4/O<{owner.hex()}>/U<{user.hex()}>>>".encode()
        encrypt = b"/Encrypt 5 0 R/ID[<%s><%s>]" % (
            b"0123456789abcdef".hex().encode(),
            b"0123456789abcdef".hex().encode(),
        )
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"<</Size %d/Root 1 0 R/Info 4 0 R%s>>" % (len(objects) + 1, encrypt)
    xref = b"xref\n0 %d\n0000000000 65535 f \n%strailer%s\nstartxref\n%d\n" % (
        len(objects) + 1,
        table,
        trailer,
        len(out),
    )
    return out + xref + b"%%EOF\n"


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j, out = list(range(256)), 0, bytearray()
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def zip_of(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return out.getvalue()


def tar_of(members: Iterable[tuple[str, bytes | str]]) -> bytes:
    """Return a tar archive; the content of a link is where it leads to, of a device ""."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, content in members:
            member = tarfile.TarInfo(name)
            if isinstance(content, bytes):
                member.size = len(content)
                archive.addfile(member, io.BytesIO(content))
            else:
                member.type, member.linkname = (tarfile.SYMTYPE if content else tarfile.CHRTYPE), content
                archive.addfile(member)
    return out.getvalue()


@pytest.fixture
def make_pdf() -> Callable[..., bytes]:
    return pdf_of


@pytest.fixture
def make_zip() -> Callable[..., bytes]:
    return zip_of


@pytest.fixture
def make_tar() -> Callable[..., bytes]:
    return tar_of


@pytest.fixture
def inputs_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Input]]:
    """Read bytes as a file of a name, in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def inputs(name: str, content: bytes, **options: Any) -> list[Input]:
        Path(name).write_bytes(content)
        return list(read([name], **options))

    return inputs


@pytest.fixture
def outcome_of(inputs_of: Callable[..., list[Input]]) -> Callable[..., list[str]]:
    """Read bytes as a file, and tell of each input its place and its text or its code."""

    def outcomes(name: str, content: bytes) -> list[str]:
        found = []
        for each in inputs_of(name, content):
            if isinstance(each, ReportError):
                assert "; " in each.reason, f"no remedy: {each.reason}"
                found.append(f"{each.uri}: {each.code}")
            else:
                assert isinstance(each, Report)
                found.append(f"{each.uri}: {each.text}")
        return found

    return outcomes
