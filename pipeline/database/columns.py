"""Columns from the fields of the models: type, whether null is allowed, the values of an enum, the description."""

import datetime
import types
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from sqlalchemy import BigInteger, Boolean, CheckConstraint, Column, Date, Text
from sqlalchemy.types import TypeEngine

TYPES: dict[type, type[TypeEngine[Any]]] = {
    str: Text,
    int: BigInteger,  # the models set no bound to a count or an ordinal
    bool: Boolean,
    datetime.date: Date,
}


def of(model: type[BaseModel], *fields: str, **names: str) -> Iterator[Column[Any]]:
    """Yield a column for each field; ``names`` are fields whose column is called otherwise: ``start="start_char"``."""
    for field, name in [*zip(fields, fields, strict=True), *names.items()]:
        info = model.model_fields[field]
        kind, optional = unwrapped(info.annotation)
        values = get_args(kind) if get_origin(kind) is Literal else ()
        checks = [one_of(name, *map(str, values))] if values else []
        type_ = Text if values else TYPES[kind]
        yield Column(name, type_, *checks, nullable=optional, comment=info.description or "As in the record.")


def unwrapped(annotation: Any) -> tuple[Any, bool]:
    """Return the type inside of ``Annotated`` and ``| None``, and whether it may be None.

    >>> unwrapped(str | None)
    (<class 'str'>, True)
    """
    if get_origin(annotation) is Annotated:
        return unwrapped(get_args(annotation)[0])
    if get_origin(annotation) in {Union, types.UnionType}:
        (kind,) = (each for each in get_args(annotation) if each is not type(None))
        return unwrapped(kind)[0], True
    return annotation, False


def one_of(column: str, *values: str) -> CheckConstraint:
    """Return the constraint that a column holds one of some words."""
    quoted = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({quoted})", name=column)
