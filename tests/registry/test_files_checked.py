"""The checks of an operator: the folder of files, and the files against the record."""

from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.core.management import call_command

from registry.checks_files import check_files_root
from tests.world import World

from . import files
from .test_attachments import add, on_disk


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, settings: Any) -> None:
    settings.FILES_ROOT = tmp_path / "not" / "yet" / "there"
    assert check_files_root(None) == []
    settings.FILES_ROOT = tmp_path / "taken" / "files"
    (tmp_path / "taken").touch()
    (error,) = check_files_root(None)
    assert str(settings.FILES_ROOT) in str(error.msg)


def check(capsys: Any) -> tuple[int, str]:
    try:
        call_command("check_files")
    except SystemExit as ended:
        return int(str(ended.code)), capsys.readouterr().out
    return 0, capsys.readouterr().out


def test_files_are_checked_against_the_record(world: World, capsys: Any) -> None:
    for path in on_disk():
        path.unlink()  # of earlier tests, whose rows were rolled back
    whole, changed, lost = (
        add(world, content=files.jpeg((8 * n, 8)), names_patient=n == 1) for n in (1, 2, 3)
    )
    assert check(capsys) == (0, "3 files checked: 0 missing, 0 damaged, 0 without a row\n")
    path = Path(default_storage.path(changed.file.name))
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    default_storage.delete(lost.file.name)
    (path.parent / "left-over").write_bytes(b"x")
    code, said = check(capsys)
    assert code == 1
    assert said.splitlines()[-1] == "3 files checked: 1 missing, 1 damaged, 1 without a row"
    assert f"damaged: {changed.file.name}" in said
    assert f"missing: {lost.file.name}" in said
    assert whole.file.name not in said
