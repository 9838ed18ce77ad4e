"""The Prefect server that a run starts for itself."""

from __future__ import annotations

import urllib.error
import urllib.request

import pytest

from flows import server
from flows.errors import ServerError


@pytest.mark.flow
def test_a_server_answers_while_it_is_needed_and_no_longer():
    with server.local_server() as api_url:
        with urllib.request.urlopen(f"{api_url}/health", timeout=60) as answer:
            assert answer.read() == b"true"
        with urllib.request.urlopen(f"{api_url}/admin/settings", timeout=60) as answer:
            assert b'"analytics_enabled":false' in answer.read().replace(b" ", b"")
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(f"{api_url}/health", timeout=5)


def test_a_server_that_cannot_start_is_said_to(monkeypatch):
    monkeypatch.setattr(server.sys, "executable", "/bin/false")
    with pytest.raises(ServerError, match="did not start"), server.local_server():
        pass


def test_a_server_that_dies_before_it_answers_is_said_to(monkeypatch, tmp_path):
    script = tmp_path / "python"
    script.write_text("#!/bin/sh\necho 9\n", "utf-8")  # a port where nobody listens
    script.chmod(0o755)
    monkeypatch.setattr(server.sys, "executable", str(script))
    with pytest.raises(ServerError, match="gives no answer"), server.local_server():
        pass
