"""Small files people might send, made in code: honest, broken, too large, and malicious ones.

Whatever must not survive carries CANARY, so that a test can look for it in what is stored and served.
"""

import io
import struct
import zlib

from PIL import Image, PngImagePlugin

CANARY = b"CANARY-7731"
GPS_IFD, IMAGE_DESCRIPTION = 0x8825, 0x010E
A4 = (595, 842)


def jpeg(size: tuple[int, int] = (60, 40), color: str = "teal", **options: object) -> bytes:
    """A plain picture."""
    return _saved(Image.new("RGB", size, color), "JPEG", **options)


def png(size: tuple[int, int] = (60, 40), mode: str = "RGB", **options: object) -> bytes:
    """A plain picture."""
    return _saved(Image.new(mode, size), "PNG", **options)


def _saved(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def photo_with_place() -> bytes:
    """As a telephone writes it: EXIF with GPS and a description, an ICC profile, a comment."""
    exif = Image.Exif()
    exif[IMAGE_DESCRIPTION] = CANARY.decode()
    exif[GPS_IFD] = {1: "N", 2: (40.0, 25.0, 7731.0), 29: CANARY.decode()}
    return jpeg(exif=exif, comment=CANARY, icc_profile=b"no profile " + CANARY)


def sideways() -> bytes:
    """Held upright by its EXIF alone: 60 wide, 40 high, shown 40 wide."""
    exif = Image.Exif()
    exif[0x0112] = 6
    return jpeg(exif=exif)


def png_with_page() -> bytes:
    """HTML in every kind of text chunk, in an unknown chunk and behind the end."""
    page = b"<html><script>" + CANARY + b"</script></html>"
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", page.decode())
    text.add_text("Zipped", page.decode(), zip=True)
    text.add_itxt("Title", page.decode())
    text.add(b"prVt", page)
    return png(pnginfo=text) + page


def chunk(name: bytes, content: bytes) -> bytes:
    """One chunk of a PNG."""
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def huge_png(width: int = 50_000, height: int = 50_000) -> bytes:
    """Says it is gigantic, and holds next to nothing."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def text_bomb() -> bytes:
    """A text chunk that unpacks to 200 MB."""
    packed = zlib.compress(bytes(200 * 1024**2), 9)
    start = png()
    return start[:33] + chunk(b"zTXt", b"Comment\0\0" + packed) + start[33:]


def pdf(*, page: bytes = b"", root: bytes = b"", more: tuple[bytes, ...] = (), pages: int = 1) -> bytes:
    """A PDF whose pages say "Operation note"; `page` and `root` add keys to page and catalog.

    Objects: 1 catalog, 2 pages, 3 font, 4 contents, then the pages, then `more` (see `FIRST_MORE`).
    """
    shown = b"BT /F 24 Tf 60 700 Td (Operation note) Tj ET"
    first = 5
    kids = b" ".join(b"%d 0 R" % (first + n) for n in range(pages))
    leaf = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Resources<</Font<</F 3 0 R>>>>/Contents 4 0 R" % A4
    objects = [
        b"<</Type/Catalog/Pages 2 0 R" + root + b">>",
        b"<</Type/Pages/Kids[" + kids + b"]/Count %d>>" % pages,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        stream(shown),
        *[leaf + page + b">>"] * pages,
        *more,
    ]
    return assembled(objects)


FIRST_MORE = 6  # the number of the first object in `more`, behind one page


def stream(content: bytes, keys: bytes = b"") -> bytes:
    """A stream object."""
    return b"<</Length %d" % len(content) + keys + b">>stream\n" + content + b"\nendstream"


def assembled(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """Numbers objects and writes the table of where they are."""
    out, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start, size = len(out), len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size + table
    return out + b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)


_SCRIPT = b"<</S/JavaScript/JS(app.alert\\('" + CANARY + b"'\\))>>"
_LINK = b"<</Type/Annot/Subtype/Link/Rect[0 0 99 99]/A<</S/URI/URI(http://evil.example/" + CANARY + b")>>>>"
_LAUNCH = b"<</S/Launch/F(" + CANARY + b".exe)>>"
_FIELD = (
    b"<</Type/Annot/Subtype/Widget/FT/Tx/T(who)/V(" + CANARY + b")/Rect[60 600 300 640]/DA(/F 18 Tf 0 g)>>"
)

# What a PDF can carry besides its pages, by the name of what makes it dangerous.
ACTIVE_PDFS: dict[str, bytes] = {
    "OpenAction": pdf(root=b"/OpenAction " + _SCRIPT),
    "JavaScript": pdf(root=b"/Names<</JavaScript<</Names[(a)" + _SCRIPT + b"]>>>>"),
    "AA": pdf(page=b"/AA<</O " + _SCRIPT + b">>", root=b"/AA<</WC " + _SCRIPT + b">>"),
    "Launch": pdf(root=b"/OpenAction " + _LAUNCH),
    "EmbeddedFile": pdf(
        root=b"/Names<</EmbeddedFiles<</Names[(a)<</Type/Filespec/F(a.exe)/EF<</F 6 0 R>>>>]>>>>",
        more=(stream(b"MZ" + CANARY, b"/Type/EmbeddedFile"),),
    ),
    "URI": pdf(page=b"/Annots[" + _LINK + b"]"),
    "AcroForm": pdf(page=b"/Annots[6 0 R]", root=b"/AcroForm<</Fields[6 0 R]>>", more=(_FIELD,)),
    "XFA": pdf(root=b"/AcroForm<</Fields[]/XFA 6 0 R>>", more=(stream(b"<xdp>" + CANARY + b"</xdp>"),)),
    "Metadata": pdf(
        root=b"/Metadata 6 0 R",
        more=(stream(b"<x:xmpmeta>" + CANARY + b"</x:xmpmeta>", b"/Type/Metadata/Subtype/XML"),),
    ),
    "RichMedia": pdf(
        page=b"/Annots[<</Type/Annot/Subtype/RichMedia/Rect[0 0 9 9]/Contents(" + CANARY + b")>>]"
    ),
}


def xfa_form() -> bytes:
    """A form whose pages exist only for programs that run its scripts."""
    return pdf(
        root=b"/NeedsRendering true/AcroForm<</Fields[]/XFA 6 0 R>>",
        more=(stream(b"<xdp>" + CANARY + b"</xdp>"),),
    )


def locked_pdf() -> bytes:
    """Asks for a password: encrypted with one that nobody told."""
    keys = b"/Filter/Standard/V 1/R 2/P -4/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">"
    whole = pdf(more=(b"<<" + keys + b">>",))
    return whole.replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt 6 0 R/ID[<41><41>]")


def endless_pdf() -> bytes:
    """Draws a form that draws a form ... ten of each: 10^9 strokes."""
    keys = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X %d 0 R>>>>"
    levels = [stream(b"/X Do " * 10, keys % (FIRST_MORE + n + 1)) for n in range(9)]
    last = stream(b"0 0 m 500 800 l S " * 10, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]")
    objects = pdf(page=b"", more=(*levels, last))
    return objects.replace(b"/Font<</F 3 0 R>>>>", b"/Font<</F 3 0 R>>/XObject<</X 6 0 R>>>>").replace(
        b"BT /F 24 Tf 60 700 Td (Operation note) Tj ET", b"/X Do".ljust(44)
    )


# Files that are none of the three kinds, whatever their names say.
FOREIGN: dict[str, bytes] = {
    "picture.png": b'<svg xmlns="http://www.w3.org/2000/svg"><script>' + CANARY + b"</script></svg>",
    "photo.jpg": b"GIF89a/*" + bytes(20) + b"*/=1;alert('" + CANARY + b"')//",
    "report.pdf": b"<html><script>" + CANARY + b"</script></html>%PDF-1.7\n%%EOF",
    "scan.pdf": b"MZ\x90\0" + CANARY,
    "archive.png": b"PK\x03\x04" + CANARY,
    "text.jpg": CANARY,
}
