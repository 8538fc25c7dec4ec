"""Tasks of Label Studio, for a team to correct; ``readout correct --label-studio`` makes gold of what comes back.

A folder of ``tasks-00001.json`` and so on, as large as Label Studio's upload takes them, and ``config.xml``, the
labelling interface of the project they are imported into.
"""

import itertools
import json
from collections.abc import Mapping

from pipeline.corrections.label_studio import config, task
from pipeline.export.folder import Folder
from pipeline.export.source import Source

SHARD = 1000  # tasks of a file
SERIES = "tasks-[0-9][0-9][0-9][0-9][0-9].json"


def write(source: Source, out: str) -> Mapping[str, int]:
    """Write tasks and their interface to files of a folder; returns how many of what."""
    counts = {"tasks": 0, "files": 0}
    tasks = (task(record, text) for record, text in source.read())
    with Folder(out, series=SERIES) as folder:
        for number in itertools.count(1):
            shard = list(itertools.islice(tasks, SHARD))
            if not shard and number > 1:
                break
            with folder.writing(f"tasks-{number:05}.json") as stream:
                stream.write(json.dumps(shard, ensure_ascii=False).encode())
            counts["tasks"] += len(shard)
            counts["files"] = number
        with folder.writing("config.xml") as stream:
            stream.write(config().encode())
    return counts
