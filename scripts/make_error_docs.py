#!/usr/bin/env python3
"""Writes docs/errors.md: every error id with its causes and remedies in both languages, read from the sources.

    .venv/bin/python scripts/make_error_docs.py            # writes docs/errors.md
    .venv/bin/python scripts/make_error_docs.py --check    # exit code 1 when the page is not current

An id counts as used where it stands as a whole string literal in lib/include, bindings/src or bindings/dubao. English texts come
from the place that raises it; Vietnamese ones from there too (Python) or from dubao.errors.CORE_MESSAGES (C++). A value that is
put into a message at run time is shown as "…".
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "errors.md"
ID = re.compile(r"E-[A-Z]{2,4}-\d{3}")
GAP = "…"
UNTRANSLATED = "Chưa có bản tiếng Việt; chương trình in câu tiếng Anh."

# What the letters of an id stand for, in the order of the page.
AREAS = {
    "CLI": ("command line", "dòng lệnh"),
    "CFG": ("configuration of a report", "cấu hình báo cáo"),
    "CAP": ("legal capacity of an institution", "năng lực đào tạo theo quy định"),
    "POST": ("job postings", "tin tuyển dụng"),
    "NOW": ("index of postings, nowcast", "chỉ số tin tuyển dụng, dự báo tức thời"),
    "CND": ("candidates for new occupations", "ứng viên nghề mới"),
    "SPM": ("pay by skill", "chênh lệch lương theo kỹ năng"),
    "COD": ("coding of postings", "mã hóa tin tuyển dụng"),
    "CAT": ("catalogue of tables", "danh mục bảng số liệu"),
    "DAT": ("data packages and files", "gói số liệu và tệp"),
    "ENC": ("encodings", "bảng mã"),
    "NUM": ("numbers as people write them", "cách viết số"),
    "OUT": ("writing results", "ghi kết quả"),
    "EXT": ("optional packages", "gói cài thêm"),
    "DIA": ("diagnostics of fits and forecasts", "kiểm định chẩn đoán"),
    "TMP": ("temporal disaggregation", "phân rã theo thời gian"),
    "HIE": ("aggregation trees", "cây tổng hợp"),
    "REC": ("reconciliation", "điều hòa dự báo"),
    "NEED": ("need of intakes", "nhu cầu tuyển sinh"),
    "RCM": ("recommended intakes", "số lượng tuyển sinh khuyến nghị"),
    "IPF": ("iterative proportional fitting", "khớp tỷ lệ lặp"),
    "OVR": ("overrides by experts", "điều chỉnh của chuyên gia"),
    "SAV": ("saved fits", "mô hình đã lưu"),
    "REG": ("regressors", "biến giải thích"),
    "DES": ("matrix of a regression", "ma trận hồi quy"),
    "LIN": ("linear regression", "hồi quy tuyến tính"),
    "PEN": ("penalised regression", "hồi quy chính quy hóa"),
    "ROB": ("robust regression", "hồi quy bền vững"),
    "GLM": ("generalised linear models", "mô hình tuyến tính tổng quát"),
    "PNL": ("panel regression", "hồi quy dữ liệu bảng"),
    "NLS": ("nonlinear least squares", "bình phương nhỏ nhất phi tuyến"),
    "GRO": ("growth curves", "đường tăng trưởng"),
    "DYN": ("dynamic regression", "hồi quy động"),
    "SCN": ("scenarios", "kịch bản"),
    "ARI": ("ARIMA", "ARIMA"),
    "STR": ("structural models", "mô hình cấu trúc"),
    "CES": ("complex exponential smoothing", "san mũ phức"),
    "STL": ("decomposition by loess", "phân rã bằng loess"),
    "IVN": ("breaks and outliers", "gián đoạn và giá trị bất thường"),
    "EXP": ("dubao explain", "dubao explain"),
    "REP": ("report and replacement of leavers", "báo cáo và thay thế lao động"),
    "PDF": ("PDF writer", "ghi tệp PDF"),
    "LAY": ("layout of documents", "thể thức văn bản"),
    "VIN": ("vintages", "bản lưu dự báo"),
    "FRM": ("tables given to the forecaster", "bảng đưa vào bộ dự báo"),
    "FRC": ("forecaster, Python", "bộ dự báo, Python"),
    "FOR": ("forecaster, core", "bộ dự báo, lõi"),
    "ACC": ("accuracy", "độ chính xác"),
    "TIM": ("periods", "kỳ thời gian"),
    "SER": ("series", "chuỗi"),
    "PAN": ("panels", "bảng nhiều chuỗi"),
    "DRW": ("draws", "đường mô phỏng"),
    "ARR": ("arrays", "mảng"),
    "CSV": ("CSV reader of the C++ library", "bộ đọc CSV của thư viện C++"),
    "MOD": ("models", "mô hình"),
    "MDL": ("names of models", "tên mô hình"),
    "INT": ("defects of the program", "lỗi của chương trình"),
    "ETS": ("exponential smoothing", "san mũ"),
    "THE": ("Theta", "Theta"),
    "DDR": ("damped drift", "xu thế giảm dần"),
    "SNV": ("seasonal naive", "giữ nguyên theo mùa"),
    "AVG": ("window average", "trung bình cửa sổ"),
    "TRF": ("transformed models", "mô hình trên số liệu biến đổi"),
    "ENS": ("ensemble", "kết hợp mô hình"),
    "AUT": ("automatic choice", "chọn tự động"),
    "BCK": ("backtest", "kiểm tra lùi"),
    "CFM": ("conformal calibration", "hiệu chuẩn bảo giác"),
    "CAL": ("calibration of the forecaster", "hiệu chuẩn của bộ dự báo"),
    "CMP": ("comparison with a yardstick", "so với chuẩn"),
    "DEP": ("dependence between series", "phụ thuộc giữa các chuỗi"),
    "LAB": ("labour-market accounts", "cân đối thị trường lao động"),
    "STA": ("staffing shares", "cơ cấu nghề theo ngành"),
    "OPN": ("job openings", "nhu cầu tuyển dụng"),
    "PIP": ("education pipeline", "dòng đào tạo"),
    "FLX": ("field of study to occupation", "ngành đào tạo sang nghề"),
    "CLM": ("claims in circulation", "phát biểu đang lưu hành"),
    "EMG": ("emergence of terms in postings", "thuật ngữ nổi lên trong tin tuyển dụng"),
    "CYB": ("need for cybersecurity staff", "nhu cầu nhân lực an ninh mạng"),
    "SKD": ("demand for skills", "nhu cầu kỹ năng"),
    "BAL": ("balance of supply and demand", "cân đối cung cầu"),
    "BRG": ("bridges between classifications", "bảng chuyển giữa các danh mục"),
    "HCI": ("human capital index", "chỉ số vốn nhân lực"),
    "TGT": ("targets", "mục tiêu"),
    "ADM": ("workbook and forms of admission", "sổ nhập và biểu mẫu tuyển sinh"),
}  # fmt: skip


@dataclass
class Entry:
    """What is known of one id: (cause, remedy) pairs in each language, and the files that raise it."""

    en: list[tuple[str, str]] = field(default_factory=list)
    vi: list[tuple[str, str]] = field(default_factory=list)
    files: set[str] = field(default_factory=set)

    def add(self, lang: str, cause: str, remedy: str) -> None:
        pairs = self.en if lang == "en" else self.vi
        pair = (_tidy(cause), _tidy(remedy))
        if pair[0] and pair not in pairs:
            pairs.append(pair)


def _tidy(text: str) -> str:
    text = re.sub(rf"{GAP}(\s*{GAP})+", GAP, text).strip().rstrip(".")
    return "" if text.strip(f"{GAP} ;,:") == "" else text


# --- Python sources ---------------------------------------------------------------------------------------------------


class _Function:
    """Resolves texts inside one function: literals, f-strings, concatenations, names bound to a choice."""

    def __init__(self, node: ast.AST) -> None:
        self.node = node
        self.choices: dict[str, ast.IfExp] = {}
        self.known: dict[str, list[ast.AST]] = {}
        for statement in ast.walk(node):
            if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
                self._bind(statement.targets[0], [statement.value])
            elif isinstance(statement, ast.For) and isinstance(statement.iter, ast.Tuple):
                self._bind(statement.target, statement.iter.elts)

    def _bind(self, target: ast.AST, values: list[ast.AST]) -> None:
        """Remembers what a name can stand for: one value, or those it takes in a loop."""
        if isinstance(target, ast.Name):
            if len(values) == 1 and isinstance(values[0], ast.IfExp):
                self.choices[target.id] = values[0]
            elif all(isinstance(v, (ast.Constant, ast.JoinedStr)) for v in values):
                self.known.setdefault(target.id, []).extend(values)
        elif isinstance(target, ast.Tuple) and all(isinstance(v, ast.Tuple) for v in values):
            for position, name in enumerate(target.elts):
                self._bind(name, [v.elts[position] for v in values])

    @property
    def parameters(self) -> set[str]:
        arguments = getattr(self.node, "args", None)
        return {a.arg for a in (*arguments.args, *arguments.kwonlyargs)} if arguments else set()

    def text(self, node: ast.AST | None, first: bool = True) -> str:
        if node is None:
            return ""
        if isinstance(node, ast.Constant):
            return str(node.value)
        if isinstance(node, ast.JoinedStr):
            return "".join(self.text(part, first) for part in node.values)
        if isinstance(node, ast.FormattedValue):
            return self.text(node.value, first)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            return self.text(node.left, first) + self.text(node.right, first)
        if isinstance(node, ast.IfExp):
            # A hint that is only sometimes there is left out; of two texts the one of this branch is taken.
            if "" in (getattr(node.body, "value", None), getattr(node.orelse, "value", None)):
                return ""
            return self.text(node.body if first else node.orelse, first)
        if isinstance(node, ast.Name) and node.id in self.choices:
            return self.text(self.choices[node.id], first)
        if isinstance(node, ast.Name) and node.id in self.known:
            return " / ".join(dict.fromkeys(self.text(v, first) for v in self.known[node.id]))
        if (
            isinstance(node, ast.Subscript)
            and isinstance(node.value, ast.Name)
            and isinstance(node.slice, ast.Constant)
        ):
            choice = self.choices.get(node.value.id)
            branch = choice and (choice.body if first else choice.orelse)
            if isinstance(branch, ast.Tuple) and isinstance(node.slice.value, int):
                return self.text(branch.elts[node.slice.value], first)
        return GAP


def _is_id(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(ID.fullmatch(node.value))


def _ids_of(node: ast.AST, function: _Function) -> Iterator[tuple[str, bool]]:
    """Ids that an argument can be, and whether it is the first branch of its choice."""
    if _is_id(node):
        yield node.value, True
    elif isinstance(node, ast.Name):
        choice = function.choices.get(node.id)
        if choice is not None:
            for branch, first in ((choice.body, True), (choice.orelse, False)):
                if _is_id(branch):
                    yield branch.value, first
        arguments = getattr(function.node, "args", None)
        if arguments is not None:
            positional = arguments.args[len(arguments.args) - len(arguments.defaults) :]
            for parameter, default in zip(positional, arguments.defaults, strict=True):
                if parameter.arg == node.id and _is_id(default):
                    yield default.value, True


def read_python(path: Path, entries: dict[str, Entry]) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    shown = str(path.relative_to(ROOT))
    for node in ast.walk(tree):
        if _is_id(node) and path.name not in ("messages.py", "errors.py"):
            entries.setdefault(node.value, Entry()).files.add(shown)
    functions = [n for n in ast.walk(tree) if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef))] or [
        tree
    ]
    for node in functions:
        function = _Function(node)
        for call in (n for n in ast.walk(node) if isinstance(n, ast.Call)):
            keywords = {k.arg: k.value for k in call.keywords if k.arg}
            for position, argument in enumerate(
                [*call.args, *([keywords["id"]] if "id" in keywords else [])]
            ):
                for found, first in _ids_of(argument, function):
                    entry = entries.setdefault(found, Entry())
                    entry.files.add(shown)
                    if "en" in keywords and getattr(keywords["en"], "id", "") in function.parameters:
                        for use in (n for n in ast.walk(tree) if _called(n) == getattr(node, "name", "")):
                            _add_positional(entry, _Function(tree), use.args)
                    elif "en" in keywords:
                        for lang in ("vi", "en"):
                            cause, remedy = keywords.get(lang), keywords.get(f"remedy_{lang}")
                            entry.add(lang, function.text(cause, first), function.text(remedy, first))
                    else:
                        _add_positional(entry, function, call.args[position + 1 :], first)
    if path.name == "config.py":
        # Rules across keys of a configuration carry both languages in one text.
        for call in (n for n in ast.walk(tree) if _called(n) == "ValueError"):
            vi, bar, en = _Function(call).text(call.args[0]).partition(" || ")
            if bar:
                entry = entries.setdefault("E-CFG-004", Entry())
                entry.add("vi", vi, "sửa lại cho thống nhất")
                entry.add("en", en, "make them agree")


def _called(node: ast.AST) -> str | None:
    return getattr(node.func, "id", None) if isinstance(node, ast.Call) else None


def _add_positional(entry: Entry, function: _Function, arguments: list[ast.expr], first: bool = True) -> None:
    """Texts of a helper that takes (…, vi, en, remedy_vi, remedy_en); a hint may stand between the two pairs."""
    texts = [function.text(a, first) for a in arguments]
    texts = [t for t in texts if t not in ("", GAP)][-4:]
    if len(texts) == 4:
        entry.add("vi", texts[0], texts[2])
        entry.add("en", texts[1], texts[3])


# --- C++ sources ------------------------------------------------------------------------------------------------------


def _arguments(source: str, start: int) -> list[str]:
    """Top-level arguments from `start` (inside an open bracket) to its end."""
    out, depth, begin, position = [], 0, start, start
    while position < len(source):
        letter = source[position]
        if letter == '"':
            position += 1
            while source[position] != '"':
                position += 2 if source[position] == "\\" else 1
        elif letter in "([{":
            depth += 1
        elif letter in ")]}":
            if depth == 0:
                return [*out, source[begin:position]]
            depth -= 1
        elif letter == "," and depth == 0:
            out.append(source[begin:position])
            begin = position + 1
        position += 1
    return out


def _cpp_text(expression: str) -> str:
    """Literals of an expression, "…" for what is put in at run time. Of a conditional the texts of both branches."""
    pieces, last = [], 0
    for found in re.finditer(r'"((?:[^"\\]|\\.)*)"', expression):
        between = re.sub(r"std::string\s*[({]?|[\s+(){}]", "", expression[last : found.start()])
        if between == ":":
            pieces.append(" / ")
        elif between and not between.endswith("?"):
            pieces.append(GAP)
        elif between.endswith("?"):
            pieces.append("")
        pieces.append(found[1].replace('\\"', '"'))
        last = found.end()
    rest = re.sub(r"[\s+(){};]", "", expression[last:])
    if rest:
        pieces.append(GAP)
    return "".join(pieces)


def read_cpp(path: Path, entries: dict[str, Entry]) -> None:
    source = re.sub(r"//[^\n]*", "", path.read_text(encoding="utf-8"))
    source = re.sub(r'"\s*\n\s*"', "", source)
    shown = str(path.relative_to(ROOT))
    for found in re.finditer(rf'"({ID.pattern})"', source):
        entry = entries.setdefault(found[1], Entry())
        entry.files.add(shown)
        caller = re.search(r"(\w+)\s*[({][^({]*$", source[: found.start()])
        rest = _arguments(source, found.end())[1:]
        if caller and caller[1] == "check_rate":
            entry.add("en", f"value {GAP}, low {GAP}, high {GAP} are not in order", "give low ≤ value ≤ high")
            entry.add(
                "en",
                f"value {GAP}, low {GAP}, high {GAP} leave the possible range",
                f"stay between {GAP} and {GAP}",
            )
        elif caller and caller[1] == "refuse" and len(rest) >= 3:
            entry.add("en", f"'{GAP}' is not known here", _cpp_text(rest[2]))
        elif len(rest) >= 2:
            entry.add("en", _cpp_text(rest[1]), _cpp_text(rest[2]) if len(rest) > 2 else "")


# --- the page -----------------------------------------------------------------------------------------------------------


def collect() -> dict[str, Entry]:
    """All ids used in the sources."""
    import dubao.hierarchy  # noqa: F401  (adds its messages)
    import dubao.labour  # noqa: F401  (adds its messages)
    from dubao.errors import CORE_MESSAGES

    entries: dict[str, Entry] = {}
    for path in sorted([*(ROOT / "lib/include").rglob("*.hpp"), *(ROOT / "bindings/src").glob("*.[ch]pp")]):
        read_cpp(path, entries)
    for path in sorted((ROOT / "bindings/dubao").rglob("*.py")):
        read_python(path, entries)
    for key, (cause, remedy) in CORE_MESSAGES.items():
        if key in entries:
            entries[key].add("vi", cause, remedy)
    return entries


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>$|#~])", r"\\\1", text)


def _sentences(pairs: list[tuple[str, str]], mend: str, missing: str) -> list[str]:
    lines = [f"{_escaped(c)}." + (f" {mend}: {_escaped(r)}." if r else "") for c, r in pairs]
    return [f"- {line}" for line in lines] or [f"- {missing}"]


def page(entries: dict[str, Entry]) -> str:
    unnamed = sorted({key.split("-")[1] for key in entries} - set(AREAS))
    if unnamed:
        raise SystemExit(f"name these areas in AREAS of {Path(__file__).name}: {', '.join(unnamed)}")
    out = [
        "% Written by scripts/make_error_docs.py from the sources. Do not edit.",
        "# Errors by id",
        "",
        "An id never changes its meaning. A message says what is wrong, where (file, row, column, series, period, argument), and how",
        "to mend it; all problems are listed at once. `…` stands for a value of your data.",
        "",
        "Mã lỗi không đổi nghĩa. Thông báo nêu sai gì, ở đâu (tệp, dòng, cột, chuỗi, kỳ, tham số) và cách sửa; mọi lỗi được liệt kê",
        "cùng lúc. `…` là giá trị trong số liệu của người dùng.",
        "",
        "Exit codes of the command line: 0 done, 1 data or model refused, 2 wrong command line, 130 stopped by Ctrl-C.",
    ]
    for area, (en, vi) in AREAS.items():
        keys = sorted(key for key in entries if key.split("-")[1] == area)
        if not keys:
            continue
        title = en if en == vi else f"{en} · {vi}"
        out += ["", f"## E-{area}: {title}"]
        for key in keys:
            entry = entries[key]
            files = ", ".join(f"`{name}`" for name in sorted(entry.files))
            passed_on = not entry.en and not entry.vi
            out += ["", f"### {key}", ""]
            out += _sentences(entry.en, "To mend", "The message says what the program met.")
            out += _sentences(
                entry.vi, "Cách sửa", "Thông báo nêu điều chương trình gặp." if passed_on else UNTRANSLATED
            )
            out += ["", f"Raised in {files}."]
    return "\n".join(out) + "\n"


def main(arguments: list[str]) -> int:
    text = page(collect())
    if "--check" in arguments:
        if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text:
            return 0
        sys.stderr.write("docs/errors.md is not current: run scripts/make_error_docs.py\n")
        return 1
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
