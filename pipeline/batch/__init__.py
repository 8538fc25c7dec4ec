"""Many inputs to records: in order, in worker processes, safe from a crash at any moment.

``run`` does a ``Job``; ``extract_shard`` is its unit of work, which another engine may run elsewhere, and ``gather``
puts in place what that makes.
"""

from pipeline.batch.job import Job, Watch
from pipeline.batch.journal import Counts
from pipeline.batch.runner import gather, run
from pipeline.batch.shard import Outcome, Settings, extract_shard

__all__ = ["Counts", "Job", "Outcome", "Settings", "Watch", "extract_shard", "gather", "run"]
