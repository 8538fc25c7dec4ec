"""The same extraction on a cluster of Dask: ``pipeline.shards.do`` for every shard, wherever a worker has time.

Dask starts workers anew that die and does their shards again; what is done stays on the storage, beside the output, so
that a run that was stopped goes on from there.  What the shards hold goes, in order, through the same gate as in one
process (``pipeline.batch.gather``), which finds duplicates, and so the files are the same to the byte.
"""

import contextlib
import glob
import hashlib
import logging
import posixpath
import re
import shutil
import tempfile
import uuid
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from models.errors import ReadoutError
from pipeline import parquet, shards, storage
from pipeline.batch import Counts, Job, Outcome, Watch, gather
from pipeline.batch.journal import held
from pipeline.batch.runner import cores
from pipeline.batch.workers import Workers
from pipeline.shards import Shard, Task

PATIENCE = 15  # seconds to wait for a scheduler, and for its first worker
_ADDRESS = re.compile(r"(tcp|tls|ws|wss|ucx)://[^/]+:\d+")
RETRIES = 3  # of a shard whose storage fails


def run(
    inputs: Sequence[str], job: Job, watch: Watch, *, fields: Mapping[str, str], scheduler: str | None = None
) -> Counts:
    """Write the records of ``inputs`` and the rejections, to files or URLs, each whole or not at all; returns how many.

    Raises ReadoutError for libraries that are not there, a scheduler that cannot be reached, workers that lack
    something, files that cannot be written, and an output on a file system that another run is at work on.
    """
    for name in (*inputs, *_files(job)):
        storage.at(name)
    if job.output.endswith(parquet.ENDING):
        parquet.load()
    alone = contextlib.nullcontext() if storage.is_url(job.output) else held(job.output)
    with alone, _client(job, watch, scheduler) as client, _local(job) as local:
        planned = shards.plan(inputs, lambda parts: client.gather(client.map(shards.scan, parts, pure=False)))
        task = shards.task(job, fields)
        folder = _folder(job, planned)
        with _errors_of_workers(scheduler):
            counts = gather(_made(client, planned, folder, task), local, watch)
        for ours, theirs in zip(_files(local), _files(job), strict=True):
            if ours != theirs and Path(ours).exists():
                _put(ours, theirs, in_rows=_is_in_rows(theirs, job))
        _remove(job.output)
    return counts


def _made(client: Any, planned: Sequence[Shard], folder: str, task: Task) -> Iterator[Iterator[Outcome]]:
    """Yield the outcomes of each shard, in order, as soon as it and those before it are done."""
    targets = [f"{folder}/{number:08}.jsonl" for number in range(len(planned))]
    keys = [f"readout-{uuid.uuid4().hex}-{number}" for number in range(len(planned))]
    futures = client.map(shards.do, planned, targets, task=task, key=keys, pure=False, retries=RETRIES)
    for number, target in enumerate(targets):
        try:
            futures[number].result()
        except storage.load("distributed").KilledWorker:
            _with_care(planned[number], target, task)
        futures[number] = None  # let the scheduler forget it
        yield shards.outcomes(target)


def _with_care(shard: Shard, target: str, task: Task) -> None:
    """Do here what ends every worker that has it: one report at a time, in a process of its own."""
    with Workers(1, task.settings) as alone:
        shards.do(shard, target, task, lambda items, _: next(alone.outcomes([items]), []))


@contextlib.contextmanager
def _client(job: Job, watch: Watch, scheduler: str | None) -> Iterator[Any]:
    if scheduler is not None and not _ADDRESS.fullmatch(scheduler):
        raise ReadoutError(f"{scheduler}: is no address of a scheduler; give one as tcp://host:8786")
    dask, distributed = storage.load("dask"), storage.load("distributed")
    if scheduler is None:
        dask.config.set({"distributed.scheduler.allowed-failures": 1})  # the second time is no chance
        cluster: Any = distributed.LocalCluster(
            n_workers=cores() if job.workers is None else job.workers,
            threads_per_worker=1,
            dashboard_address="127.0.0.1:0",
            silence_logs=logging.CRITICAL,
        )
    else:
        cluster = contextlib.nullcontext(scheduler)
    with cluster as address:
        try:
            client = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
        except OSError:
            reason = f"no scheduler answered within {PATIENCE} seconds"
            raise ReadoutError(f"{scheduler}: {reason}; start one with 'dask scheduler', or mend the address") from None
        with client:
            try:
                client.wait_for_workers(1, timeout=PATIENCE)
            except TimeoutError:
                remedy = f"start some with 'dask worker {scheduler} --nthreads 1'"
                raise ReadoutError(f"{scheduler}: the scheduler has no workers; {remedy}") from None
            count = len(client.scheduler_info(n_workers=-1)["workers"])
            watch.note(f"workers: {count}, dashboard: {client.dashboard_link}")
            yield client


@contextlib.contextmanager
def _errors_of_workers(scheduler: str | None) -> Iterator[None]:
    """Say in one line what a worker that is not set up cannot do."""
    try:
        yield
    except ImportError as error:
        raise ReadoutError(
            f"the workers of {scheduler} cannot import {error.name}; install readout[dask] there"
        ) from None


@contextlib.contextmanager
def _local(job: Job) -> Iterator[Job]:
    """Give files of lines on this machine in the place of those that are elsewhere, or no lines."""
    with tempfile.TemporaryDirectory(prefix="readout-") as folder:
        places = [
            str(Path(folder) / str(number)) if storage.is_url(name) or _is_in_rows(name, job) else name
            for number, name in enumerate(_files(job))
        ]
        output, rejected, texts = places
        yield job._replace(output=output, rejected=rejected, texts=texts)


def _files(job: Job) -> tuple[str, str, str]:
    return job.output, job.rejected, job.texts


def _is_in_rows(name: str, job: Job) -> bool:
    return name == job.output and name.endswith(parquet.ENDING)


def _put(path: str, target: str, *, in_rows: bool) -> None:
    """Put a file of lines in its place, elsewhere or in rows."""
    if storage.is_url(target):
        system, place = storage.at(target)
        system.makedirs(posixpath.dirname(place), exist_ok=True)
    with storage.writing(target) as stream, Path(path).open("rb") as lines:
        if in_rows:
            parquet.write(lines, stream)
        else:
            shutil.copyfileobj(lines, stream)


def _stem(output: str) -> str:
    place = output if storage.is_url(output) else str(Path(output).resolve())
    return f"{storage.parent(place)}.{posixpath.basename(place)}"


def _folder(job: Job, planned: Sequence[Shard]) -> str:
    """Make the folder of the shards of a job: the same for the same job and inputs."""
    mark = hashlib.sha256(repr((job.fingerprint, planned)).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    folder = f"{_stem(job.output)}.{mark}.shards"
    system, path = storage.at(folder)
    system.makedirs(path, exist_ok=True)
    return folder


def _remove(output: str) -> None:
    """Remove what lies beside an output that is done, also of runs that nobody went on with."""
    system, stem = storage.at(_stem(output))
    for folder in system.glob(f"{glob.escape(stem)}.*.shards"):
        system.rm(folder, recursive=True)
