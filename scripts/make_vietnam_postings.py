#!/usr/bin/env python3
"""Makes datasets/vietnam-postings: counts of job advertisements of one site, coded by skill, cluster, role, place and experience.

    .venv/bin/python scripts/make_vietnam_postings.py SOURCES COUNTS [FOLDER]

SOURCES holds the public collections ``itviec_jobs_2025.csv.gz`` and ``itviec_jobs_2026-04_05.csv.gz``; COUNTS is the table of counts
``postings.csv`` that has required experience. Only counts leave this script: no title, no text, no employer. Skills are coded by
``dubao.postings.SkillMatcher`` from the title and the tags of an advertisement, roles by ``dubao.postings.OccupationCoder`` from
the title. A test checks the committed files against this script where the sources are at hand.
"""

from __future__ import annotations

import csv
import gzip
import re
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from data_package import DATASETS, Table, write

from dubao.postings import Posting, SkillMatcher

SITE = "itviec"
# Fewest advertisements in which a pair of skills stands in the table.
LEAST_PAIR = 10
CITIES = {
    "Ho Chi Minh": ("ho_chi_minh", "TP. Hồ Chí Minh", "Ho Chi Minh City"), "Hồ Chí Minh": ("ho_chi_minh", "TP. Hồ Chí Minh", "Ho Chi Minh City"),
    "Ha Noi": ("ha_noi", "Hà Nội", "Ha Noi"), "Hà Nội": ("ha_noi", "Hà Nội", "Ha Noi"), "Hanoi": ("ha_noi", "Hà Nội", "Ha Noi"),
    "Da Nang": ("da_nang", "Đà Nẵng", "Da Nang"), "Đà Nẵng": ("da_nang", "Đà Nẵng", "Da Nang"),
    "Can Tho": ("can_tho", "Cần Thơ", "Can Tho"), "Hai Phong": ("hai_phong", "Hải Phòng", "Hai Phong"),
    "Dong Nai": ("dong_nai", "Đồng Nai", "Dong Nai"), "An Giang": ("an_giang", "An Giang", "An Giang"),
    "Others": ("other", "Nơi khác", "Other places"), "Other": ("other", "Nơi khác", "Other places"), "": ("not_stated", "Không nêu", "Not stated"),
}  # fmt: skip
EXPERIENCE = {
    "0-1 years": ("0_1", "đến 1 năm", "up to 1 year"), "2 years": ("2", "2 năm", "2 years"), "3-4 years": ("3_4", "3–4 năm", "3–4 years"),
    "5-7 years": ("5_7", "5–7 năm", "5–7 years"), "8+ years": ("8_more", "từ 8 năm", "8 years and more"), "no number found": ("not_stated", "không nêu số năm", "no number stated"),
}  # fmt: skip
LEVELS = {
    "fresher": ("Mới ra trường", "Fresher"), "junior": ("Mới vào nghề", "Junior"), "mid": ("Không nêu bậc", "No level in the title"),
    "senior": ("Nhiều kinh nghiệm", "Senior"), "lead": ("Trưởng nhóm", "Lead"), "manager": ("Quản lý", "Manager"),
}  # fmt: skip


@dataclass(frozen=True)
class Advertisement:
    """What is read of one advertisement; nothing of it is written."""

    title: str
    tags: str
    places: tuple[str, ...]


def _rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def collections(sources: Path) -> dict[str, tuple[list[Advertisement], date, date, str]]:
    """Key → advertisements, first and last day, source."""
    spring = _rows(sources / "itviec_jobs_2026-04_05.csv.gz")
    autumn = _rows(sources / "itviec_jobs_2025.csv.gz")
    dated = sorted(row["post_date"][:10] for row in autumn if row["post_date"])
    return {
        "2026_04": (
            [
                Advertisement(row["title"], ", ".join(row["tags"].split("|")), tuple(row["location"].split(" - ")))
                for row in spring
            ],
            date.fromisoformat(min(row["first_seen"] for row in spring)),
            date.fromisoformat(max(row["first_seen"] for row in spring)),
            "itviec_2026",
        ),
        "2025_10": (
            [
                Advertisement(row["job_names"], re.sub(r"[][']", "", row["array_skills"]), (row["city"],))
                for row in autumn
            ],
            date.fromisoformat(dated[0]),
            date.fromisoformat(dated[-1]),
            "itviec_2025",
        ),
    }  # fmt: skip


