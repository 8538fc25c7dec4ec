"""What stands in for the work of a worker: extraction that comes to grief over the words of a report."""

import os
import signal
import time
from typing import Any

from pipeline.batch import workers
from pipeline.extraction import Extractor

work = workers.work
extract: Any = Extractor.__call__


def falter(self: Extractor, report: Any) -> Any:
    if "crash" in report.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "sleep" in report.text:
        time.sleep(600)
    if "spin" in report.text:
        sum(range(10**15))  # a loop outside of Python, that no signal ends
    return extract(self, report)


def work_with_faults(*arguments: Any) -> Any:
    Extractor.__call__ = falter  # type: ignore[method-assign]
    return work(*arguments)
