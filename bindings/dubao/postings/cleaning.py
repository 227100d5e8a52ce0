"""Plain text from what sites deliver: no markup, no invisible characters, no more than a stated length.

>>> plain_text("<p>Lập trình <b>Java</b></p><script>x()</script><ul><li>Spring</li><li>SQL</li></ul>").text
'Lập trình Java\\nSpring\\nSQL'
>>> plain_text("lương < 20 triệu, C++ &amp; Go").text
'lương < 20 triệu, C++ & Go'
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass

from dubao.data.writing import FORMULA_SIGNS
from dubao.errors import MissingExtraError

__all__ = ["LONGEST", "PlainText", "begins_as_formula", "plain_text"]

# Characters of a text that are kept: some 15,000 words, thirty times a long posting.
LONGEST = 100_000
# Markup may be longer than its text; beyond this multiple it is cut before it is parsed.
_MARKUP_FACTOR = 4
# Text that was escaped twice shows its tags only after the first pass.
_PASSES = 4

_TAG = re.compile(r"<\s*[a-zA-Z/!?]")
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z]\w+);")
_DECLARATION = re.compile(r"<\?[^>]{0,1000}>|<!doctype[^>]{0,1000}>", re.IGNORECASE)
_ACTIVE = (
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "template",
    "noscript",
    "svg",
    "math",
    "head",
    "textarea",
)
_SCRIPT = re.compile(r"<\s*(?:script|iframe|object|embed|svg)|\bon\w+\s*=|javascript:", re.IGNORECASE)
_BLOCKS = frozenset(
    ("p", "div", "li", "ul", "ol", "br", "tr", "td", "th", "table", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article",
     "header", "footer", "dt", "dd", "dl", "hr", "pre", "blockquote", "option", "select", "title")
)  # fmt: skip
_ACTIVE_BODY = re.compile(rf"(?is)<\s*({'|'.join(_ACTIVE)})\b.*?(?:<\s*/\s*\1\s*>|$)")
_ANY_TAG = re.compile(r"<\s*[a-zA-Z/!?][^<>]*>?")
# Control characters but tab and line ends; zero-width and direction marks; marks that only change how a sign is drawn; byte-order
# mark; characters that stand for no character.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f"
    "\u20e3\ufeff\ufff0-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
# Wide forms of ASCII signs, by which tags and numbers would pass unseen.
_FULL_WIDTH = re.compile("[\uff01-\uff5e]")
_TO_ASCII = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
# Spaces of other widths, and letters without a shape.
_BLANKS = r"\t\x85\u00a0\u115f\u1160\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u2800\u3000\u3164\uffa0"
_SPACES = re.compile(rf"[ {_BLANKS}]+")
_OTHER_SPACES = re.compile(rf"[{_BLANKS}]")
# An address in pointed brackets, and signs of one, would be taken for a tag.
_POINTED_ADDRESS = re.compile(r"<\s*([^<>\s=\"']{1,128}@[^<>\s=\"']{1,128})\s*>")
_POINTED = re.compile(r"<\s*(at|dot|@|chấm|a còng)\s*>", re.IGNORECASE)
_LINES = re.compile(r" ?(?:\r\n?|\n) ?(?:(?:\r\n?|\n) ?)*")


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text, and what was taken out of it."""

    text: str
    markup: bool = False
    script: bool = False
    invisible: bool = False
    cut: int = 0
    """Characters cut off."""


def begins_as_formula(text: str) -> bool:
    """Whether a spreadsheet would take the text for a formula; a list mark before a word is none.

    >>> begins_as_formula("=HYPERLINK(1)"), begins_as_formula("- Java"), begins_as_formula("+cmd|' /C calc'!A0")
    (True, False, True)
    """
    body = text.lstrip()
    return body.startswith(FORMULA_SIGNS) and (body[0] in "=@" or not body[1:2].isspace()) and len(body) > 1


def plain_text(raw: str, *, longest: int = LONGEST) -> PlainText:
    """Text without markup, entities and invisible characters, in composed Unicode, cut at ``longest`` characters.

    Block elements become line ends, scripts and styles are dropped whole, attributes too.
    """
    cut = max(0, len(raw) - _MARKUP_FACTOR * longest)
    text = raw[: _MARKUP_FACTOR * longest] if cut else raw
    markup = script = invisible = False
    for _ in range(_PASSES):
        if not text.isascii() or not text.isprintable():
            text, dropped = _INVISIBLE.subn("", text)
            invisible = invisible or dropped > 0
            if _FULL_WIDTH.search(text):
                text = text.translate(_TO_ASCII)
        if "<" in text:
            text = _POINTED_ADDRESS.sub(r" \1 ", _POINTED.sub(r"[\1]", text))
        if "<" in text and _TAG.search(text):
            markup = True
            script = script or bool(_SCRIPT.search(text))
            text = _text_of_markup(text)
        elif "&" in text and _ENTITY.search(text):
            text = html.unescape(text)
        else:
            break
    else:
        # Still tags after every pass: they were escaped again and again, in order to survive.
        text = _ANY_TAG.sub(" ", text).replace("<", "‹")
        text = _INVISIBLE.sub("", text)
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if "  " in text or _OTHER_SPACES.search(text):
        text = _SPACES.sub(" ", text)
    text = text.strip()
    if "\n" in text or "\r" in text:
        text = _LINES.sub("\n", text)
    if len(text) > longest:
        cut += len(text) - longest
        text = text[:longest].rstrip()
    return PlainText(text, markup, script, invisible, cut)


def _text_of_markup(text: str) -> str:
    try:
        from lxml import etree
    except ImportError as error:
        raise MissingExtraError.of("lxml", "postings") from error
    body = _DECLARATION.sub(" ", text)
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, recover=True)
    root = None
    try:
        root = etree.fromstring(f"<div>{body}</div>", parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    # The parser gives up at a fatal error (nesting without end) and would lose what follows.
    if root is None or any(entry.level_name == "FATAL" for entry in parser.error_log):
        return html.unescape(_ANY_TAG.sub("\n", _ACTIVE_BODY.sub(" ", body)))
    pieces: list[str] = []
    skipped = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if event == "start":
            skipped += tag in _ACTIVE
            if tag in _BLOCKS:
                pieces.append("\n")
            if not skipped and element.text:
                pieces.append(element.text)
        else:
            skipped -= tag in _ACTIVE
            if tag in _BLOCKS:
                pieces.append("\n")
            if not skipped and element.tail:
                pieces.append(element.tail)
    return "".join(pieces)