def make(sources: Path, published: Path, folder: Path) -> None:
    matcher = SkillMatcher.read()
    with (DATASETS / "skills" / "clusters.csv").open(encoding="utf-8", newline="") as stream:
        clusters = {row["cluster"]: row for row in csv.DictReader(stream)}
    skills = matcher.skills
    counts = Table(
        "cross_section", "Advertisements of one site by skill, cluster, role, pair of skills, place and experience",
        "Tin tuyển dụng của một trang theo kỹ năng, nhóm kỹ năng, vai trò, cặp kỹ năng, nơi làm việc và kinh nghiệm",
        {
            "collection": ("Collection: see collections.csv; collections are not a time series", "Đợt thu thập: xem collections.csv; các đợt không thành chuỗi thời gian"),
            "dimension": ("What is counted: total, coded, skill, cluster, role, pair, place, experience, level", "Đếm theo: total, coded, skill, cluster, role, pair, place, experience, level"),
            "term": ("Key of the term (skills: datasets/skills; roles: datasets/occupation-coding)", "Khóa của từ (kỹ năng: datasets/skills; vai trò: datasets/occupation-coding)"),
            "term_vi": ("Name, Vietnamese", "Tên, tiếng Việt"),
            "term_en": ("Name, English", "Tên, tiếng Anh"),
        },
    )  # fmt: skip
    about = Table(
        "collections", "Collections of advertisements", "Các đợt thu thập tin tuyển dụng",
        {
            "collection": ("Key of the collection", "Khóa của đợt thu thập"), "site": ("Site", "Trang"),
            "first_day": ("First day", "Ngày đầu"), "last_day": ("Last day", "Ngày cuối"),
            "postings": ("Advertisements", "Số tin"), "repeats": ("Advertisements with the title, place and tags of another one", "Số tin trùng chức danh, nơi làm việc và thẻ với tin khác"),
            "completeness_vi": ("What is known of completeness, Vietnamese", "Điều đã biết về tính đầy đủ, tiếng Việt"),
            "completeness_en": ("What is known of completeness, English", "Điều đã biết về tính đầy đủ, tiếng Anh"),
            "source_id": ("Key into sources.csv of this package", "Khóa tới sources.csv của gói này"),
        }, key=("collection",), kind="register", integers=("postings", "repeats"),
    )  # fmt: skip
    for key, (ads, first, last, source) in collections(sources).items():
        place: dict[str, object] = {
            "collection": key,
            "period": last.isoformat(),
            "unit": "postings",
            "status": "derived",
            "source_id": source,
        }

        def add(
            dimension: str, term: str, vi: str, en: str, value: int, place: dict = place, key: str = key
        ) -> None:
            counts.add(
                series_id=f"vn.postings.{SITE}.{key}.{dimension}.{term}",
                dimension=dimension,
                term=term,
                term_vi=vi,
                term_en=en,
                value=str(value),
                **place,
            )

        coded = [_skills(matcher, ad) for ad in ads]
        add("total", "all", "Mọi tin đã đọc", "All advertisements read", len(ads))
        add(
            "coded",
            "any",
            "Tin có ít nhất một kỹ năng trong danh mục",
            "Advertisements with a skill of the list",
            sum(bool(c) for c in coded),
        )
        for skill, n in _ranked(s for c in coded for s in c):
            add("skill", skill, skills[skill].name_vi, skills[skill].name_en, n)
        by_cluster = Counter(k for c in coded for k in {skills[s].cluster for s in c})
        for cluster in sorted(clusters, key=lambda k: (-by_cluster[k], k)):
            add(
                "cluster",
                cluster,
                clusters[cluster]["name_vi"],
                clusters[cluster]["name_en"],
                by_cluster[cluster],
            )
        for pair, n in _ranked(p for c in coded for p in combinations(sorted(c), 2)):
            if n >= LEAST_PAIR:
                a, b = (skills[s] for s in pair)
                add("pair", f"{a.id}+{b.id}", f"{a.name_vi} + {b.name_vi}", f"{a.name_en} + {b.name_en}", n)
        for role, vi, en, n in _roles(ads):
            add("role", role, vi, en, n)
        named = {c[0]: c for c in CITIES.values()}
        for city, n in _ranked(c for ad in ads for c in {CITIES[p.strip()][0] for p in ad.places}):
            add("place", city, named[city][1], named[city][2], n)
        same = Counter((ad.title.casefold(), ad.places, ad.tags) for ad in ads)
        about.add(
            collection=key,
            site=SITE,
            first_day=first.isoformat(),
            last_day=last.isoformat(),
            postings=str(len(ads)),
            repeats=str(sum(n - 1 for n in same.values())),
            **_COMPLETENESS[key],
            source_id=source,
        )
    _experience(counts, published)
    write(folder, _ABOUT, [counts, about], _SOURCES)  # fmt: skip


