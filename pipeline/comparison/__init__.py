"""What changed between two runs: values that were added, lost and changed, record by record."""

from pipeline.comparison.differences import TYPES, Difference, compare
from pipeline.comparison.runs import Counts, differences

__all__ = ["TYPES", "Counts", "Difference", "compare", "differences"]
