"""The Chromium of the browser tests: looked up in the environment, on the system, and at last on npm."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from config.dev.checkout import Checkout, DevError, locked, say
from config.dev.setup import call_node, install_test_browser

SYSTEM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MACOS = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
PACKAGE = "@sparticuz/chromium"
QUIET = ("gpu", "quic", "background-networking", "component-update", "sync")
INFLATE = """
const [source, target] = process.argv.slice(1);
require("node:stream").pipeline(
  require("node:fs").createReadStream(source),
  require("node:zlib").createBrotliDecompress(),
  require("node:fs").createWriteStream(target),
  (error) => { if (error) throw error; });
"""


def launch_options(env: Mapping[str, str]) -> dict[str, Any]:
    """Return Playwright's launch options for the browser that `./dev test` found and put into `env`."""
    libraries = env.get("BROWSER_LIBS")
    options: dict[str, Any] = {
        "executable_path": env["CHROMIUM_PATH"],
        "args": ["--no-sandbox", "--no-first-run", *(f"--disable-{name}" for name in QUIET)],
    }
    if libraries:
        options["env"] = {**env, "LD_LIBRARY_PATH": libraries, "FONTCONFIG_PATH": str(Path(libraries).parent)}
    return options


def find(checkout: Checkout) -> dict[str, str]:
    """Return CHROMIUM_PATH (and BROWSER_LIBS where a bare machine needs them); fail when none starts."""
    chosen = os.environ.get("CHROMIUM_PATH")
    if chosen:
        if not _starts(Path(chosen)):
            raise DevError(f"CHROMIUM_PATH names {chosen}, which does not start.")
        return {"CHROMIUM_PATH": chosen}
    for path in _installed():
        if _starts(path):
            return {"CHROMIUM_PATH": str(path)}
    return _packaged(checkout)


def _installed() -> Iterator[Path]:
    for name in (*SYSTEM, MACOS):
        found = shutil.which(name)
        if found:
            yield Path(found)


def _starts(browser: Path, libraries: Path | None = None) -> bool:
    env = {**os.environ, "LD_LIBRARY_PATH": str(libraries)} if libraries else None
    try:
        done = subprocess.run([browser, "--version"], env=env, capture_output=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _packaged(checkout: Checkout) -> dict[str, str]:
    """Install and unpack the Chromium of npm; its libraries serve only where the system has none."""
    none = "no Chromium starts here: install Debian's package chromium, or set CHROMIUM_PATH to one."
    try:
        install_test_browser(checkout)
        folder = _unpacked(checkout)
    except DevError as problem:
        raise DevError(f"{none}\n{problem}") from problem
    browser, libraries = folder / "chromium", folder / "lib"
    if _starts(browser):
        return {"CHROMIUM_PATH": str(browser)}
    if _starts(browser, libraries):
        return {"CHROMIUM_PATH": str(browser), "BROWSER_LIBS": str(libraries)}
    raise DevError(none)


def _unpacked(checkout: Checkout) -> Path:
    """Unpack the npm package once per package-lock.json."""
    lock, stamp = checkout.root / "node_modules" / ".installed", checkout.state / "browser" / ".unpacked"
    folder = stamp.parent
    with locked(checkout.state / "browser.lock"):
        if stamp.is_file() and stamp.read_text() == lock.read_text():
            return folder
        say("unpacking the Chromium of npm")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for name in ("chromium", "al2023.tar", "fonts.tar", "swiftshader.tar"):
            source = checkout.root / "node_modules" / PACKAGE / "bin" / f"{name}.br"
            call_node(checkout, "node", "-e", INFLATE, source, folder / name, doing=f"unpacking {name}")
            if name.endswith(".tar"):
                shutil.unpack_archive(folder / name, folder)
                (folder / name).unlink()
        _write_font_configuration(folder)
        (folder / "chromium").chmod(0o755)
        stamp.write_text(lock.read_text())
    return folder


def _write_font_configuration(folder: Path) -> None:
    """Point the packaged fonts' configuration at where they are; a bare machine has no others."""
    folder.joinpath("fonts.conf").write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{folder / 'fonts'}</dir><cachedir>{folder / 'font-cache'}</cachedir></fontconfig>\n"
    )
