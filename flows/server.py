"""A Prefect server that lives as long as the process that started it.

Prefect's own temporary server has no schedules, tells its address to nobody else and outlives a parent that is killed.
This one listens before it loads (so its address is known at once), and ends when the pipe from its parent closes,
which happens however the parent dies. The child runs `python -m flows.server`; its data lie in PREFECT_HOME as always.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from flows.errors import ServerError

HOST = "127.0.0.1"
START_TIMEOUT_S = 180  # a busy machine needs minutes for what takes 6 s on an idle one
STOP_TIMEOUT_S = 10

# Nothing is sent to anybody, unless the user decided otherwise.
QUIET = {"DO_NOT_TRACK": "1", "PREFECT_SERVER_ANALYTICS_ENABLED": "false"}
# What Prefect's temporary server runs with: no schedules and no web pages, so it is up sooner.
ONLY_THIS_RUN = {"PREFECT__SERVER_EPHEMERAL": "1", "PREFECT__SERVER_FINAL": "1", "PREFECT_UI_ENABLED": "0"}


@contextmanager
def local_server(*, schedules: bool = False) -> Iterator[str]:
    """Run a server on this machine and yield the address of its API (http://127.0.0.1:<free port>/api).

    With `schedules` it also starts due runs and serves Prefect's web pages. Raises ServerError when it does not answer
    within START_TIMEOUT_S.
    """
    environment = QUIET | os.environ | ({} if schedules else ONLY_THIS_RUN)
    environment.pop("PREFECT_API_URL", None)
    child = subprocess.Popen(
        [sys.executable, "-m", "flows.server"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        start_new_session=True,  # Ctrl-C is for the run, which still has its end to report
    )
    try:
        api_url = f"http://{HOST}:{_port_of(child)}/api"
        _wait_until_healthy(api_url)
        yield api_url
    finally:
        _stop(child)


def _port_of(child: subprocess.Popen[bytes]) -> int:
    assert child.stdout is not None  # noqa: S101
    line = child.stdout.readline()
    if not line.strip().isdigit():
        raise ServerError("the Prefect server did not start; its own messages stand above")
    return int(line)


def _wait_until_healthy(api_url: str) -> None:
    """Ask once: the port listens already, so the answer comes as soon as the server can give one."""
    try:
        with urllib.request.urlopen(f"{api_url}/health", timeout=START_TIMEOUT_S):  # noqa: S310
            pass
    except (urllib.error.URLError, OSError) as error:
        raise ServerError(
            f"the Prefect server at {api_url} gives no answer ({error}); "
            "start one with `prefect server start` and set PREFECT_API_URL to its address"
        ) from error


def _stop(child: subprocess.Popen[bytes]) -> None:
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            pipe.close()
    try:
        child.wait(timeout=STOP_TIMEOUT_S)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def serve() -> None:
    """Be the server: say the port, then serve until the parent is gone."""
    listening = socket.create_server((HOST, 0))
    port = listening.getsockname()[1]
    os.environ.setdefault("PREFECT_UI_API_URL", f"http://{HOST}:{port}/api")
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()

    import uvicorn

    server = uvicorn.Server(
        uvicorn.Config("prefect.server.api.server:create_app", factory=True, log_level="error", lifespan="on")
    )

    def end_with_parent() -> None:
        sys.stdin.buffer.read()  # returns when the parent closes the pipe or dies
        server.should_exit = True
        time.sleep(STOP_TIMEOUT_S - 1)
        os._exit(0)

    threading.Thread(target=end_with_parent, daemon=True).start()
    server.run(sockets=[listening])


if __name__ == "__main__":
    serve()
