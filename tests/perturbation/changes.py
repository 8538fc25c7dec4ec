"""Every change by its name."""

import functools

from tests.perturbation import surface
from tests.perturbation.entries import Change
from tests.perturbation.names import apostrophed, hyphened
from tests.perturbation.renaming import renamed

RENAMINGS: dict[str, Change] = {
    "other names": renamed,
    "hyphened names": functools.partial(renamed, given=hyphened),
    "apostrophed names": functools.partial(renamed, given=apostrophed),
}
SURFACES: dict[str, Change] = surface.CHANGES
CHANGES = {**RENAMINGS, **SURFACES}
