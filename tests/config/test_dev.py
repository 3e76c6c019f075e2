"""`./dev`: the parts that decide something. The whole is tried by `.ci/run`, which goes through it."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from config.dev import browser, demo, locks, processes, setup
from config.dev.checkout import Checkout, DevError, digest, digest_of_tree, is_stamped
from config.dev.environment import environment
from config.dev.server_files import can_reach, private_folder

ROOT = Path(__file__).resolve().parents[2]


def test_a_private_folder_is_made_once_and_kept(tmp_path: Path) -> None:
    folder = private_folder(tmp_path / "run", owner=os.geteuid())
    assert folder.stat().st_mode & 0o777 == 0o700
    assert private_folder(folder, owner=os.geteuid()) == folder


def test_a_prepared_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "open").mkdir()
    (tmp_path / "open").chmod(0o777)
    (tmp_path / "link").symlink_to(tmp_path)
    for name in ("open", "link"):
        with pytest.raises(DevError, match="remove it"):
            private_folder(tmp_path / name, owner=os.geteuid())
    with pytest.raises(DevError, match="remove it"):
        private_folder(tmp_path, owner=os.geteuid() + 1)


def test_reach_ends_at_a_closed_folder(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    stranger = os.geteuid() + 1
    for folder in (tmp_path, tmp_path / "inner"):
        folder.chmod(0o755)
    reachable_above = can_reach(tmp_path.parent, stranger)
    assert can_reach(tmp_path / "inner", stranger) == reachable_above
    tmp_path.chmod(0o700)
    assert not can_reach(tmp_path / "inner", stranger)
    assert can_reach(tmp_path / "inner", os.geteuid())


def test_keys_are_made_once_for_this_user_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SECRET_KEY", "IDENTITY_KEY"):
        monkeypatch.delenv(name, raising=False)
    checkout = Checkout(tmp_path)
    first, second = environment(checkout, {}), environment(checkout, {})
    assert first["IDENTITY_KEY"] == second["IDENTITY_KEY"]
    assert len(bytes.fromhex(first["IDENTITY_KEY"])) == 32
    assert (tmp_path / ".dev" / "identity_key").stat().st_mode & 0o777 == 0o600
    monkeypatch.setenv("SECRET_KEY", "chosen")
    assert environment(checkout, {})["SECRET_KEY"] == "chosen"


def test_a_stamp_holds_for_one_value(tmp_path: Path) -> None:
    stamp, source = tmp_path / "stamp", tmp_path / "source.txt"
    source.write_text("one")
    value = digest_of_tree(tmp_path, ["*.txt"])
    assert not is_stamped(stamp, value)
    stamp.write_text(value)
    assert is_stamped(stamp, digest_of_tree(tmp_path, ["*.txt"]))
    source.write_text("two")
    assert not is_stamped(stamp, digest_of_tree(tmp_path, ["*.txt"]))
    assert digest("ab", "c") != digest("a", "bc")


def test_one_requirement_is_cut_from_the_lock() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    lines = setup.locked_requirement("uv", lock).splitlines()
    assert lines[0].startswith("uv==")
    assert len(lines) > 1
    assert all("--hash=sha256:" in line for line in lines[1:])
    with pytest.raises(DevError):
        setup.locked_requirement("u", lock)


def test_a_lock_with_addresses_is_refused(tmp_path: Path) -> None:
    lock = tmp_path / "package-lock.json"
    lock.write_text('{"integrity": "sha512-x"}')
    locks.refuse_addresses(lock)
    lock.write_text('{\n"resolved": "somewhere"\n}')
    with pytest.raises(DevError, match="resolved"):
        locks.refuse_addresses(lock)


def test_a_taken_port_is_passed_over() -> None:
    with socket.create_server((demo.HOST, 0)) as server:
        taken = server.getsockname()[1]
        with pytest.raises(DevError, match="--port"):
            demo.free_port([taken])
        assert demo.free_port([taken, *range(taken + 1, taken + 50)]) > taken


def test_the_packaged_browser_gets_its_libraries() -> None:
    plain = browser.launch_options({"CHROMIUM_PATH": "/x/chromium"})
    assert plain["executable_path"] == "/x/chromium"
    assert "env" not in plain
    packaged = browser.launch_options({"CHROMIUM_PATH": "/x/chromium", "BROWSER_LIBS": "/x/lib"})
    assert packaged["env"]["LD_LIBRARY_PATH"] == "/x/lib"
    assert "--single-process" not in packaged["args"]


def test_a_chosen_browser_that_does_not_start_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHROMIUM_PATH", str(tmp_path / "none"))
    with pytest.raises(DevError, match="does not start"):
        browser.find(Checkout(tmp_path))


def test_exit_codes_are_those_of_the_shell() -> None:
    def code(program: str) -> int:
        return processes.run([sys.executable, "-c", program], env=dict(os.environ))

    assert code("raise SystemExit(2)") == 2
    assert code("import os; os.kill(os.getpid(), 15)") == 128 + signal.SIGTERM


def test_background_children_end_with_their_block(tmp_path: Path) -> None:
    sleep = [sys.executable, "-c", "import time; time.sleep(60)"]
    with processes.started(sleep, env=dict(os.environ), cwd=tmp_path) as child:
        assert child.poll() is None
    assert child.returncode == -signal.SIGTERM


def test_a_killed_user_of_the_database_leaves_no_lock(tmp_path: Path) -> None:
    """The count of users is a shared lock, which the system takes back from a killed process."""
    users = tmp_path / "users"
    hold = "import fcntl, sys, time; fcntl.flock(f := open(sys.argv[1], 'w'), 1); print(); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-uc", hold, users], stdout=subprocess.PIPE) as other:
        assert other.stdout
        other.stdout.readline()
        with users.open("w") as mine:
            fcntl.flock(mine, fcntl.LOCK_SH)
            with pytest.raises(BlockingIOError):
                fcntl.flock(mine, fcntl.LOCK_EX | fcntl.LOCK_NB)
            other.kill()
            other.wait()
            fcntl.flock(mine, fcntl.LOCK_EX | fcntl.LOCK_NB)
