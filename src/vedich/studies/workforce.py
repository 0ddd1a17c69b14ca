"""The processes that compute a study: of this machine, or of a Dask scheduler that runs already."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import dask
from distributed import Client, LocalCluster

import vedich
from vedich.messages import Problem, Refused

CONNECT_SECONDS = 10
WORKER_SECONDS = 30
# One thread each for the numerical libraries: the cases are what runs side by side.
ONE_THREAD = dict.fromkeys(("NUMBA_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
# A case whose worker fell is suspected at once and then tried alone, so that it cannot bring others under suspicion.
SETTINGS = {"distributed.scheduler.allowed-failures": 1, "distributed.scheduler.worker-saturation": 1.0}


@contextmanager
def local_workforce(workers: int) -> Iterator[Client]:
    """`workers` processes of one thread each on this machine, gone at the end. One that falls is replaced."""
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    with (
        dask.config.set(SETTINGS),
        LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address=None,
            silence_logs=logging.CRITICAL,
            env=ONE_THREAD,
            preload=["vedich.studies.worker_preload"],
        ) as cluster,
        Client(cluster) as client,
    ):
        yield client


@contextmanager
def remote_workforce(address: str) -> Iterator[Client]:
    """The workers of the scheduler at `address`. Raises Refused when it does not answer, when no worker comes, or
    when one has another version of Về Đích or none."""
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        client = Client(address, timeout=CONNECT_SECONDS)
    except (OSError, ValueError) as error:
        raise Refused([Problem("study.scheduler.unreachable", values={"address": address})]) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=WORKER_SECONDS)
        except TimeoutError as error:
            values = {"address": address, "seconds": WORKER_SECONDS}
            raise Refused([Problem("study.scheduler.no_worker", values=values)]) from error
        _require_same_version(client)
        yield client


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
