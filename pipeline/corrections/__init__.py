"""Corrections: what the extraction got wrong, put right by a reader and kept as gold.

``draft`` makes gold of a record, ``correct`` applies one change to it, ``save`` writes it as a case of a corpus that
``readout evaluate`` scores.
"""

from pipeline.corrections.change import Change, correct, correct_all, draft
from pipeline.corrections.paths import CorrectionError
from pipeline.corrections.store import Case, load, name_in, name_of, save

__all__ = [
    "Case",
    "Change",
    "CorrectionError",
    "correct",
    "correct_all",
    "draft",
    "load",
    "name_in",
    "name_of",
    "save",
]
