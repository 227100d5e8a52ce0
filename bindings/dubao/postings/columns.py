"""Which column of a file holds which field: named by the user, else by the usual headings of both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dubao.data.headers import heading_names, plain
from dubao.data.reader import close_match
from dubao.errors import Collector, Problem
from dubao.postings.cleaning import plain_text
from dubao.postings.personal_data import without_personal_data
from dubao.postings.posting import FIELDS

__all__ = ["ALIASES", "find_columns"]

# Headings without marks and in lower case, the likeliest first.
ALIASES: dict[str, tuple[str, ...]] = {
    "source": ("source", "nguon", "nguon tin", "site", "website", "trang", "trang tuyen dung"),
    "id": ("id", "posting id", "job id", "ma tin", "ma tin tuyen dung", "ma", "url", "link", "job url", "duong dan"),
    "date": (
        "date", "posted", "posted at", "posted date", "date posted", "post date", "published", "published at", "created at", "ngay",
        "ngay dang", "ngay dang tin", "ngay dang tuyen", "thoi gian dang",
    ),
    "title": ("title", "job title", "position", "tieu de", "chuc danh", "vi tri", "vi tri tuyen dung", "ten cong viec", "cong viec"),
    "text": (
        "text", "description", "job description", "content", "body", "noi dung", "mo ta", "mo ta cong viec", "yeu cau",
        "noi dung tuyen dung",
    ),
    "place": ("place", "location", "city", "province", "noi lam viec", "dia diem", "dia diem lam viec", "tinh thanh", "tinh", "thanh pho"),
    "employer": ("employer", "company", "company name", "organisation", "organization", "cong ty", "ten cong ty", "doanh nghiep",
                 "nha tuyen dung", "don vi tuyen dung"),
    "salary": ("salary", "wage", "pay", "luong", "muc luong", "thu nhap"),
}  # fmt: skip


def find_columns(
    header: Sequence[str], given: Mapping[str, str], shown: str, problems: Collector
) -> dict[str, str]:
    """Field → heading, of a file.

    Parameters
    ----------
    given : mapping
        Field → heading as the user names it; a field it does not name is looked for among the usual headings. An empty heading
        says that the file has none.

    Raises
    ------
    Nothing; problems are E-POST-001 (neither title nor text), E-POST-002 (a named column is missing or a field unknown).

    Examples
    --------
    >>> find_columns(["Ngày đăng", "Vị trí tuyển dụng", "JD"], {"text": "JD"}, "a.csv", Collector())
    {'date': 'Ngày đăng', 'title': 'Vị trí tuyển dụng', 'text': 'JD'}
    """
    before = len(problems.problems)
    for name in given:
        if name not in FIELDS:
            near = close_match(name, list(FIELDS))
            problems.add(
                Problem(
                    "E-POST-002", argument="columns", column=name, vi="không có trường này" + (f" (có phải là “{near}”?)" if near else ""),
                    en="there is no such field" + (f" (is it “{near}”?)" if near else ""),
                    remedy_vi=f"dùng các trường: {', '.join(FIELDS)}", remedy_en=f"use the fields: {', '.join(FIELDS)}",
                )
            )  # fmt: skip
    # A heading in both languages, "Chức danh / Title", may be known by either.
    names = {
        heading: [name for part in (heading, *heading.split("/")) for name in heading_names(part)]
        for heading in header
        if heading
    }
    found: dict[str, str] = {}
    taken = set(given.values())
    for field in FIELDS:
        if field in given:
            if given[field] in header:
                found[field] = given[field]
            elif given[field]:
                _missing(given[field], header, shown, problems)
            continue
        for alias in ALIASES[field]:
            heading = next((h for h, known in names.items() if alias in known and h not in taken), None)
            if heading is not None:
                found[field] = heading
                taken.add(heading)
                break
    if len(problems.problems) == before and "title" not in found and "text" not in found:
        listed = _listed(header)
        problems.add(
            Problem(
                "E-POST-001", file=shown, row=1, vi=f"không tìm thấy cột tiêu đề hoặc nội dung tin; các cột là: {listed}",
                en=f"no column of titles or texts was found; the columns are: {listed}",
                remedy_vi='chỉ rõ, ví dụ columns={"title": "Vị trí", "text": "Mô tả"}',
                remedy_en='name them, for example columns={"title": "Position", "text": "Description"}',
            )
        )  # fmt: skip
    return found


def _listed(header: Sequence[str]) -> str:
    """The first headings; a file without a header shows its first row here, which may lead to a person."""
    return without_personal_data(", ".join(plain_text(str(h)[:40]).text for h in header[:12])).text


def _missing(heading: str, header: Sequence[str], shown: str, problems: Collector) -> None:
    near = close_match(plain(heading), [plain(h) for h in header if h])
    problems.add(
        Problem(
            "E-POST-002", file=shown, row=1, column=heading, vi="tệp không có cột này" + (f" (có phải là “{near}”?)" if near else ""),
            en="the file has no such column" + (f" (is it “{near}”?)" if near else ""),
            remedy_vi=f"các cột là: {_listed(header)}", remedy_en=f"the columns are: {_listed(header)}",
        )
    )  # fmt: skip