def _skills(matcher: SkillMatcher, ad: Advertisement) -> frozenset[str]:
    return frozenset(matcher(Posting(SITE, "", None, "", ad.title, ad.tags)))


def _roles(ads: list[Advertisement]) -> Iterable[tuple[str, str, str, int]]:
    """Role of each title; titles whose role is not told are counted as undetermined."""
    from dubao.postings import OccupationCoder

    coder = OccupationCoder.load()
    with (DATASETS / "occupation-coding" / "roles.csv").open(encoding="utf-8", newline="") as stream:
        names = {row["role"]: (row["label_vi"], row["label_en"]) for row in csv.DictReader(stream)}
    names[""] = ("Chưa xác định được", "Undetermined")
    for role, n in _ranked(coder.code(ad.title).role for ad in ads):
        yield role or "undetermined", *names[role], n


def _ranked(terms: Iterable) -> list[tuple]:
    """Terms with their counts, the commonest first, ties in the order of their keys."""
    return sorted(Counter(terms).items(), key=lambda item: (-item[1], item[0]))


def _experience(counts: Table, published: Path) -> None:
    """Required experience and level, counted by the table that is at hand: the text of the advertisements is not."""
    with published.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for indicator, collection, last, source, dimension, names in (
        ("itviec_min_experience", "2026_04", "2026-05-08", "itviec_2026", "experience", EXPERIENCE),
        ("itviec_ads_level", "2025_10", "2025-12-10", "itviec_2025", "level", {k: (k, *v) for k, v in LEVELS.items()}),
    ):  # fmt: skip
        found = {row["category"]: row["value"] for row in rows if row["indicator_code"] == indicator}
        for category, (term, vi, en) in names.items():
            counts.add(
                series_id=f"vn.postings.{SITE}.{collection}.{dimension}.{term}", collection=collection, dimension=dimension, term=term, term_vi=vi, term_en=en,
                period=last, value=re.sub(r"\.0$", "", found[category]), unit="postings", status="derived", source_id=source,
            )  # fmt: skip


