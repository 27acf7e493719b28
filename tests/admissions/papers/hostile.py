"""Files that somebody made to do harm: each by name, small enough to build here, none of them real."""

import hashlib
import io
import struct
import zlib
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
NOISE = hashlib.shake_128(b"noise").digest(200_000)
SCRIPT = b"<html><script>alert(document.cookie)</script></html>"


def corpus() -> Iterator[tuple[str, bytes]]:
    yield from not_a_paper()
    yield from pictures()
    yield from documents()


def not_a_paper() -> Iterator[tuple[str, bytes]]:
    """What is neither JPEG nor PNG nor PDF, whatever it is called."""
    yield "one byte", b"\x00"
    yield "html", SCRIPT
    yield "html with a byte order mark", b"\xef\xbb\xbf" + SCRIPT
    yield "svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
    yield (
        "svg in xml",
        b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>',
    )
    yield "eicar", EICAR
    yield "zip", b"PK\x03\x04" + b"\x00" * 200
    yield "zip bomb", b"PK\x03\x04" + zlib.compress(b"\x00" * 1_000_000)
    yield "office document", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500
    yield "windows program", b"MZ\x90\x00" + b"\x00" * 500
    yield "linux program", b"\x7fELF\x02\x01\x01" + b"\x00" * 500
    yield "shell script", b"#!/bin/sh\nrm -rf /\n"
    yield "postscript", b"%!PS-Adobe-3.0\n(file) (r) file\n"
    yield "postscript in dos binary", b"\xc5\xd0\xd3\xc6" + b"\x00" * 100
    for form in ("GIF", "TIFF", "WEBP", "BMP", "ICO"):
        yield form.lower(), _picture(form)
    yield "pdf after junk", b"\x00" * 1000 + b"%PDF-1.7\n"
    yield "jpeg 2000", b"\x00\x00\x00\x0cjP  \r\n\x87\n" + b"\x00" * 100
    yield "heic", b"\x00\x00\x00\x18ftypheic" + b"\x00" * 100


