"""The processes that compute a study: of this machine, or of a Dask scheduler that runs already."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import dask
from distributed import Client, LocalCluster

import vedich
from vedich.messages import Problem, Refused

CONNECT_SECONDS = 10
WORKER_SECONDS = 30
# One thread each for the numerical libraries: the cases are what runs side by side.
ONE_THREAD = dict.fromkeys(("NUMBA_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
SETTINGS = {
    # A case whose worker fell twice is tried again alone, so that it cannot bring others under suspicion.
    "distributed.scheduler.allowed-failures": 1,
    # A worker that takes its time to come back, on a busy machine, is not given up.
    "distributed.deploy.lost-worker-timeout": "1 hour",
}
TALKATIVE = ("distributed", "tornado", "asyncio")


@contextmanager
def local_workforce(workers: int) -> Iterator[Client]:
    """`workers` processes of one thread each on this machine, gone at the end. One that falls is replaced."""
    with _quiet(), dask.config.set(SETTINGS):
        cluster = LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address=None,
            silence_logs=logging.CRITICAL,
            env=ONE_THREAD,
            preload=[*dask.config.get("distributed.worker.preload"), "vedich.studies.worker_preload"],
        )
        client = Client(cluster)
        try:
            yield client
        finally:
            # A worker that is just being replaced can make closing fail; all there is to lose is kept by then, and
            # whatever is still there ends with this process.
            for part in (client, cluster):
                with suppress(Exception):
                    part.close()


@contextmanager
def remote_workforce(address: str) -> Iterator[Client]:
    """The workers of the scheduler at `address`. Raises Refused when it does not answer, when no worker comes, or
    when one has another version of Về Đích or none."""
    with _quiet(), _connected(address) as client:
        try:
            client.wait_for_workers(1, timeout=WORKER_SECONDS)
        except TimeoutError as error:
            values = {"address": address, "seconds": WORKER_SECONDS}
            raise Refused([Problem("study.scheduler.no_worker", values=values)]) from error
        _require_same_version(client)
        yield client


def _connected(address: str) -> Client:
    try:
        return Client(address, timeout=CONNECT_SECONDS)
    except (OSError, ValueError) as error:
        raise Refused([Problem("study.scheduler.unreachable", values={"address": address})]) from error


@contextmanager
def _quiet() -> Iterator[None]:
    """What Dask logs of falling workers and lost connections is told in words of our own."""
    names = [name for name in logging.root.manager.loggerDict if name.split(".")[0] in TALKATIVE]
    levels = {logger: logger.level for logger in map(logging.getLogger, names)}
    for logger in levels:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in levels.items():
            logger.setLevel(level)


def vedich_version() -> str:
    """Asked of every worker."""
    return vedich.__version__


def _require_same_version(client: Client) -> None:
    answers = client.run(vedich_version, on_error="return")
    others = {
        address: answer if isinstance(answer, str) else "?"
        for address, answer in answers.items()
        if answer != vedich.__version__
    }
    if others:
        listed = ", ".join(f"{address} ({version})" for address, version in sorted(others.items()))
        raise Refused([Problem("study.scheduler.version", values={"here": vedich.__version__, "workers": listed})])
