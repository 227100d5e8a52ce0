"""Old Vietnamese encodings: recognised by how they read, converted only when asked.

Before Unicode, Vietnamese text was written in fonts: TCVN3 (ABC, fonts named .Vn…) gives each accented letter one byte,
VNI writes the letter and then a byte for its marks, Windows-1258 has combining tone marks. A file in one of them
is neither UTF-8 nor marked in any way, and text pasted from old documents carries the same letters inside a Unicode file.
The test used here: read the text by each table and count the words that are Vietnamese syllables. The right table gives nearly
all of them, a wrong one hardly any.

>>> guess("Lao ®éng cã viÖc lµm").name
'tcvn3'
>>> convert("Lao ®éng cã viÖc lµm", "tcvn3")
'Lao động có việc làm'
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# Tones in the order grave, acute, hook, tilde, dot below, as combining marks.
_TONES = "\u0300\u0301\u0309\u0303\u0323"

# TCVN 5712:1993 (VN3), the letters of .Vn fonts: vowel → its five tones in the order above. Capitals with a tone have no
# place of their own; they are the same bytes in a capital font.
_TCVN3_TONES = {
    "a": "µ¸¶·¹", "ă": "»¾¼½Æ", "â": "ÇÊÈÉË", "e": "ÌÐÎÏÑ", "ê": "ÒÕÓÔÖ", "i": "×ÝØÜÞ",
    "o": "ßãáâä", "ô": "åèæçé", "ơ": "êíëìî", "u": "ïóñòô", "ư": "õøö÷ù", "y": "úýûüþ",
}  # fmt: skip
_TCVN3_PLAIN = {
    "¨": "ă", "©": "â", "ª": "ê", "«": "ô", "¬": "ơ", "\u00ad": "ư", "®": "đ",
    "¡": "Ă", "¢": "Â", "£": "Ê", "¤": "Ô", "¥": "Ơ", "¦": "Ư", "§": "Đ",
}  # fmt: skip

# VNI-Windows: the letters that stand for one of their own, and the mark bytes that follow a vowel.
_VNI_LETTERS = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_TONES = "øùûõï"
# Circumflex and breve with their tones, grave to dot below; the first is the mark without a tone.
_VNI_CIRCUMFLEX = "âàáåãä"
_VNI_BREVE = "êèéúüë"


def _compose(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _tcvn3_table() -> dict[str, str]:
    table = dict(_TCVN3_PLAIN)
    for vowel, letters in _TCVN3_TONES.items():
        table |= {letter: _compose(vowel + tone) for letter, tone in zip(letters, _TONES, strict=True)}
    return table


def _vni_table() -> dict[str, str]:
    table: dict[str, str] = dict(_VNI_LETTERS)
    for written, vowel in (
        ("a", "a"),
        ("e", "e"),
        ("o", "o"),
        ("u", "u"),
        ("y", "y"),
        ("ô", "ơ"),
        ("ö", "ư"),
    ):
        table |= {
            written + mark: _compose(vowel + tone) for mark, tone in zip(_VNI_TONES, _TONES, strict=True)
        }
    for vowels, marks, accent in (("aeo", _VNI_CIRCUMFLEX, "\u0302"), ("a", _VNI_BREVE, "\u0306")):
        for vowel in vowels:
            for mark, tone in zip(marks, ("", *_TONES), strict=True):
                table[vowel + mark] = _compose(vowel + accent + tone)
    return table | {key.upper(): value.upper() for key, value in table.items()}


_TCVN3 = _tcvn3_table()
_VNI = _vni_table()
_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))

ENCODINGS = ("tcvn3", "vni", "cp1258")
NAMES = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI", "cp1258": "Windows-1258"}


def convert(text: str, encoding: str) -> str:
    """Unicode text of text whose bytes were read as Latin-1.

    Parameters
    ----------
    text : str
        Each character is a byte of the old encoding.
    encoding : {"tcvn3", "vni", "cp1258"}
    """
    if encoding == "tcvn3":
        return "".join(_TCVN3.get(c, c) for c in text)
    if encoding == "vni":
        return _VNI_PATTERN.sub(lambda match: _VNI[match[0]], text)
    raw = bytes(ord(c) if ord(c) < 256 else 0x3F for c in text)
    return _compose(raw.decode("cp1258", errors="replace"))


_ONSETS = (
    "ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x|"
)  # fmt: skip
# Rhymes by what may end them: nothing after a glide, an ending needed after a short vowel, and ch and nh only after the
# vowels at the front of the mouth (and a).
_OPEN = (
    "uya|uyu|uây|uôi|ươi|ươu|oai|oao|oay|oeo|iêu|yêu|oa|oe|oi|ôi|ơi|ai|ao|au|ay|âu|ây|eo|êu|ia|iu|ua|uê|ui|uơ|uy|ưa|ưi|"
    "ưu|a|e|ê|i|o|ô|ơ|u|ư|y"
)
_CLOSED = "uyê|oă|oa|oe|oo|iê|yê|uâ|uê|uô|uy|ươ|a|ă|â|e|ê|i|o|ô|ơ|u|ư|y"
_FRONT = "oa|uê|uy|a|ê|i|y"
# k ends names from other languages of the country: Đắk Lắk.
_SYLLABLE = re.compile(rf"(?:{_ONSETS})(?:(?:{_OPEN})|(?:{_CLOSED})(?:ng|c|k|m|n|p|t)|(?:{_FRONT})(?:nh|ch))")


def is_syllable(word: str) -> bool:
    """Whether a word can be a Vietnamese syllable: at most one tone, a possible onset, rhyme and ending.

    >>> is_syllable("nghệ"), is_syllable("nghÖ"), is_syllable("ngheä")
    (True, False, False)
    """
    plain = unicodedata.normalize("NFD", word.lower())
    tones = [c for c in plain if c in _TONES]
    letters = _compose("".join(c for c in plain if c not in _TONES))
    # "gì", "giêng": the i of the onset is the vowel as well.
    return len(tones) <= 1 and bool(
        _SYLLABLE.fullmatch(letters) or (letters[:2] == "gi" and _SYLLABLE.fullmatch("g" + letters[1:]))
    )


def _score(text: str) -> tuple[int, float]:
    """How many words with marks there are, and which share of them are syllables."""
    # One mark is enough for a word to count: plain words tell nothing about the encoding.
    marked = [w for w in re.findall(r"[^\s\d.,;:!?()\[\]/\"'“”|_+-]+", text) if not w.isascii()]
    if not marked:
        return 0, 0.0
    return len(marked), sum(map(is_syllable, marked)) / len(marked)


@dataclass(frozen=True)
class Guess:
    """An old encoding that a text is in, with a sample of how it reads."""

    name: str
    sample: str
    reading: str

    @property
    def title(self) -> str:
        return NAMES[self.name]


# Share of words with marks that must be syllables for a reading to be believed; the text as it stands must be below it.
_BELIEVED = 0.8


def guess(text: str, *, byte_text: bool = False) -> Guess | None:
    """The old encoding a text is in; None when it reads well as it is, or by no table.

    Parameters
    ----------
    text : str
        Unicode text, or bytes read as Latin-1 with ``byte_text=True``; only then is Windows-1258 thinkable.
    """
    count, own = _score(text)
    if count == 0 or (not byte_text and own >= _BELIEVED):
        return None
    best: tuple[float, str] | None = None
    for name in ENCODINGS if byte_text else ENCODINGS[:2]:
        found, share = _score(convert(text, name))
        # A table that turns every marked word into plain letters proves nothing.
        if found and share >= _BELIEVED and (best is None or share > best[0]):
            best = (share, name)
    if best is None:
        return None
    sample = next(
        (
            w
            for w in re.findall(r"\S+", text)
            if not w.isascii() and is_syllable(convert(w, best[1]).strip(".,;:()"))
        ),
        text[:20],
    )
    return Guess(best[1], sample, convert(sample, best[1]))
