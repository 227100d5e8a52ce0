"""Tables of a determination under the rules before 2027 (Circulars 03/2022 and 10/2023; the mixed regime of 2026)."""

from __future__ import annotations

import math
from typing import Any

from dubao.admission.result_table import Column, ResultTable, Value, pair
from dubao.admission.words import level_words

__all__ = ["former_tables"]


def _known(value: float) -> Value:
    return None if math.isnan(value) else value


def former_tables(found: Any) -> tuple[ResultTable, ...]:
    """Fields with their lecturers and maxima, the institution's floor area, postgraduate majors.

    Parameters
    ----------
    found : dubao.labour.capacity.former.FormerDetermination
    """
    return (_fields(found), _area(found), _postgraduates(found))


def _fields(found: Any) -> ResultTable:
    rows = tuple(
        (
            row.field, "có" if row.teacher_training else "không", "yes" if row.teacher_training else "no", row.full_time, row.visiting_counted, row.converted,
            row.students_per_lecturer, row.capacity, row.regular.stock, row.regular.expected_graduates, row.maximum_regular, row.maximum_in_service,
            _known(row.maximum_distance),
        )
        for row in found.lecturers
    )  # fmt: skip
    columns = (
        Column("field", "Lĩnh vực", "Field"), *pair("teacher_training", "Đào tạo giáo viên", "Teacher training"),
        Column("full_time", "Giảng viên toàn thời gian quy đổi", "Converted full-time lecturers", "figure"), Column("visiting_counted", "Thỉnh giảng được tính, quy đổi", "Visiting lecturers counted, converted", "figure"),
        Column("converted", "Giảng viên quy đổi", "Converted lecturers", "figure"), Column("ratio", "Sinh viên trên giảng viên quy đổi", "Students a converted lecturer", "figure"),
        Column("capacity", "Năng lực chính quy", "Regular capacity", "figure"), Column("stock", "Quy mô chính quy", "Regular learners", "persons"),
        Column("expected_graduates", "Dự kiến tốt nghiệp", "Expected graduates", "figure"), Column("maximum_regular", "Chính quy tối đa", "Maximum, regular", "figure"),
        Column("maximum_in_service", "Vừa làm vừa học tối đa", "Maximum, in service", "figure"), Column("maximum_distance", "Từ xa tối đa", "Maximum, distance", "figure"),
    )  # fmt: skip
    return ResultTable("fields", "Năng lực theo giảng viên của lĩnh vực", "Capacity of the fields by lecturers", columns, rows)  # fmt: skip


def _area(found: Any) -> ResultTable:
    rows = tuple(
        (_known(row.floor_area), _known(row.capacity), row.regular.stock, row.regular.expected_graduates, _known(row.maximum))
        for row in found.area
    )  # fmt: skip
    columns = (
        Column("floor_area", "Diện tích sàn, m²", "Floor area, m²", "figure"), Column("capacity", "Năng lực, sinh viên chính quy", "Capacity, regular students", "figure"),
        Column("stock", "Quy mô chính quy", "Regular learners", "persons"), Column("expected_graduates", "Dự kiến tốt nghiệp", "Expected graduates", "figure"),
        Column("maximum", "Số tối đa", "Maximum", "figure"),
    )  # fmt: skip
    return ResultTable("area", "Năng lực theo diện tích sàn của cơ sở", "Capacity of the institution by floor area", columns, rows)  # fmt: skip


def _postgraduates(found: Any) -> ResultTable:
    rows = tuple(
        (row.location, row.major, *level_words(row.level), row.supervisors, row.visiting_counted, row.capacity, row.stock, _known(row.expected_graduates), row.maximum)
        for row in (*found.master, *found.doctoral)
    )  # fmt: skip
    columns = (
        Column("location", "Địa điểm", "Location"), Column("code", "Mã", "Code"), *pair("level", "Trình độ", "Level"), Column("supervisors", "Người hướng dẫn", "Supervisors", "figure"),
        Column("visiting_counted", "Thỉnh giảng được tính", "Visiting supervisors counted", "figure"), Column("capacity", "Năng lực", "Capacity", "figure"),
        Column("scale", "Quy mô", "Learners", "persons"), Column("expected_graduates", "Dự kiến tốt nghiệp", "Expected graduates", "figure"), Column("maximum", "Số tối đa", "Maximum", "figure"),
    )  # fmt: skip
    return ResultTable("postgraduates", "Năng lực thạc sĩ, tiến sĩ", "Master's and doctoral capacity", columns, rows)  # fmt: skip
