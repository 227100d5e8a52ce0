"""The HTML page: whole without script, the same in both languages, safe against any label, closed to the network."""

from __future__ import annotations

import csv
import doctest
import io
import json
import re
import unicodedata
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from report_hostile import HOSTILE, awkward_document, hostile_document
from report_sample import sample_document

from dubao.report import labels
from dubao.report.document import MissingBox, Paragraph
from dubao.report.text import Text
from dubao.report.writers import html, html_data, html_view, html_words
from dubao.report.writers.html import MAXIMUM_BYTES, render_html, write_html
from dubao.report.writers.words import WORDS

VOID = {"meta", "input", "br", "img", "link", "hr"}


class Node:
    """An element: tag, attributes, children (elements and words)."""

    def __init__(self, tag: str, attributes: dict[str, str], parent: Node | None) -> None:
        self.tag, self.attributes, self.parent = tag, attributes, parent
        self.children: list[Node | str] = []

    def all(self, tag: str = "", **attributes: str) -> list[Node]:
        found = []
        for child in self.children:
            if isinstance(child, Node):
                classes = child.attributes.get("class", "").split()
                fits = (not tag or child.tag == tag) and all(
                    value in classes
                    if name == "class_"
                    else child.attributes.get(name.replace("_", "-")) == value
                    for name, value in attributes.items()
                )
                found += ([child] if fits else []) + child.all(tag, **attributes)
        return found

    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


