"""Pages as files: under what name, of what kind, with what beside them."""

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx

from models.errors import ReportError
from pipeline import files

SIDECAR = ".meta.json"  # NAME.meta.json beside NAME.html, as ``extract`` reads it
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "application/x-pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "text/plain": ".txt",
    "application/json": ".json",
    "application/jsonl": ".jsonl",
    "application/x-ndjson": ".jsonl",
}
_VAGUE = frozenset({  # types of servers that do not know what they send
    "", "application/octet-stream", "binary/octet-stream", "application/download", "application/force-download",
    "application/x-download", "application/zip", "application/x-zip-compressed", "application/msword",
})  # fmt: skip
_SIGNS = (  # first bytes that are plainer than a type
    (re.compile(rb"\s{0,20}%PDF-"), ".pdf"),
    (re.compile(rb"PK\x03\x04.{0,4000}(?:word/|\[Content_Types\]\.xml)", re.DOTALL), ".docx"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s{0,500}<(?:!doctype\s+html|html)", re.IGNORECASE), ".html"),
)
_LAST = re.compile(r"\.(?:html?|pdf|docx|txt|jsonl?)$", re.IGNORECASE)
_NAME = 80  # characters of an address in a file's name


def stem(url: httpx.URL) -> str:
    """Return the name for the page of an address, without suffix: readable, and for this address alone.

    >>> stem(httpx.URL("https://www.gov.example/news/3-May.html?id=7"))
    'www.gov.example-news-3-may-d4079928010a'
    """
    readable = re.sub(r"[^a-z0-9.]+", "-", (url.host + _LAST.sub("", url.path)).lower()).strip("-.")
    return f"{readable[:_NAME].strip('-.')}-{hashlib.sha256(str(url).encode()).hexdigest()[:12]}"


def content_type(headers: Mapping[str, str]) -> tuple[str, str]:
    """Return media type and charset of an answer, as far as it says them.

    >>> content_type({"content-type": 'Text/HTML; Charset="GBK"'})
    ('text/html', 'gbk')
    """
    kind, _, parameters = headers.get("content-type", "").partition(";")
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", parameters, re.IGNORECASE | re.ASCII)
    return kind.strip().lower(), charset[1].lower() if charset else ""


def suffix(url: httpx.URL, media_type: str, content: bytes) -> str:
    """Return the suffix by the type, else by the first bytes, else by the address; raises ReportError."""
    by_sign = next((suffix for sign, suffix in _SIGNS if sign.match(content)), "")
    if by_sign == ".pdf":  # some servers call every file a page
        return by_sign
    if media_type in _SUFFIXES:
        return _SUFFIXES[media_type]
    by_name = _LAST.search(url.path)
    if media_type in _VAGUE and by_sign:
        return by_sign
    if media_type in _VAGUE and by_name and b"\0" not in content:
        return ".html" if by_name[0].lower() == ".htm" else by_name[0].lower()
    kind = media_type if re.fullmatch(r"[\w.+-]{1,60}/[\w.+-]{1,60}", media_type) else "of no known type"
    raise ReportError(str(url), "unsupported", f"is {kind}, which is not read; give a page, a PDF, DOCX, text or JSON")


def save(folder: Path, name: str, content: bytes, facts: Mapping[str, str]) -> None:
    """Save a page and, before it, its facts: no page is ever there without them."""
    page = folder / name
    describe(page, facts)
    with files.writing(str(page)) as stream:
        stream.write(content)
    for other in {*_SUFFIXES.values()} - {page.suffix}:  # what the address gave when it was of another kind
        page.with_suffix(other).unlink(missing_ok=True)


def describe(page: Path, facts: Mapping[str, str]) -> None:
    """Write the facts of a page beside it."""
    with files.writing(str(beside(page))) as stream:
        stream.write(json.dumps(facts, ensure_ascii=False, indent=2).encode() + b"\n")


def described(page: Path) -> dict[str, Any]:
    """Return the facts beside a page, none if there are none to read."""
    try:
        facts = json.loads(beside(page).read_bytes())
    except (OSError, ValueError):
        return {}
    return facts if isinstance(facts, dict) else {}


def beside(page: Path) -> Path:
    """Return where the facts of a page stand."""
    return page.with_name(page.stem + SIDECAR)
