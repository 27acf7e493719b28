"""House numbers as people and registers write them: 14, 14А, 3/1, «14 а», "14A" with a Latin letter."""

import re
import unicodedata
from typing import NamedTuple

_LOOKALIKES = str.maketrans("ABCEHKMOPTXY", "АВСЕНКМОРТХУ")
_HOUSE = re.compile(r"^(ДОМ|Д|ҮЙ)\b\.?|\bҮЙ$")
_BLOCK = re.compile(r"(?<=\d)\s*(КОРПУС|КОРП|К)\b\.?\s*(?=\d)|(?<=\d)К(?=\d)")  # 3 корпус 1 is written 3/1
_LARGEST = 32_767


class HouseNumber(NamedTuple):
    """The whole part sorts houses along a street, the rest ("А", "/1") tells neighbours apart."""

    whole: int
    suffix: str


def parse_house_number(text: str) -> HouseNumber:
    """Never refuses: what does not begin with a number is all suffix and sorts first."""
    text = unicodedata.normalize("NFKC", text.replace("№", "")).upper().translate(_LOOKALIKES).strip()
    text = _BLOCK.sub("/", _HOUSE.sub("", text)).replace("\\", "/")
    text = re.sub(r"[\s«»\"'.]|-(?!\d)", "", text)
    digits = re.match(r"\d*", text, re.ASCII)
    whole = digits.group() if digits else ""
    if not whole or int(whole) > _LARGEST:
        return HouseNumber(0, text)
    return HouseNumber(int(whole), text[len(whole) :])
