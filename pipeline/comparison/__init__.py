"""What changed between two runs: values that were added, lost and changed, record by record."""

from pipeline.comparison.differences import Difference, compare
from pipeline.comparison.runs import Counts, differences

__all__ = ["Counts", "Difference", "compare", "differences"]
