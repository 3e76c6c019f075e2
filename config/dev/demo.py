"""`./dev demo`: the demo network in a web server with its worker, until Ctrl-C."""

import argparse
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Mapping
from contextlib import ExitStack

from config.dev.checkout import Checkout, DevError, say
from config.dev.processes import ignore_signals, started
from config.dev.project import Project, opened

HOST = "127.0.0.1"
PORTS = range(8000, 8020)
SECONDS_TO_ANSWER = 60


def demo(checkout: Checkout, arguments: list[str]) -> int:
    """Serve the demo network until a person ends it (0) or one of its processes fails (1)."""
    parser = argparse.ArgumentParser("dev demo", description="Serve the demo network until Ctrl-C.")
    parser.add_argument("--port", type=int, help=f"default: the first free one from {PORTS[0]} on")
    wanted = parser.parse_args(arguments).port
    port = free_port([wanted] if wanted else PORTS)
    with opened(checkout, DEMO="1") as project, ExitStack() as children:
        project.make_ready()
        project.require("seed_network", "--if-empty")
        project.collect_static()
        running = {
            name: children.enter_context(started(command, env=project.env, cwd=checkout.root))
            for name, command in (("web server", _web(project, port)), ("worker", _worker(project)))
        }
        children.callback(ignore_signals)
        try:
            _wait_for_answer(running["web server"], port)
            say(f"Sarcoma Network, a demo, is at http://{HOST}:{port}/ (Ctrl-C stops everything); sign in as")
            project.require("demo_people")
            return _watch(running)
        except KeyboardInterrupt:
            say("stopping")
            return 0


def _web(project: Project, port: int) -> list[str]:
    address = ["--host", HOST, "--port", str(port)]
    options = [
        "--interface",
        "wsgi",
        "--workers",
        "2",
        "--blocking-threads",
        "4",
        "--no-ws",
        "--log-level",
        "warning",
    ]
    return [str(project.checkout.python), "-m", "granian", *address, *options, "config.wsgi:application"]


def _worker(project: Project) -> list[str]:
    return [str(part) for part in project.command("db_worker", "--queue-name", "*", "--no-reload")]


def free_port(candidates: Iterable[int]) -> int:
    """Return the first port nothing listens on."""
    for port in candidates:
        with socket.socket() as probe:
            # As servers do: a port that was in use a moment ago is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port
    raise DevError("no free port; choose another one with --port.")


def _wait_for_answer(web: "subprocess.Popen[bytes]", port: int) -> None:
    """Wait until the web server answers anything but an error of its own."""
    end = time.monotonic() + SECONDS_TO_ANSWER
    while time.monotonic() < end and web.poll() is None:
        try:
            with urllib.request.urlopen(f"http://{HOST}:{port}/", timeout=SECONDS_TO_ANSWER):
                return
        except urllib.error.HTTPError as answer:
            if answer.code < 500:
                return
            raise DevError(f"the web server answers its first page with {answer.code}.") from answer
        except OSError:
            time.sleep(0.2)
    raise DevError("the web server did not start; its message is above.")


def _watch(running: Mapping[str, "subprocess.Popen[bytes]"]) -> int:
    """Return when one of the processes has ended, which it never should."""
    while True:
        for name, process in running.items():
            if process.poll() is not None:
                say(f"the {name} ended with exit code {process.returncode}; stopping")
                return 1
        time.sleep(0.5)