_COMPLETENESS = {
    "2026_04": {
        "completeness_vi": "Một trang, hai tuần; chưa kiểm tra đợt thu thập có đủ mọi tin hay không; quanh kỳ nghỉ 30/4–01/5 ít tin mở và đóng; tin đăng lại dưới mã khác chưa loại; kỹ năng là thẻ do nơi tuyển dụng chọn, không phải toàn văn",
        "completeness_en": "One site, two weeks; whether the crawl is complete was not checked; few advertisements open or close around the holidays of 30 April and 1 May; an advertisement listed again under another id is counted again; skills are tags chosen by the employer, not the full text",
    },
    "2025_10": {
        "completeness_vi": "Một trang; bảng trộn hai đợt thu thập (tháng 10–12/2025 và đầu tháng 02/2026), 328 tin không có ngày; không phải chuỗi thời gian; cột lương lẫn đơn vị nên không dùng; tin đăng lại chưa loại",
        "completeness_en": "One site; the table mixes two collections (October to December 2025 and early February 2026), 328 advertisements have no date; not a time series; the pay column mixes units and is not used; repeats are not removed",
    },
}  # fmt: skip
_ABOUT = {
    "name": "vietnam-postings",
    "title": "Job advertisements of one Vietnamese site: counts of a cross-section",
    "title_vi": "Tin tuyển dụng của một trang tại Việt Nam: số đếm tại một thời điểm",
    "description": "Counts of advertisements of one job site (ITviec) in two collections: 25 April to 8 May 2026 (1,036 distinct advertisements) and 22 October 2025 to early February 2026 (1,469). One site and a few weeks: a cross-section, no trend, no sample of the vacancies of Viet Nam. Completeness of the crawls was not checked; the second table mixes two collections and is not a time series. Coded by dubao.postings (SkillMatcher on title and tags, OccupationCoder on the title); counts only: no title, no text and no employer.",
    "description_vi": "Số tin của một trang tuyển dụng (ITviec) trong hai đợt thu thập: 25/4–08/5/2026 (1.036 tin khác nhau) và 22/10/2025 đến đầu tháng 02/2026 (1.469 tin). Một trang, vài tuần: là số tại một thời điểm, không cho xu hướng, không phải mẫu của chỗ làm trống ở Việt Nam. Chưa kiểm tra đợt thu thập có đầy đủ hay không; bảng thứ hai trộn hai đợt nên không thành chuỗi thời gian. Mã hóa bằng dubao.postings (SkillMatcher trên chức danh và thẻ, OccupationCoder trên chức danh); chỉ có số đếm: không có chức danh, nội dung và tên nơi tuyển dụng.",
    "as_of": "2026-11-23",
    "licenses": [
        {
            "name": "CC-BY-4.0",
            "title": "Creative Commons Attribution 4.0 (our counts; advertisements belong to the site and the employers and are not reproduced)",
            "path": "https://creativecommons.org/licenses/by/4.0/",
        }
    ],
}  # fmt: skip
_SOURCES = [
    {
        "source_id": "itviec_2026", "title": "Tin tuyển dụng trên ITviec, 25/4–08/5/2026 | Job advertisements of ITviec, 25 April to 8 May 2026",
        "publisher": "ITviec, do kieuvantuyen01/scrape_data_itviec thu thập | ITviec, collected by kieuvantuyen01/scrape_data_itviec", "url": "https://github.com/kieuvantuyen01/scrape_data_itviec",
        "licence": "bản thu thập: Apache-2.0; tin: điều khoản của trang; chỉ dùng số đếm | collection: Apache-2.0; advertisements: terms of the site; counts only", "read_on": "2026-11", "status": "derived",
        "note": "Số đếm của dự án trên bản a92f7a97 | Counts of this project on commit a92f7a97",
    },
    {
        "source_id": "itviec_2025", "title": "Tin tuyển dụng trên ITviec, 10/2025–02/2026 | Job advertisements of ITviec, October 2025 to February 2026",
        "publisher": "ITviec, do luca13224/IT_job_analysis thu thập | ITviec, collected by luca13224/IT_job_analysis", "url": "https://github.com/luca13224/IT_job_analysis",
        "licence": "bản thu thập: MIT; tin: điều khoản của trang; chỉ dùng số đếm | collection: MIT; advertisements: terms of the site; counts only", "read_on": "2026-11", "status": "derived",
        "note": "Số đếm của dự án trên bản 8928d49f | Counts of this project on commit 8928d49f",
    },
]  # fmt: skip


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    target = Path(sys.argv[3]) if len(sys.argv) > 3 else DATASETS / "vietnam-postings"
    make(Path(sys.argv[1]), Path(sys.argv[2]), target)
    print(f"{target}: written")
