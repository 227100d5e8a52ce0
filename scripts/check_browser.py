"""Opens HTML reports in a real browser and checks what only a browser can tell.

For each file: it loads without a console message and without any request but itself; the language can be switched with and
without scripts; explanations, readouts and keyboard work; nothing is wider than a narrow screen or a page at 200 %; the
structure a screen reader needs is there; every pair of text and background has enough contrast in light and dark; it prints,
and a draft says so on every page.

Usage: check_browser.py [--pictures FOLDER] FILE...
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from browser import Browser, find_browser

# WCAG 2.2 AA: text 4.5 to 1, large text (24 px, or 18.66 px bold) 3 to 1.
CONTRAST_JS = r"""
(() => {
  const colour = (text) => { const p = text.match(/[\d.]+/g).map(Number); return { rgb: p.slice(0, 3), a: p.length > 3 ? p[3] : 1 }; };
  const light = (rgb) => { const l = rgb.map((v) => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126 * l[0] + 0.7152 * l[1] + 0.0722 * l[2]; };
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
  const behind = (node) => { for (; node; node = node.parentElement) { const c = colour(getComputedStyle(node).backgroundColor); if (c.a > 0.99) return c.rgb; } return [255, 255, 255]; };
  const found = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !node.checkVisibility() || node.closest("script, style, .unseen, .watermark, .skip")) continue;
    const style = getComputedStyle(node);
    const drawn = node.closest("svg");
    const own = colour(drawn ? style.fill : style.color).rgb;
    if (drawn && (node.getAttribute("fill") || "").match(/^#(14202C|FFFFFE)$/i)) continue; /* on a ramp: tested with the palette */
    const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && style.fontWeight >= 600);
    const value = ratio(own, behind(drawn ? drawn.parentElement : node));
    if (value < (large ? 3 : 4.5)) found.set(`${node.tagName}.${node.className.baseVal ?? node.className} ${own} on ${behind(node)}: ${value.toFixed(2)}`, node.textContent.slice(0, 40));
  }
  return Array.from(found, ([key, text]) => `${key} "${text}"`);
})()
"""

STRUCTURE_JS = r"""
(() => {
  const out = [], say = (text) => out.push(text);
  const all = (s, w = document) => Array.from(w.querySelectorAll(s));
  const shown = (n) => n.checkVisibility();
  const name = (n) => (n.getAttribute("aria-label") || (n.getAttribute("aria-labelledby") || "").split(" ").map((id) => (document.getElementById(id) || {}).textContent || "").join(" ") || n.textContent).trim();
  if (!document.documentElement.lang) say("the page has no language");
  if (!document.title) say("the page has no title");
  if (all("main").length !== 1) say("there is not one main part");
  const ids = all("[id]").map((n) => n.id);
  new Set(ids.filter((id, i) => ids.indexOf(id) !== i)).forEach((id) => say(`the id ${id} is used twice`));
  all("[aria-labelledby], [aria-describedby]").forEach((n) => (n.getAttribute("aria-labelledby") || n.getAttribute("aria-describedby")).split(" ").forEach((id) => { if (!document.getElementById(id)) say(`a label points to ${id}, which is not there`); }));
  all("a[href^='#']").forEach((a) => { if (!document.getElementById(decodeURIComponent(a.hash.slice(1)))) say(`a link points to ${a.hash}, which is not there`); });
  for (const edition of all(".edition")) {
    let before = 0;
    if (all("h1", edition).length !== 1) say(`${edition.lang}: there is not one h1`);
    all("h1, h2, h3, h4, h5, h6", edition).forEach((h) => { const level = Number(h.tagName[1]); if (level > before + 1) say(`the heading "${h.textContent.trim()}" jumps from level ${before} to ${level}`); if (!h.textContent.trim()) say("a heading is empty"); before = level; });
  }
  all("svg[role=img], figure, section, nav, aside:not([hidden]), [role=region]").forEach((n) => { if (!name(n)) say(`a ${n.tagName} has no name`); });
  all("button, a[href], summary").forEach((n) => { if (!name(n)) say(`a ${n.tagName} has no words`); });
  all("input").forEach((n) => { if (!n.labels.length && !n.getAttribute("aria-label")) say(`the input ${n.id} has no label`); });
  all("table").forEach((t) => { if (!t.caption || !t.caption.textContent.trim()) say("a table has no caption"); if (!t.querySelector("th[scope=col]") || all("th:not([scope])", t).length) say(`the table "${t.caption && t.caption.textContent.trim()}" has a head without scope`); });
  all("img:not([alt])").forEach(() => say("a picture has no alternative text"));
  all(".num").forEach((n) => { if (!/^[A-Z]\d{1,2}-\d{2,3}$/.test(n.dataset.id)) say(`a number has no id: ${n.textContent}`); });
  all("svg text").filter(shown).forEach((t) => { const box = t.getBoundingClientRect(), frame = t.ownerSVGElement.getBoundingClientRect(); if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 2 || box.bottom > frame.bottom + 3) say(`a label leaves its figure: ${t.textContent} (${t.ownerSVGElement.closest("figure").id})`); });
  for (const svg of all("svg").filter(shown)) {
    const texts = all("text", svg).map((t) => [t.getBoundingClientRect(), t.textContent]);
    texts.forEach(([a, first], i) => texts.slice(i + 1).forEach(([b, second]) => { const dx = Math.min(a.right, b.right) - Math.max(a.left, b.left), dy = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top); if (dx > 1.5 && dy > Math.min(a.height, b.height) * 0.35) say(`labels overlap in ${svg.closest("figure").id}: "${first}" and "${second}"`); }));
  }
  return out;
})()
"""

WIDE_JS = """
(() => Array.from(document.querySelectorAll(".page *")).filter((n) => n.checkVisibility() && !n.closest(".scroll, svg, .unseen")
  && n.getBoundingClientRect().right > innerWidth + 1).slice(0, 5).map((n) => n.tagName + "." + n.className + ": " + n.textContent.trim().slice(0, 50)))()
