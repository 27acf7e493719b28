"""
One spelling for searching, whatever letters and words a person used.

`fold` makes the key that is stored and the key that is asked, so the two cannot drift apart: small letters, Kazakh
letters as their Russian neighbours, й as и, э as е, no words such as улица or көшесі, letters and digits apart (Е117 is Е 117).
"""

import re
import unicodedata


def _words(text: str) -> list[str]:
    return text.split()


_LETTERS = str.maketrans("әғқңөұүһіёйэ", "агкноуухиеие", "ъь")

# Words that name a kind of street, folded, full and short. A name made of nothing else stays as it is.
_KINDS = frozenset(
    _words(
        "улица ул кошеси коше проспект просп пр прт пркт дангылы дангыл данг переулок пер туиык бульвар "
        "булвар бул бр бульвары булвары микрораион мкр мкрн мн шагын ауданы аудан ыкшамауданы ыкшам набережная наб жагалауы "
        "шоссе площадь площад пл аланы массив жилмассив тургын уи алабы жилои проезд квартал тупик аллея аллеясы"
    )
)
_HYPHENATED_KINDS = re.compile(r"\b(пр|мкр|м|б)-(т|кт|н|р)\b")

_LATIN_GROUPS = dict(
    pair.split("=")
    for pair in _words(
        "shch=щ sch=щ sh=ш ch=ч zh=ж kh=х gh=г yu=ю ya=я yo=е ye=е a=а b=б c=к d=д e=е f=ф g=г h=х i=и j=ж "
        "k=к l=л m=м n=н o=о p=п q=к r=р s=с t=т u=у v=в w=у x=х y=ы z=з ä=а á=а ğ=г ǵ=г ı=ы ń=н ñ=н ó=о ö=о "
        "ş=ш ū=у ú=у ü=у ý=у"
    )
)
_LATIN = re.compile("|".join(sorted(_LATIN_GROUPS, key=len, reverse=True)))
_Y_AFTER_VOWEL = re.compile(r"(?<=[aeiouäáóöúüı])y(?![aeou])")
_LOOKALIKES = str.maketrans("abcehkmoptxy", "авсенкмортху")


def fold(text: str) -> str:
    """The search key of a street's name."""
    words = _split(text)
    return " ".join([word for word in words if word not in _KINDS] or words)


def names_a_kind(name: str) -> bool:
    """Whether the name itself speaks of a kind: улица 3 Микрорайон."""
    return not _KINDS.isdisjoint(_split(name))


def _split(text: str) -> list[str]:
    text = unicodedata.normalize("NFKC", text).lower().translate(_LETTERS)
    return re.findall(r"\d+|[^\W\d_]+", _HYPHENATED_KINDS.sub(" ", text))


def fold_query(text: str) -> str:
    """The search key of what a person typed; Latin letters are read as Kazakh or Russian words."""
    return fold(re.sub(r"[^\W\d_]+", _cyrillic, unicodedata.normalize("NFKC", text).lower()))


def _cyrillic(word: re.Match[str]) -> str:
    """A lone Latin letter is taken for the Cyrillic one that looks the same (E 117), a word is read by sound."""
    text = word.group()
    if len(text) == 1:
        return text.translate(_LOOKALIKES)
    return _LATIN.sub(lambda group: _LATIN_GROUPS[group.group()], _Y_AFTER_VOWEL.sub("i", text))