class Tree(HTMLParser):
    """Parses the page and fails on tags that do not close in order."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.node = Node("", {}, None)
        self.feed(page)
        self.close()
        assert self.node is self.root, f"<{self.node.tag}> is not closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Node(tag, {name: value or "" for name, value in attrs}, self.node)
        self.node.children.append(made)
        if tag not in VOID:
            self.node = made

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.node.children.append(Node(tag, {name: value or "" for name, value in attrs}, self.node))

    def handle_endtag(self, tag: str) -> None:
        assert self.node.tag == tag, f"</{tag}> closes <{self.node.tag}>"
        assert self.node.parent is not None
        self.node = self.node.parent

    def handle_data(self, data: str) -> None:
        self.node.children.append(data)


@pytest.fixture(scope="module")
def page() -> str:
    return render_html(sample_document())


@pytest.fixture(scope="module")
def tree(page: str) -> Node:
    return Tree(page).root


@pytest.fixture(scope="module")
def editions(tree: Node) -> dict[str, Node]:
    return {node.attributes["lang"]: node for node in tree.all("article")}


@pytest.mark.parametrize("module", [html, html_data, html_view, html_words])
def test_the_examples_of_the_modules_run(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


def test_the_same_document_gives_the_same_bytes_and_stays_small(tmp_path: Path, page: str) -> None:
    path = write_html(sample_document(), tmp_path / "report.html")
    assert path.read_text(encoding="utf-8") == page
    assert path.stat().st_size < MAXIMUM_BYTES
    assert list(tmp_path.iterdir()) == [path]
    assert unicodedata.is_normalized("NFC", page)


def test_nothing_half_written_stays_when_the_folder_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        write_html(sample_document(), tmp_path / "absent" / "report.html")
    assert list(tmp_path.iterdir()) == []


def test_both_editions_have_the_same_structure(editions: dict[str, Node]) -> None:
    assert list(editions) == ["vi", "en"]
    vi, en = ([node.tag for node in editions[lang].all() if not in_drawing(node)] for lang in ("vi", "en"))
    assert vi == en


def in_drawing(node: Node) -> bool:
    while node.parent is not None:
        if node.tag == "svg":
            return True
        node = node.parent
    return False


def test_both_languages_print_the_same_numbers(editions: dict[str, Node]) -> None:
    def numbers(lang: str) -> list[tuple[str, str, str]]:
        swap = str.maketrans({".": ",", ",": "."}) if lang == "vi" else {}
        out = []
        for node in editions[lang].all("span", class_="num"):
            # Words of units differ; digits and marks are what is compared.
            digits = re.sub(r"[^\d.,%<>–−]", "", node.text()).translate(swap)
            out.append((node.attributes["data-id"], node.attributes.get("data-show", "value"), digits))
        return out

    # Sentences may be built in another order, so numbers are compared as a collection.
    assert sorted(numbers("vi")) == sorted(numbers("en"))
    assert ("B4-01", "80", "110,000–191,000") in numbers("en")


def test_every_printed_number_can_be_explained(tree: Node, page: str) -> None:
    data = json.loads(tree.all("script", id="data")[0].text())
    known = {number["id"]: number for number in data["numbers"]}
    printed = {node.attributes["data-id"] for node in tree.all("span", class_="num")}
    assert printed and printed <= set(known)
    future = known["B4-01"]
    assert future["text"] == {"vi": "145.000\xa0người", "en": "145,000\xa0persons"}
    assert future["interval80"] == [110000.0, 191000.0]
    assert data["inputs"][future["inputs"][0]]["url"] == "https://example.org/"
    index = tree.all("section", id="vi-numbers")[0]
    assert [row.text() for row in index.all("th", scope="row")] == list(known)


def test_no_words_are_left_in_the_other_language(editions: dict[str, Node]) -> None:
    fixed: list[Text] = [
        *html_words.PAGE_WORDS.values(),
        *WORDS.values(),
        *labels.MISSING_BOX.values(),
        *labels.STATES.values(),
    ]
    fixed += [*labels.NATURES.values(), labels.SIMULATED]
    vi, en = (" ".join(editions[lang].text().split()) for lang in ("vi", "en"))
    marked = set("ăâđêôơưảẻỉỏủỷạẹịọụỵãẽĩõũỹ")
    for words in fixed:
        # Long enough to be no accident, and with letters that only Vietnamese has.
        if len(words.vi) > 6 and marked & set(words.vi.lower()):
            assert words.vi not in en, words.vi
        if len(words.en) > 12:
            assert words.en not in vi, words.en
    for chapter, block in sample_document().blocks():
        assert chapter.title.vi in vi and chapter.title.en in en
        if isinstance(block, MissingBox):
            assert block.what.vi in vi and block.what.en in en


def test_the_content_is_there_without_script(page: str, editions: dict[str, Node]) -> None:
    bare = Tree(re.sub(r"<script.*?</script>", "", page, flags=re.S)).root
    article = bare.all("article", lang="vi")[0]
    assert article.text() == editions["vi"].text()
    assert len(article.all("svg")) == 2 * len(sample_document().charts())
    assert "checked" in bare.all("input", id="choose-vi")[0].attributes
    assert {label.attributes["for"] for label in bare.all("label")} == {"choose-vi", "choose-en"}
    shown_by_script = [node for node in article.all() if "script-only" in node.attributes.get("class", "")]
    assert all(node.tag in ("p", "button") for node in shown_by_script)


def test_csv_and_svg_are_files_inside_links(editions: dict[str, Node]) -> None:
    links = {
        a.attributes["download"]: a.attributes["href"]
        for a in editions["vi"].all("a")
        if "download" in a.attributes
    }
    fan = links["H4-1-vi.csv"].partition(",")[2]
    table = list(csv.reader(io.StringIO(unquote(fan).lstrip("\N{BYTE ORDER MARK}"))))
    assert table[0][0] == "Kỳ" and table[2][:2] == ["2020", "143.4"]
    balance = list(
        csv.reader(io.StringIO(unquote(links["T7-1-vi.csv"].partition(",")[2]).lstrip("\N{BYTE ORDER MARK}")))
    )
    assert balance[0] == ["Lĩnh vực", "Nhu cầu (người)", "Nhu cầu: ký hiệu", "Cung ÷ cầu", "Đánh giá"]
    assert balance[1] == ["Máy tính & <CNTT>", "145210", "f", "0.92", "cầu vượt cung"]
    assert balance[2][0] == "'=1+1 bẫy công thức"
    svg = unquote(links["H4-1-vi.svg"].partition(",")[2])
    assert svg.startswith("<svg xmlns=") and "một câu nói điều phát hiện được" in svg


def test_no_request_can_leave_the_page(page: str, tree: Node) -> None:
    policy = next(m.attributes["content"] for m in tree.all("meta") if m.attributes.get("http-equiv"))
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy and "http" not in policy
    for node in tree.all():
        for name in ("src", "srcset", "poster", "data", "action", "formaction", "background"):
            assert name not in node.attributes, (node.tag, name)
        assert node.tag not in ("link", "iframe", "object", "embed", "base", "img", "form", "use", "image"), (
            node.tag
        )
        assert "style" not in node.attributes and not [
            name for name in node.attributes if name.startswith("on")
        ]
        if "href" in node.attributes:
            assert node.tag == "a"
            assert re.match(r"#|data:|https?://", node.attributes["href"])
    style = tree.all("style")[0].text()
    assert "@import" not in style and not re.search(r"url\((?!#)", style)
    script = next(s.text() for s in tree.all("script") if "type" not in s.attributes)
    assert not re.search(
        r"\bfetch\b|XMLHttpRequest|WebSocket|sendBeacon|\bimport\b|\beval\b|innerHTML|localStorage", script
    )


def test_the_policy_names_the_style_and_the_script_of_the_page(tree: Node) -> None:
    policy = next(m.attributes["content"] for m in tree.all("meta") if m.attributes.get("http-equiv"))
    script = next(s.text() for s in tree.all("script") if "type" not in s.attributes)
    assert html.content_security_policy(tree.all("style")[0].text(), script) == policy
    assert html.content_security_policy("a{}", script) != policy


def test_a_draft_says_so_and_an_issued_report_does_not(page: str) -> None:
    assert "<title>DỰ THẢO – " in page
    assert page.count('<div class="watermark"') == 2
    issued = render_html(sample_document(state="issued"))
    assert "DỰ THẢO" not in issued and '<div class="watermark"' not in issued
    assert "Ban hành" in issued


def test_a_simulated_document_says_so_on_screen_on_paper_and_in_pictures(page: str) -> None:
    assert '<div class="simulated">' not in page
    simulated = render_html(sample_document(simulated=True))
    assert '<div class="simulated">' in simulated
    style = Tree(simulated).root.all("style")[0].text()
    for lang in ("vi", "en"):
        for name in (lang, f"{lang}-wide"):
            rule = re.search(rf"@page {name} \{{.*", style)
            assert rule and labels.SIMULATED.of(lang).replace(", ", ", ") in decoded(rule[0])  # type: ignore[arg-type]
    pictures = re.findall(r'href="(data:image/svg[^"]*)"', simulated)
    assert pictures and all("mô phỏng" in unquote(p) or "Simulated" in unquote(p) for p in pictures)


def decoded(style: str) -> str:
    """A CSS string with its escapes resolved."""
    return re.sub(r"\\([0-9a-f]+) ", lambda match: chr(int(match[1], 16)), style)


def test_tables_have_captions_scopes_and_a_head_for_every_row(editions: dict[str, Node]) -> None:
    tables = editions["vi"].all("table")
    assert len(tables) == len(sample_document().charts()) + len(sample_document().tables()) + 1
    for table in tables:
        assert table.all("caption")[0].text().strip()
        heads = table.all("th", scope="col")
        for row in table.all("tbody")[0].all("tr"):
            assert len(row.all("th", scope="row")) == 1
            assert len(row.all("th")) + len(row.all("td")) == len(heads)


def test_headings_go_down_one_level_at_a_time(editions: dict[str, Node]) -> None:
    levels = [int(node.tag[1]) for node in editions["en"].all() if re.fullmatch(r"h[1-6]", node.tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_every_id_is_used_once_and_every_link_inside_the_page_leads_somewhere(tree: Node) -> None:
    ids = [node.attributes["id"] for node in tree.all() if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    for link in tree.all("a"):
        if link.attributes["href"].startswith("#"):
            assert link.attributes["href"][1:] in ids


def test_a_verdict_and_a_flag_are_words_too(editions: dict[str, Node]) -> None:
    assert [p.text() for p in editions["vi"].all("span", class_="pill")] == [
        "cầu vượt cung",
        "chưa đủ dữ liệu",
    ]
    flag = editions["vi"].all("abbr")[0]
    assert (flag.text(), flag.attributes["title"]) == ("[f]", "dự báo")
    assert "Ký hiệu: [f] dự báo." in editions["vi"].text()


def test_a_page_that_would_grow_too_large_leaves_picture_files_to_the_script(
    page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(html, "MAXIMUM_BYTES", len(page.encode()) - 1)
    smaller = render_html(sample_document())
    assert len(smaller) < len(page) and 'href="data:image/svg+xml' not in smaller
    root = Tree(smaller).root
    figures = 2 * len(sample_document().charts())
    assert len(root.all("button", data_action="svg")) == figures
    assert len(root.all("svg")) == 2 * figures


def test_hostile_labels_stay_words() -> None:
    document = hostile_document()
    root = Tree(render_html(document)).root
    for lang in ("vi", "en"):
        words = root.all("article", lang=lang)[0].text()
        for hostile in HOSTILE:
            assert hostile in words, hostile
    assert len(root.all("script")) == 3


def test_awkward_tables_keep_their_shape() -> None:
    root = Tree(render_html(awkward_document())).root
    tables = {div.attributes["id"]: div for div in root.all("div", class_="table")}
    assert len(tables["vi-T1-1"].all("tbody")[0].all("tr")) == 120
    assert (
        "wide" in tables["vi-T1-2"].attributes["class"]
        and "wide" not in tables["vi-T1-1"].attributes["class"]
    )
    assert tables["en-T1-3"].all("tbody")[0].all("tr") == []
    cells = [cell.text() for cell in tables["vi-T1-4"].all("tbody")[0].all("tr")[1].all("td")]
    assert cells == ["–", "–", "–"]


def test_hostile_numbers_cannot_end_the_data(tmp_path: Path) -> None:
    document = sample_document()
    evil = Text("</script><script>alert(1)</script><!--", "</style>\N{LINE SEPARATOR}&amp;<b>")
    document.store.add(9, "evil", 1.0, kind="count", unit="persons", definition=evil, nature="observed")
    chapter = replace(document.chapters[0], blocks=(Paragraph(Text("{B9-01}", "{B9-01}")),))
    root = Tree(render_html(replace(document, title=evil, chapters=(chapter,)))).root
    assert len(root.all("script")) == 3
    data = json.loads(root.all("script", id="data")[0].text())
    assert data["numbers"][-1]["definition"] == {"vi": evil.vi, "en": evil.en}
    assert root.all("h1")[0].text() == evil.vi


def test_addresses_of_sources_are_links_that_tell_nothing() -> None:
    document = sample_document()
    chapter = replace(
        document.chapters[0],
        blocks=(Paragraph(Text.same('xem https://example.org/a?b=1&c="2", rồi javascript:alert(1).')),),
    )
    root = Tree(render_html(replace(document, chapters=(chapter,)))).root
    links = [a for a in root.all("a") if a.attributes["href"].startswith("http")]
    assert {a.attributes["href"] for a in links} == {"https://example.org/a?b=1&c="}
    assert all(a.attributes["rel"] == "noreferrer" for a in links)


def test_a_quarter_is_written_for_people_in_the_lookup_and_the_explanation() -> None:
    document = sample_document()
    name = Text("Thu nhập", "Income")
    document.store.add(
        9, "income", 1.0, kind="count", unit="persons", definition=name, nature="observed", period="2024-Q4"
    )
    chapter = replace(document.chapters[0], blocks=(Paragraph(Text("{B9-01}", "{B9-01}")),))
    root = Tree(render_html(replace(document, chapters=(chapter,)))).root
    for article in root.all("article"):
        lookup = article.all("section", id=f"{article.attributes['lang']}-numbers")[0].text()
        assert "Q4/2024" in lookup and "2024-Q4" not in lookup
    number = json.loads(root.all("script", id="data")[0].text())["numbers"][-1]
    assert number["period"] == "2024-Q4"
    assert number["period_text"] == {"vi": "quý IV năm 2024", "en": "Q4 2024"}
