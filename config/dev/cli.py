"""The subcommands of `./dev`."""

import sys
from pathlib import Path

from config.dev.browser import find
from config.dev.checkout import Checkout, DevError
from config.dev.demo import demo
from config.dev.gates import check
from config.dev.locks import lock
from config.dev.processes import end_on_signals, run
from config.dev.project import manage, opened
from config.dev.setup import prepare

USAGE = """usage: ./dev SUBCOMMAND

  demo [--port N]        serve the demo network with its worker until Ctrl-C
  test [--slow] [ARG..]  run pytest with ARG..; --slow includes the tests marked slow
  check                  format, lint, layers, templates, types, migrations, deployment, API description
  manage COMMAND ..      run a management command on a migrated database that holds the base world
  bench [ARG..]          measure how long the main paths take
  lock [--upgrade]       rewrite requirements.lock and package-lock.json

Each sets up first what is missing, and stops at the end what it started. DATABASE_URL (and
DATABASE_OWNER_URL) name another PostgreSQL than the embedded one."""

TEST_SETTINGS = {"DEBUG": "1", "DJANGO_ALLOW_ASYNC_UNSAFE": "true"}
"""DEBUG serves static files uncollected (pytest-django turns it off for the views themselves); Playwright
runs an event loop in the thread that also talks to the database."""

CANNOT_GO_ON = 3
"""Exit code of `./dev` itself; 1 and 2 belong to the commands it runs."""


def main(arguments: list[str]) -> int:
    """Run one subcommand and return its exit code."""
    end_on_signals()
    try:
        return _dispatch(Checkout(Path(__file__).resolve().parents[2]), arguments)
    except DevError as problem:
        print(f"dev: {problem}", file=sys.stderr)
        return CANNOT_GO_ON
    except KeyboardInterrupt:
        return 130


def _dispatch(checkout: Checkout, arguments: list[str]) -> int:
    subcommand, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if subcommand in {"help", "-h", "--help"}:
        print(USAGE)
        return 0
    if subcommand == "lock":
        return lock(checkout, rest)
    actions = {"demo": demo, "test": _test, "check": check, "manage": manage, "bench": _bench}
    if subcommand not in actions:
        print(USAGE, file=sys.stderr)
        return 2
    prepare(checkout)
    return actions[subcommand](checkout, rest)


def _test(checkout: Checkout, arguments: list[str]) -> int:
    """Run pytest from the checkout's folder; its configuration leaves slow tests out, a later -m wins.

    The whole suite runs on two workers; a chosen part on one, which starts sooner.
    """
    slow = ["-m", ""] if "--slow" in arguments else []
    rest = [argument for argument in arguments if argument != "--slow"]
    if not any((checkout.root / argument.partition("::")[0]).exists() for argument in rest):
        slow += ["-n", "2", "--dist", "worksteal"]
    with opened(checkout, **TEST_SETTINGS) as project:
        env = {**project.env, **find(checkout)}
        return run([checkout.python, "-m", "pytest", *slow, *rest], env=env, cwd=checkout.root)


def _bench(checkout: Checkout, arguments: list[str]) -> int:
    """Measure, with the static files that pages name."""
    with opened(checkout) as project:
        project.make_ready()
        project.collect_static()
        return project.manage("bench", *arguments)