def pictures() -> Iterator[tuple[str, bytes]]:
    jpeg, png = _picture("JPEG"), _picture("PNG")
    yield "jpeg cut in the middle", jpeg[: len(jpeg) // 2]
    yield "jpeg of its first bytes", b"\xff\xd8\xff\xe0"
    yield "jpeg with html in exif", _picture("JPEG", exif=_exif(SCRIPT))
    yield "jpeg with html in a comment", _picture("JPEG", comment=SCRIPT)
    yield "jpeg with html behind it", jpeg + SCRIPT
    yield "jpeg with a program behind it", jpeg + b"MZ\x90\x00" * 1000
    yield "jpeg and zip in one", jpeg + b"PK\x03\x04" + b"\x00" * 200
    yield (
        "jpeg and javascript in one",
        jpeg[:2] + b"\xff\xfe\x00\x20=alert(1);/*" + b"*" * 18 + jpeg[2:] + b"*/",
    )
    yield "jpeg that says 65,535 by 65,535", _with_size(jpeg, 65_535, 65_535)
    yield "jpeg of noise", b"\xff\xd8\xff\xe0" + NOISE
    yield "png cut in the middle", png[: len(png) // 2]
    yield "png of 30,000 by 30,000", _png(30_000, 30_000)
    yield "png of 2,000,000,000 by 1", _png(2_000_000_000, 1)
    yield "png of no size", _png(0, 0)
    yield "png whose data is a bomb", _png(4_000, 4_000, zlib.compress(b"\x00" * 300_000_000, 9))
    yield (
        "png with a text bomb",
        _png(10, 10, extra=[(b"zTXt", b"a\x00\x00" + zlib.compress(b"\x00" * 100_000_000))]),
    )
    yield (
        "png with a profile bomb",
        _png(10, 10, extra=[(b"iCCP", b"a\x00\x00" + zlib.compress(b"\x00" * 100_000_000))]),
    )
    yield "png and html in one", png + SCRIPT
    yield "png of 10,000 frames", _png(10, 10, extra=[(b"acTL", struct.pack(">II", 10_000, 0))])


def documents() -> Iterator[tuple[str, bytes]]:
    yield "pdf of its first bytes", b"%PDF-1.7\n"
    yield "pdf of noise", b"%PDF-1.7\n" + NOISE
    yield "pdf that refers to itself", b"%PDF-1.7\n1 0 obj 1 0 R endobj\ntrailer<</Root 1 0 R>>"
    yield "pdf of deep brackets", b"%PDF-1.7\n1 0 obj " + b"[" * 500_000 + b" endobj trailer<</Root 1 0 R>>"
    yield "pdf of 10,000 pages", _pdf(pages=10_000)
    yield "pdf of no page", _pdf(pages=0)
    yield "pdf under a password", _pdf(encryption=pikepdf.Encryption(owner="a", user="b"))
    yield "pdf under the owner's password", _pdf(encryption=pikepdf.Encryption(owner="a", user=""))
    yield (
        "pdf with a script on opening",
        _pdf(lambda pdf: _opens(pdf, S=Name.JavaScript, JS=String("app.alert(1)"))),
    )
    yield "pdf that starts a program", _pdf(lambda pdf: _opens(pdf, S=Name.Launch, F=String("cmd.exe")))
    yield "pdf that calls home", _pdf(lambda pdf: _opens(pdf, S=Name.URI, URI=String("http://127.0.0.1:9/")))
    yield (
        "pdf that sends a form",
        _pdf(lambda pdf: _opens(pdf, S=Name.SubmitForm, F=String("http://127.0.0.1:9/"))),
    )
    yield "pdf with a program inside", _pdf(_with_attachment)
    yield "pdf with links", _pdf(_with_link)
    yield "pdf with a script on a page", _pdf(_with_page_script)
    yield "pdf with a form of its own", _pdf(_with_xfa)
    yield "pdf with names in its properties", _pdf(_with_names)
    yield "pdf with a page in another file", _pdf(_with_outside_stream)
    yield "pdf with a stream of 200 MB", _pdf(_with_bomb)
    yield "pdf with html behind it", _pdf() + SCRIPT
    yield "pdf with the eicar file as its page", _pdf(_with_eicar)
    yield "pdf of one huge page", _pdf(lambda pdf: _resize(pdf, 10_000_000))
    yield "pdf whose pages go in a ring", _pdf(_with_ring)


def _picture(form: str, **more) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (90, 120), "#8aa").save(out, form, **more)
    return out.getvalue()


def _exif(text: bytes) -> bytes:
    exif = Image.Exif()
    exif[0x010E] = text.decode()
    return exif.tobytes()


def _with_size(jpeg: bytes, width: int, height: int) -> bytes:
    at = jpeg.index(b"\xff\xc0") + 5
    return jpeg[:at] + struct.pack(">HH", height, width) + jpeg[at + 4 :]


def _png(width: int, height: int, data: bytes | None = None, extra=()) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(b"\x00" * 310) if data is None else data)
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunk(*each) for each in extra) + body + chunk(b"IEND", b"")


def _pdf(change=lambda pdf: None, *, pages: int = 1, encryption=None) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        change(pdf)
        pdf.save(out, encryption=encryption)
    return out.getvalue()


def _opens(pdf: pikepdf.Pdf, **action) -> None:
    pdf.Root.OpenAction = pdf.make_indirect(Dictionary(**action))


def _with_attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["invoice.exe"] = b"MZ\x90\x00" * 100


def _with_link(pdf: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.URI, URI=String("http://127.0.0.1:9/"))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 600, 800], A=action)
    pdf.pages[0].Annots = Array([pdf.make_indirect(link)])


def _with_page_script(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))


def _with_xfa(pdf: pikepdf.Pdf) -> None:
    xfa = pdf.make_stream(b"<xdp:xdp><script>xfa.host.messageBox(1)</script></xdp:xdp>")
    pdf.Root.AcroForm = Dictionary(XFA=xfa, Fields=Array())


def _with_names(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Author"] = "950601600023"


def _with_outside_stream(pdf: pikepdf.Pdf) -> None:
    content = pdf.make_stream(b"")
    content["/F"] = String("file:///etc/passwd")
    pdf.pages[0].Contents = content


def _with_bomb(pdf: pikepdf.Pdf) -> None:
    content = pdf.make_stream(zlib.compress(b"\x00" * 200_000_000))
    content["/Filter"] = Name.FlateDecode
    pdf.pages[0].Contents = content


def _with_eicar(pdf: pikepdf.Pdf) -> None:
    content = pdf.make_stream(zlib.compress(b"% " + EICAR, 0))
    content["/Filter"] = Name.FlateDecode
    pdf.pages[0].Contents = content


def _resize(pdf: pikepdf.Pdf, side: int) -> None:
    pdf.pages[0].MediaBox = Array([0, 0, side, side])


def _with_ring(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Pages.Kids.append(pdf.Root.Pages)
