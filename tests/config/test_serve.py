"""Serving: a taken port is refused, granian is told the right things."""

import multiprocessing
import os
import socket

import pytest

from luji.base.kernel.problem import Refused
from luji.config import secret, serve


@pytest.fixture
def taken():
    with socket.socket() as holder:
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield holder.getsockname()[1]


def test_a_taken_port_is_refused_although_it_could_be_shared(taken):
    with pytest.raises(Refused) as refused:
        serve.refuse_taken("127.0.0.1", taken)
    (problem,) = refused.value.problems
    assert problem.code == "CLI-101"
    assert str(taken) in problem.zh


def test_an_address_that_is_not_ours_is_refused():
    with pytest.raises(Refused):
        serve.refuse_taken("192.0.2.1", 8000)


def test_a_free_port_is_let_pass():
    serve.refuse_taken("127.0.0.1", 0)


def test_one_blocking_thread_per_worker():
    told = serve.options("127.0.0.1", 8000, 2)
    assert (told["blocking_threads"], told["workers"], told["port"]) == (1, 2, 8000)
    assert str(told["interface"]) == "wsgi"


def test_serving_prepares_the_home_first(tmp_path, monkeypatch):
    started = []

    class Server:
        def __init__(self, target, **options):
            started.append((target, options["port"], secret.read(tmp_path)))

        def serve(self):
            started.append(os.environ["LUJI_HOME"])
            started.append(multiprocessing.get_start_method())

    before = multiprocessing.get_start_method()
    monkeypatch.setattr(serve, "Granian", Server)
    monkeypatch.setenv("LUJI_HOME", "elsewhere")
    try:
        serve.serve(tmp_path, port=0)
    finally:
        multiprocessing.set_start_method(before, force=True)
    assert started[0][:2] == ("luji.config.wsgi:application", 0)
    assert started[0][2] != ""
    assert started[1:] == [
        str(tmp_path),
        "spawn",
    ]  # forked workers would share SQLite's state but not its locks


def test_a_refused_port_prepares_nothing(tmp_path, taken):
    with pytest.raises(Refused):
        serve.serve(tmp_path, port=taken)
    assert list(tmp_path.iterdir()) == []
