"""The program that makes a harmless file out of one that anybody sent: nothing but its pixels is taken over.

It runs alone in a process of its own (`rebuilding.py` starts it) and knows neither Django nor any key. Its
one argument are the limits, as JSON; the file comes in at standard input. What goes out at standard output
is one line of JSON, then the new file: `{"content_type", "pages", "width", "height"}`, or
`{"refused": CODE}` and nothing more. A file that breaks a parser ends the program.
"""

import io
import json
import resource
import sys
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops, ImageCms, ImageOps
from PIL import MpoImagePlugin as _two_pictures_in_one  # noqa: F401 (a JPEG may ask for it)

Limits = dict[str, int]  # "pixels" of a picture, "pages" of a document, "bytes" of the new file
SIGNATURES = {b"\xff\xd8\xff": "picture", b"\x89PNG\r\n\x1a\n": "picture", b"%PDF-": "document"}

DPI, LONGEST = 200, 3400  # of a page: A3 in full, posters smaller
QUALITY, PAGE_QUALITY = 90, 70  # of a JPEG: pictures in full, pages to be read
EXPECTED_AT_THE_END = 1024  # bytes of a PDF within which its end must be marked

SRGB = ImageCms.createProfile("sRGB")
CONFINES = {
    resource.RLIMIT_CPU: 15,  # seconds
    resource.RLIMIT_NOFILE: 0,  # opens no file and no socket: it sees no disk and no network
    resource.RLIMIT_FSIZE: 0,
    resource.RLIMIT_NPROC: 0,
    resource.RLIMIT_CORE: 0,
}
MEMORY = 1024**3  # bytes of address space, where the system can limit it (macOS cannot)


class Refused(Exception):
    """The file is not taken; the code says why."""


def confine() -> None:
    """Gives up, for good, what rebuilding a file does not need. Loads before what would be loaded later."""
    Image.preinit()
    for what, limit in CONFINES.items():
        resource.setrlimit(what, (limit, limit))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def rebuild(content: bytes, limits: Limits) -> tuple[dict[str, Any], bytes]:
    """What the new file is, and the new file. Its kind is read from its first bytes, never from a name."""
    kind = next((kind for start, kind in SIGNATURES.items() if content.startswith(start)), "")
    if not kind:
        raise Refused("format")
    told, rebuilt = (picture if kind == "picture" else document)(content, limits)
    if len(rebuilt) > limits["bytes"]:
        raise Refused("large")
    return told, rebuilt


def picture(content: bytes, limits: Limits) -> tuple[dict[str, Any], bytes]:
    """A JPEG or PNG of the same pixels, upright, in sRGB."""
    Image.MAX_IMAGE_PIXELS = None  # asked here, before anything is decoded
    sent = Image.open(io.BytesIO(content), formats=("JPEG", "PNG"))
    if sent.width * sent.height > limits["pixels"]:
        raise Refused("pixels")
    kind = "PNG" if sent.format == "PNG" else "JPEG"
    profile = sent.info.get("icc_profile")
    clean = bare(ImageOps.exif_transpose(sent))
    if profile and clean.mode == "RGB":
        clean = bare(_in_srgb(clean, profile))
    written = io.BytesIO()
    clean.save(written, kind, quality=QUALITY)
    return _told(f"image/{kind.lower()}", 1, clean.width, clean.height), written.getvalue()


def bare(image: Image.Image) -> Image.Image:
    """The same picture with nothing beside its pixels: on white where it was transparent, 8 bits deep."""
    if image.mode.startswith("I"):
        image = image.point(lambda value: value / 256).convert("L")
    mode = "L" if image.mode in ("1", "L", "LA") else "RGB"
    clean = Image.new(mode, image.size, "white")
    mask = image.convert("RGBA").getchannel("A") if image.has_transparency_data else None
    clean.paste(image.convert(mode), mask=mask)
    return clean


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """The picture in the colors its profile means; one that makes no sense means nothing."""
    try:
        meant = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(image, meant, SRGB) or image
    except (ImageCms.PyCMSError, OSError):
        return image


def document(content: bytes, limits: Limits) -> tuple[dict[str, Any], bytes]:
    """A new PDF that shows the pages of the old one as pictures."""
    if b"%%EOF" not in content[-EXPECTED_AT_THE_END:]:
        raise Refused("broken")  # cut off: a repair would silently lose pages
    old, new = _opened(content, limits), pypdfium2.PdfDocument.new()
    widest = highest = 0
    for page in old:
        drawn = _drawn(page)
        _add_page(new, drawn, *page.get_size())
        page.close()
        widest, highest = max(widest, drawn.width), max(highest, drawn.height)
    written = io.BytesIO()
    new.save(written)
    return _told("application/pdf", len(old), widest, highest), written.getvalue()


def _opened(content: bytes, limits: Limits) -> Any:
    try:
        old = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code == pdfium.FPDF_ERR_PASSWORD
        raise Refused("encrypted" if locked else "broken") from error
    if old.get_formtype() == pdfium.FORMTYPE_XFA_FULL:
        raise Refused("form")  # its pages exist only for programs that run its scripts
    old.init_forms()  # so that what was typed into fields is drawn
    if not 1 <= len(old) <= limits["pages"]:
        raise Refused("pages")
    return old


def _drawn(page: Any) -> Image.Image:
    scale = min(DPI / 72, LONGEST / max(page.get_size()))
    drawn: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
    red, green, blue = drawn.split()
    colored = ImageChops.difference(red, green).getbbox() or ImageChops.difference(green, blue).getbbox()
    return drawn if colored else green


def _add_page(new: Any, drawn: Image.Image, width: float, height: float) -> None:
    jpeg = io.BytesIO()
    drawn.save(jpeg, "JPEG", quality=PAGE_QUALITY, optimize=True)
    image = pypdfium2.PdfImage.new(new)
    image.load_jpeg(jpeg, inline=True)
    image.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
    page = new.new_page(width, height)
    page.insert_obj(image)
    page.gen_content()
    page.close()


def _told(content_type: str, pages: int, width: int, height: int) -> dict[str, Any]:
    return {"content_type": content_type, "pages": pages, "width": width, "height": height}


def main() -> None:
    """Reads, rebuilds, writes."""
    confine()
    try:
        told, content = rebuild(sys.stdin.buffer.read(), json.loads(sys.argv[1]))
    except Refused as refused:
        told, content = {"refused": str(refused)}, b""
    except MemoryError:
        told, content = {"refused": "costly"}, b""
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + content)


if __name__ == "__main__":
    main()
