#!/usr/bin/env python3
"""Makes datasets/international-signals from the public panels: skills in Hacker News hiring posts, and the PYPL index.

    .venv/bin/python scripts/make_international_signals.py SOURCES [FOLDER]

SOURCES holds ``skills-hn-who-is-hiring`` and ``skills-pypl`` (monthly counts and shares, gzipped CSV). Only counts and shares are
copied; the figures are those of the source. A test checks the committed files against this script where the sources are at hand.
"""

from __future__ import annotations

import csv
import gzip
import re
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from data_package import DATASETS, Table, number, write

HACKER_NEWS, PYPL = "hn_who_is_hiring", "pypl"
# Names that are words: Vietnamese, English, kind. All others are names of products and languages, written as below.
WORDS = {
    "machine learning": ("học máy", "machine learning", "skill"),
    "deep learning": ("học sâu", "deep learning", "skill"),
    "data science": ("khoa học dữ liệu", "data science", "skill"),
    "nlp": ("xử lý ngôn ngữ tự nhiên", "natural language processing", "skill"),
    "blockchain": ("chuỗi khối", "blockchain", "skill"),
    "microservices": ("vi dịch vụ", "microservices", "skill"),
    "devops": ("DevOps", "DevOps", "skill"),
    "security": ("bảo mật, an ninh", "security", "skill"),
    "full stack": ("lập trình toàn phần (full stack)", "full stack", "role"),
    "frontend": ("lập trình giao diện (frontend)", "frontend", "role"),
    "backend": ("lập trình máy chủ (backend)", "backend", "role"),
    "remote": ("làm việc từ xa", "remote work", "condition"),
    "intern": ("thực tập", "internship", "condition"),
}
NAMES = {
    "javascript": "JavaScript", "typescript": "TypeScript", "c++": "C++", "c#": "C#", ".net": ".NET", "php": "PHP", "rails": "Ruby on Rails",
    "sql": "SQL", "html": "HTML", "css": "CSS", "node.js": "Node.js", "jquery": "jQuery", "postgresql": "PostgreSQL", "mysql": "MySQL",
    "mongodb": "MongoDB", "aws": "AWS", "gcp": "Google Cloud", "azure": "Azure", "graphql": "GraphQL", "ios": "iOS", "tensorflow": "TensorFlow",
    "pytorch": "PyTorch", "objective-c": "Objective-C", "react native": "React Native", "r": "R",
}  # fmt: skip
TWICE = "Nguồn ghi hai giá trị cho tháng này, lấy giá trị sau | The source gives two values for this month, the later one is kept"
SLUGS = {"c++": "cpp", "c#": "csharp", "c/c++": "c_cpp", ".net": "dotnet", "node.js": "nodejs"}


def slug(name: str) -> str:
    key = name.lower()
    return SLUGS.get(key) or re.sub(r"[^a-z0-9]+", "_", key).strip("_")


