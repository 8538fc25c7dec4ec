"""CSV of the site, safe to open in a spreadsheet as what ``readout export`` writes is."""

import re

from pipeline.export.csv import escape
from pipeline.web.security import Application, Message, Receive, Scope, Send

_NUMBER = re.compile(r"-?\d+(\.\d+)?(e[+-]?\d+)?")
# a cell and what ends it; one that is not in quotes holds neither quotes nor ends of lines
_CELL = re.compile(r'(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\r\n)')


def escaped(rows: str) -> str:
    r"""Return rows of CSV, each whole, with no formula in them; numbers stay.

    >>> escaped('=1+1,-2,"a ""b"", -c"\r\n')
    '\'=1+1,-2,"a ""b"",\' -c"\r\n'
    """
    return _CELL.sub(_escaped, rows)


def _escaped(cell: re.Match[str]) -> str:
    quoted, plain, end = cell.groups()
    if quoted is None:
        return (plain if _NUMBER.fullmatch(plain) else escape(plain)) + end
    return '"' + escape(quoted.replace('""', '"')).replace('"', '""') + '"' + end


class _Rows:
    """Takes CSV in pieces, and gives the rows that are whole."""

    def __init__(self) -> None:
        self._kept: list[bytes] = []
        self._quotes = 0

    def whole(self, piece: bytes, *, last: bool) -> bytes:
        self._kept.append(piece)
        self._quotes += piece.count(b'"')
        if not last and (self._quotes % 2 or not piece.endswith(b"\r\n")):
            return b""
        rows, self._kept, self._quotes = b"".join(self._kept).decode(), [], 0
        return escaped(rows).encode()


def safe(app: Application) -> Application:
    """Wrap an application: what it answers as CSV holds no formulas."""

    async def asgi(scope: Scope, receive: Receive, send: Send) -> None:
        rows: _Rows | None = None

        async def send_safe(message: Message) -> None:
            nonlocal rows
            if message["type"] == "http.response.start" and _is_csv(scope, message):
                rows = _Rows()
                message["headers"] = [each for each in message["headers"] if each[0].lower() != b"content-length"]
            elif message["type"] == "http.response.body" and rows:
                message["body"] = rows.whole(message.get("body", b""), last=not message.get("more_body"))
            await send(message)

        await app(scope, receive, send_safe)

    return asgi


def _is_csv(scope: Scope, message: Message) -> bool:
    kind = next((value for name, value in message.get("headers", ()) if name.lower() == b"content-type"), b"")
    shown = kind.startswith(b"text/plain") and scope["path"].endswith(".csv")  # in the browser, not to the disk
    return message["status"] == 200 and (shown or kind.startswith(b"text/csv"))
