"""What becomes of a file somebody sends: its pixels, and nothing else of it, or one sentence."""

import contextlib
import io
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import settings as limited
from hypothesis import strategies as st
from PIL import Image

from registry.files import rebuilding
from registry.files.rebuilding import REFUSALS, Rebuilt, rebuild

from . import files

# All names that a stored PDF may hold outside its streams.
PDF_NAMES = {
    *("Catalog", "Pages", "Page", "Kids", "Count", "Parent", "MediaBox", "Contents", "Resources", "Type"),
    *("XObject", "Image", "Subtype", "Width", "Height", "ColorSpace", "DeviceRGB", "DeviceGray"),
    *("BitsPerComponent", "Filter", "DCTDecode", "FlateDecode", "Length", "Root", "Size", "ID", "ProcSet"),
    *(
        "Info",
        "Creator",
        "CreationDate",
        "ExtGState",
        "BM",
        "CA",
        "ca",
        "Normal",
        "DecodeParms",
        "ColorTransform",
        "Rotate",
        "FXX1",
        "FXE1",
    ),
}


def refused(content: bytes) -> str:
    """The code of the sentence with which a file is refused."""
    with pytest.raises(ValidationError) as caught:
        rebuild(content)
    (said,) = caught.value.message_dict["file"]
    return next(code for code, text in REFUSALS.items() if str(text)[:20] == said[:20])


def image(rebuilt: Rebuilt) -> Image.Image:
    return Image.open(io.BytesIO(rebuilt.content))


def first_page(content: bytes) -> Image.Image:
    page: Image.Image = pypdfium2.PdfDocument(content)[0].render().to_pil()
    return page


def test_a_picture_keeps_its_pixels_and_its_kind() -> None:
    photo, drawing = rebuild(files.jpeg((60, 40), "teal")), rebuild(files.png((60, 40)))
    assert (photo.content_type, photo.pages, photo.width, photo.height) == ("image/jpeg", 1, 60, 40)
    assert (drawing.content_type, image(drawing).getpixel((5, 5))) == ("image/png", (0, 0, 0))
    colors = zip(image(photo).getpixel((5, 5)), (0, 128, 128), strict=True)
    assert all(abs(stored - sent) < 4 for stored, sent in colors)


def test_a_photo_stands_upright_without_its_exif() -> None:
    upright = rebuild(files.sideways())
    assert (upright.width, upright.height) == image(upright).size == (40, 60)
    assert not image(upright).getexif()


@pytest.mark.parametrize(("mode", "white"), [("RGBA", (255, 255, 255)), ("LA", 255)])
def test_what_was_transparent_is_white(mode: str, white: Any) -> None:
    assert image(rebuild(files.png(mode=mode))).getpixel((0, 0)) == white


def test_sixteen_bits_of_gray_are_not_cut_off() -> None:
    deep = Image.new("I;16", (2, 1))
    deep.putpixel((0, 0), 0x7FFF)
    deep.putpixel((1, 0), 0xFFFF)
    sent = io.BytesIO()
    deep.save(sent, "PNG")
    shallow = image(rebuild(sent.getvalue()))
    assert [shallow.getpixel((x, 0)) for x in (0, 1)] == [127, 255]


def test_a_pdf_keeps_its_pages_and_their_size() -> None:
    stored = rebuild(files.pdf(pages=3))
    assert (stored.content_type, stored.pages, stored.width, stored.height) == (
        "application/pdf",
        3,
        1653,
        2339,
    )
    pages = pypdfium2.PdfDocument(stored.content)
    assert [round(side) for side in pages[2].get_size()] == list(files.A4)
    sent, kept = (first_page(content).convert("L").getbbox() for content in (files.pdf(), stored.content))
    assert sent == kept


def test_a_page_of_any_size_is_drawn_on_few_pixels() -> None:
    wall = rebuild(files.pdf().replace(b"[0 0 595 842]", b"[0 0 9999999 999999]"))
    assert (wall.width, wall.height) == (3400, 340)


def test_what_was_typed_into_a_form_is_drawn() -> None:
    filled = first_page(rebuild(files.ACTIVE_PDFS["AcroForm"]).content).convert("L")
    empty = first_page(rebuild(files.pdf()).content).convert("L")
    box = (60, 842 - 640, 300, 842 - 600)
    assert empty.crop(box).getextrema()[0] > 200 > filled.crop(box).getextrema()[0]


@pytest.mark.parametrize("name", files.ACTIVE_PDFS)
def test_nothing_active_is_left_of_a_pdf(name: str) -> None:
    sent = files.ACTIVE_PDFS[name]
    assert files.CANARY in sent
    stored = rebuild(sent).content
    assert files.CANARY not in stored
    assert names_in(stored) <= PDF_NAMES