"""
VISIBLE_JS = """
(() => ["vi", "en"].map((l) => document.querySelector(".edition.only-" + l).checkVisibility()))()
"""


class Report:
    """One report under test; ``problems`` collects what is wrong."""

    def __init__(self, browser: Browser, path: Path, pictures: Path | None) -> None:
        self.browser, self.path, self.pictures = browser, path, pictures
        self.url = path.resolve().as_uri()
        self.name = f"{path.resolve().parent.name}-{path.stem}"
        self.problems: list[str] = []

    def expect(self, condition: object, problem: str) -> None:
        if not condition:
            self.problems.append(problem)

    def picture(self, name: str, *, whole: bool = False) -> None:
        if self.pictures is not None:
            self.browser.picture(self.pictures / f"{self.name}-{name}.png", whole=whole)

    def check_load(self) -> None:
        """Nothing but the file itself is asked for, and the console stays empty."""
        browser = self.browser
        browser.window(1280, 900)
        browser.media()
        browser.script(True)
        browser.open(self.url)
        for event in browser.events:
            method, parameters = event.get("method"), event.get("params", {})
            if method == "Network.requestWillBeSent":
                asked = parameters["request"]["url"]
                self.expect(asked.split("#")[0] == self.url, f"the page asks for {asked[:80]}")
            elif method in ("Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled"):
                self.problems.append(f"console: {parameters}")
        self.expect(browser.evaluate(VISIBLE_JS) == [True, False], "the page does not open in Vietnamese")
        self.picture("vi")

    def check_structure(self) -> None:
        for lang in ("vi", "en"):
            self.browser.evaluate(f"document.getElementById('choose-{lang}').click()")
            for width in (1280, 390):
                self.browser.window(width, 900)
                self.problems += [f"{lang}, {width} px: {p}" for p in self.browser.evaluate(STRUCTURE_JS)]
        self.browser.window(1280, 900)

    def check_languages(self) -> None:
        """The switch works with and without scripts; the address can name a place in either language."""
        browser = self.browser
        browser.evaluate("document.querySelector('label[for=choose-en]').click()")
        self.expect(browser.evaluate(VISIBLE_JS) == [False, True], "the language switch does not switch")
        self.expect(
            browser.evaluate("document.documentElement.lang") == "en", "the page keeps its language attribute"
        )
        self.picture("en")
        browser.open(self.url + "#en")
        self.expect(browser.evaluate(VISIBLE_JS) == [False, True], "the address #en does not open English")
        browser.script(False)
        browser.open(self.url)
        self.expect(browser.evaluate(VISIBLE_JS) == [True, False], "without scripts Vietnamese does not show")
        browser.evaluate("document.querySelector('label[for=choose-en]').click()")
        self.expect(
            browser.evaluate(VISIBLE_JS) == [False, True], "without scripts the language cannot be switched"
        )
        browser.script(True)
        browser.open(self.url)

    def check_numbers(self) -> None:
        """A number explains itself to the keyboard, and a figure reads itself out."""
        browser = self.browser
        first = "Array.from(document.querySelectorAll('.only-vi .num')).find((n) => n.checkVisibility())"
        browser.evaluate(f"{first}.focus()")
        self.expect(
            browser.evaluate("!document.getElementById('tip').hidden"), "a focused number shows no id"
        )
        browser.key("Enter")
        self.expect(
            browser.evaluate(f"document.getElementById('explain').textContent.includes({first}.dataset.id)"),
            "Enter on a number does not explain it",
        )
        self.picture("explain")
        browser.key("Escape")
        self.expect(
            browser.evaluate("document.getElementById('explain').hidden"),
            "Escape does not close the explanation",
        )
        if browser.evaluate("document.querySelectorAll('.only-vi .plot.wide svg').length"):
            browser.evaluate("document.querySelector('.only-vi .plot.wide svg').focus()")
            browser.key("ArrowRight")
            self.expect(
                browser.evaluate("document.querySelector('.only-vi figure .readout.live') !== null"),
                "a figure does not read out under the arrow keys",
            )

    def check_contrast(self) -> None:
        for dark in (False, True):
            self.browser.media(dark=dark)
            mode = "dark" if dark else "light"
            self.problems += [f"contrast, {mode}: {p}" for p in self.browser.evaluate(CONTRAST_JS)]
            self.picture(mode)
        self.browser.media()

    def check_widths(self) -> None:
        """A phone, and a window of 1280 px at 200 % zoom."""
        for width, height, name in ((360, 740, "narrow"), (640, 450, "zoom")):
            self.browser.window(width, height)
            for lang in ("vi", "en"):
                self.browser.evaluate(f"document.getElementById('choose-{lang}').click()")
                self.problems += [f"too wide at {width} px: {p}" for p in self.browser.evaluate(WIDE_JS)]
                self.picture(f"{name}-{lang}")
        self.browser.window(1280, 900)

    def check_print(self) -> None:
        """Every printed page of a draft or a simulated document says so."""
        browser = self.browser
        if shutil.which("pdftotext") is None:
            print("check_browser: pdftotext is missing, printed pages are not read", file=sys.stderr)
            return
        for lang in ("vi", "en"):
            browser.evaluate(f"document.getElementById('choose-{lang}').click()")
            strong = browser.evaluate(
                f"(document.querySelector('.bar-state.only-{lang} .mark') || {{}}).textContent || ''"
            )
            simulated = browser.evaluate(
                f"(document.querySelector('.simulated .only-{lang}') || {{}}).textContent || ''"
            )
            with tempfile.TemporaryDirectory() as folder:
                target = Path(folder) / "print.pdf"
                browser.pdf(target)
                if self.pictures is not None:
                    shutil.copy(target, self.pictures / f"{self.name}-print-{lang}.pdf")
                text = subprocess.run(
                    ["pdftotext", "-layout", target, "-"], capture_output=True, text=True, check=True
                )
            pages = text.stdout.split("\f")[:-1]
            self.expect(pages, f"{lang}: nothing is printed")
            for position, page in enumerate(pages, start=1):
                flat = " ".join(page.split())
                for mark in filter(None, (strong, simulated)):
                    self.expect(mark in flat, f"{lang}: printed page {position} does not say “{mark}”")

    def run(self) -> None:
        checks: tuple[Callable[[], None], ...] = (
            self.check_load, self.check_structure, self.check_languages, self.check_numbers, self.check_contrast,
            self.check_widths, self.check_print,
        )  # fmt: skip
        for check in checks:
            check()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pictures", type=Path, help="a folder for screenshots and printed pages")
    parser.add_argument("files", nargs="+", type=Path)
    arguments = parser.parse_args()
    executable = find_browser()
    if executable is None:
        print("check_browser: no Chromium is installed (scripts/setup.sh check installs it)", file=sys.stderr)
        return 1
    if arguments.pictures is not None:
        arguments.pictures.mkdir(parents=True, exist_ok=True)
    failed = False
    for path in arguments.files:
        with Browser(executable) as browser:
            report = Report(browser, path, arguments.pictures)
            report.run()
        for problem in report.problems:
            print(f"{path}: {problem}")
        print(f"{path}: {'FAILED' if report.problems else 'passed'}")
        failed = failed or bool(report.problems)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
