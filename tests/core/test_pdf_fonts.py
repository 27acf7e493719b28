"""The font files that pages use are good for papers too: every Kazakh letter survives into the PDF's text."""

import base64
import io
from pathlib import Path

import pytest
from pypdf import PdfReader
from weasyprint import HTML

FONTS = Path(__file__).parents[2] / "static" / "fonts"
KAZAKH = "Әә Ғғ Ққ Ңң Өө Ұұ Үү Һһ Іі"
LINES = [
    KAZAKH,
    "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ",
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    'ГКП на ПХВ "Школа-гимназия № 32"',
    "Қуанышқызы Әйгерім Ғалымқызы, Үштөбе ауылы, Һаулет көшесі",
    "«Нарушена очередность» – 12.05.2026 12:19:12 — 85 000 ₸ … → ← ✓ 3×4",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz 0123456789",
]


def _pdf(weight: int) -> PdfReader:
    font = base64.b64encode((FONTS / f"onest-{weight}.woff2").read_bytes()).decode()
    paragraphs = "".join(f"<p>{line}</p>" for line in LINES)
    html = (
        f"<style>@font-face{{font-family:Onest;src:url(data:font/woff2;base64,{font})}}"
        f"body{{font:12pt Onest}}</style><body>{paragraphs}"
    )
    return PdfReader(io.BytesIO(HTML(string=html).write_pdf()))


@pytest.mark.rule("R151")
@pytest.mark.parametrize("weight", [400, 600])
class TestPaperInKazakh:
    def test_text_can_be_read_back_letter_by_letter(self, weight: int) -> None:
        text = _pdf(weight).pages[0].extract_text()

        assert [line.strip() for line in text.splitlines() if line.strip()] == LINES

    def test_no_letter_comes_from_another_font(self, weight: int) -> None:
        fonts = _pdf(weight).pages[0]["/Resources"]["/Font"]

        names = {str(font.get_object()["/BaseFont"]) for font in fonts.values()}
        assert len(names) == 1
        assert "Onest" in names.pop()