def _read(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def make(sources: Path, folder: Path) -> None:
    hiring = _read(sources / "skills-hn-who-is-hiring" / "hn_skill_counts_monthly.csv.gz")
    searches = [
        row
        for row in _read(sources / "skills-pypl" / "pypl_monthly_shares.csv.gz")
        if row["index"] == "PYPL" and row["country"] == "All"
    ]
    terms = Table(
        "terms", "Names of the terms of both panels", "Tên các từ của hai bảng",
        {
            "panel": ("Panel: hacker_news or pypl", "Bảng: hacker_news hoặc pypl"), "term": ("Key of the term", "Khóa của từ"),
            "term_vi": ("Name, Vietnamese", "Tên, tiếng Việt"), "term_en": ("Name, English", "Tên, tiếng Anh"),
            "kind": ("skill, role or condition of work", "kỹ năng, vai trò hoặc điều kiện làm việc"),
            "source_id": ("Key into sources.csv of this package", "Khóa tới sources.csv của gói này"),
        }, key=("panel", "term"), kind="register",
    )  # fmt: skip
    counts = Table(
        "hacker_news", "Hacker News hiring posts that mention a term, monthly", "Tin tuyển dụng Hacker News có nêu từng từ, theo tháng",
        {"term": ("Term; total = posts read", "Từ; total = số tin đã đọc")},
    )  # fmt: skip
    shares = Table(
        "pypl", "Share of searches for tutorials by programming language, worldwide, monthly", "Tỷ trọng lượt tìm bài hướng dẫn theo ngôn ngữ lập trình, toàn cầu, theo tháng",
        {"term": ("Programming language", "Ngôn ngữ lập trình")},
    )  # fmt: skip
    read = {row["month"]: row["postings"] for row in hiring}
    for month in sorted(read):
        counts.add(
            series_id="int.hn.total", term="total", period=month, value=read[month], unit="postings", status="derived", source_id=HACKER_NEWS
        )  # fmt: skip
    for row in sorted(hiring, key=lambda r: (slug(r["skill"]), r["month"])):
        key = slug(row["skill"])
        counts.add(
            series_id=f"int.hn.{key}", term=key, period=row["month"], value=row["postings_mentioning"], unit="postings", status="derived", source_id=HACKER_NEWS
        )  # fmt: skip
    for name in sorted({row["skill"] for row in hiring}, key=slug):
        plain = NAMES.get(name, name[:1].upper() + name[1:])
        vi, en, kind = WORDS.get(name, (plain, plain, "skill"))
        terms.add(panel="hacker_news", term=slug(name), term_vi=vi, term_en=en, kind=kind, source_id=HACKER_NEWS)  # fmt: skip
    # The source writes some Januaries twice with two values: the later row stands, and says so.
    months = Counter((row["item"], row["month"]) for row in searches)
    last = {(row["item"], row["month"]): row for row in searches}
    for row in sorted(last.values(), key=lambda r: (slug(r["item"]), r["month"])):
        key = slug(row["item"])
        twice = months[row["item"], row["month"]] > 1
        shares.add(
            series_id=f"int.pypl.{key}", term=key, period=row["month"], value=number(100 * float(row["share"])), unit="percent", status="derived", source_id=PYPL, note=TWICE if twice else ""
        )  # fmt: skip
    for name in sorted({row["item"] for row in searches}, key=slug):
        terms.add(panel="pypl", term=slug(name), term_vi=name, term_en=name, kind="skill", source_id=PYPL)
    write(
        folder,
        {
            "name": "international-signals",
            "title": "International signals on skills: hiring posts of Hacker News, searches for tutorials",
            "title_vi": "Tín hiệu quốc tế về kỹ năng: tin tuyển dụng trên Hacker News, lượt tìm bài hướng dẫn",
            "description": "Monthly counts of 73 terms in the posts of 'Ask HN: Who is hiring?' (2011-01 to 2019-09, posts of at least 50 characters, replies may be among them; few posts in the first months) and monthly shares of 30 programming languages among searches for tutorials (PYPL, worldwide, 2004-06 to 2026-07; shares of searches, not of jobs; the source writes 18 Januaries twice with two values, the later is kept). Neither is about Viet Nam. Counts and shares only, no text of a post and no user name.",
            "description_vi": "Số tin theo tháng có nêu 73 từ trong mục “Ask HN: Who is hiring?” (tháng 01/2011 đến tháng 9/2019, tin từ 50 ký tự, có thể lẫn câu trả lời; những tháng đầu ít tin) và tỷ trọng theo tháng của 30 ngôn ngữ lập trình trong lượt tìm bài hướng dẫn (PYPL, toàn cầu, tháng 6/2004 đến tháng 7/2026; là tỷ trọng lượt tìm, không phải việc làm; nguồn ghi 18 tháng Một hai lần với hai giá trị, ở đây giữ giá trị sau). Cả hai không nói về Việt Nam. Chỉ có số đếm và tỷ trọng, không có nội dung tin và tên người dùng.",
            "as_of": "2026-11-23",
            "licenses": [
                {"name": "MIT", "title": "MIT (hacker_news: counts of hacker-job-trends)", "path": "https://github.com/timqian/hacker-job-trends/blob/master/LICENSE"},
                {"name": "CC-BY-3.0", "title": "Creative Commons Attribution 3.0 (pypl: PYPL index, Pierre Carbonnelle)", "path": "https://creativecommons.org/licenses/by/3.0/"},
            ],
        },
        [counts, shares, terms],
        [
            {
                "source_id": HACKER_NEWS, "title": "hacker-job-trends: số tin theo tháng có nêu kỹ năng trong mục Who is hiring của Hacker News, 01/2011–9/2019 | hacker-job-trends: monthly counts of skills in Hacker News Who is hiring, 2011-01 to 2019-09", "publisher": "timqian",
                "url": "https://github.com/timqian/hacker-job-trends", "licence": "MIT", "read_on": "2026-11", "status": "derived",
                "note": "Số đếm theo quy tắc khớp từ của nguồn, bản d14b18cc | Counts by the matching rules of the source, commit d14b18cc",
            },
            {
                "source_id": PYPL, "title": "PYPL: chỉ số ngôn ngữ lập trình theo lượt tìm bài hướng dẫn, toàn cầu, 6/2004–7/2026 | PYPL PopularitY of Programming Language index, worldwide, 2004-06 to 2026-07", "publisher": "Pierre Carbonnelle",
                "url": "https://pypl.github.io/PYPL.html", "via_url": "https://github.com/pypl/pypl.github.io", "licence": "CC BY 3.0", "read_on": "2026-11", "status": "derived",
                "note": "Tỷ trọng lượt tìm bài hướng dẫn trên Google, bản e17e0c16 | Shares of Google searches for tutorials, commit e17e0c16",
            },
        ],
    )  # fmt: skip


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    target = Path(sys.argv[2]) if len(sys.argv) > 2 else DATASETS / "international-signals"
    make(Path(sys.argv[1]), target)
    print(f"{target}: written")