def names_in(content: bytes) -> set[str]:
    """The names a PDF holds outside its streams."""
    plain = re.sub(rb"stream\r?\n.*?endstream", b"", content, flags=re.DOTALL)
    return {name.decode() for name in re.findall(rb"/([A-Za-z]\w*)", plain)}


def test_names_that_are_not_allowed_are_found() -> None:
    found = {name: names_in(content) - PDF_NAMES for name, content in files.ACTIVE_PDFS.items()}
    assert {name for name, strange in found.items() if strange} == set(files.ACTIVE_PDFS)


def test_the_library_that_draws_runs_no_script() -> None:
    assert not {"V8", "XFA"} & set(pypdfium2.PDFIUM_INFO.flags)
    assert pypdfium2.PdfDocument(files.xfa_form()).get_formtype() == pdfium.FORMTYPE_XFA_FULL


@pytest.mark.parametrize(
    "sent",
    [
        files.photo_with_place(),
        files.png_with_page(),
        files.jpeg() + b"<script>" + files.CANARY,
        files.pdf() + b"<script>" + files.CANARY + b"</script>",
    ],
    ids=["exif", "text chunks", "behind a jpeg", "behind a pdf"],
)
def test_nothing_hidden_is_left_of_a_picture(sent: bytes) -> None:
    assert files.CANARY in sent
    stored = rebuild(sent).content
    assert files.CANARY not in stored
    assert b"<script>" not in stored
    assert b"Exif" not in stored


@pytest.mark.parametrize("name", files.FOREIGN)
def test_the_bytes_decide_and_never_the_name(name: str) -> None:
    assert refused(files.FOREIGN[name]) == "format"


@pytest.mark.parametrize(
    ("code", "sent"),
    [
        ("empty", b""),
        ("size", bytes(rebuilding.MAX_BYTES + 1)),
        ("pixels", files.huge_png()),
        ("broken", files.text_bomb()),
        ("broken", files.jpeg((400, 400))[:-300]),
        ("broken", files.png((400, 400))[:-60]),
        ("broken", files.pdf()[:-40]),
        ("broken", b"%PDF-1.4 nothing %%EOF"),
        ("broken", b"\xff\xd8\xff"),
        ("pages", files.pdf(pages=rebuilding.LIMITS["pages"] + 1)),
        ("encrypted", files.locked_pdf()),
        ("form", files.xfa_form()),
    ],
)
def test_what_cannot_be_taken_is_told_in_one_sentence(code: str, sent: bytes) -> None:
    assert refused(sent) == code


def test_a_small_file_that_becomes_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(rebuilding.LIMITS, "bytes", 10_000)
    assert refused(files.pdf()) == "large"


def test_a_file_that_takes_forever_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuilding, "TIMEOUT", 1)
    assert refused(files.endless_pdf()) == "costly"


def test_no_more_than_two_are_read_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuilding, "TIMEOUT", 0.1)
    with rebuilding._turns, rebuilding._turns:
        assert refused(files.png()) == "busy"


@pytest.mark.parametrize(
    "forbidden",
    ["import socket; socket.socket()", f"open({__file__!r})", "import mmap; mmap.mmap(-1, 2 * 1024**3)"],
)
def test_the_program_can_reach_nothing(forbidden: str) -> None:
    """Once confined it opens no socket and no file, and takes no more memory than it may."""
    confined = "import socket, mmap; from registry.files.program import confine; confine(); "
    done = subprocess.run([sys.executable, "-c", confined + forbidden], capture_output=True, text=True)
    assert re.search("Too many open files|Cannot allocate memory", done.stderr), done.stderr
    free = subprocess.run([sys.executable, "-c", forbidden], capture_output=True, text=True)
    assert free.returncode == 0  # the negative control


def test_the_program_knows_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is started with nothing of our environment and without this folder, and imports nothing of ours."""
    imports = re.findall(r"^(?:from|import) (\w+)", rebuilding.PROGRAM.read_text(), re.MULTILINE)
    assert {"django", "registry", "centers", "config"}.isdisjoint(imports)
    spy = tmp_path / "spy.py"
    told = '{"content_type": ",".join(os.environ), "pages": len(sys.path), "width": 0, "height": 0}'
    spy.write_text(f"import json, os, sys; print(json.dumps({told}), end='\\n')")
    monkeypatch.setattr(rebuilding, "PROGRAM", spy)
    assert rebuild(b"x").content_type in ("", "LC_CTYPE")  # Python itself may set the second


WHOLE = [files.jpeg((64, 64)), files.png((64, 64)), files.pdf()]


@limited(max_examples=8)
@given(st.data())
def test_damaged_files_are_taken_or_refused_and_never_break_anything(data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from(WHOLE)))
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(ValidationError):
        assert rebuild(bytes(content)).content_type in {"image/jpeg", "image/png", "application/pdf"}
