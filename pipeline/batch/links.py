"""What a record says of others: the addresses its text was found under, and the record it is nearly a copy of."""

from collections.abc import Sequence

from models import Record, Warning
from pipeline.batch.duplicates import Address

OTHER_DAY = "published-differs"


def near(line: bytes, id_: str) -> bytes:
    """Return the line of a record with a link to the one it is nearly a copy of."""
    record = Record.model_validate_json(line)
    return _line(record, record.report.model_copy(update={"near_duplicate_of": id_}))


def also(line: bytes, addresses: Sequence[Address]) -> bytes:
    """Return the line of a record with the addresses its text was found under again.

    Another day of publication is a doubt: "today" may be another day there.
    """
    record = Record.model_validate_json(line)
    info = record.report
    uris = dict.fromkeys([info.uri, *info.also, *(address.uri for address in addresses)])
    several = tuple(uri for uri in uris if uri is not None)
    told = {warning.message for warning in record.warnings}
    own = info.published.isoformat() if info.published else None
    warnings = [
        Warning(code=OTHER_DAY, message=message, start=None, end=None)
        for message in dict.fromkeys(map(_message, (each for each in addresses if each.published not in {None, own})))
        if message not in told
    ]
    record = record.model_copy(update={"warnings": (*record.warnings, *warnings)})
    return _line(record, info.model_copy(update={"also": several if len(several) > 1 else ()}))


def bare(record: Record) -> Record:
    """Return a record that says nothing of others."""
    warnings = tuple(warning for warning in record.warnings if warning.code != OTHER_DAY)
    info = record.report.model_copy(update={"also": (), "near_duplicate_of": None})
    return record.model_copy(update={"report": info, "warnings": warnings})


def _message(address: Address) -> str:
    return f"the same text is also published on {address.published}, at {address.uri or 'an unknown address'}"


def _line(record: Record, info: object) -> bytes:
    return record.model_copy(update={"report": info}).model_dump_json().encode() + b"\n"
