"""The calculator on a file: both languages, every problem with its row and column."""

from __future__ import annotations

import pytest

from dubao.errors import InputError
from dubao.labour import cybersecurity as cyber

VI = """Khái niệm,Đầu vào,Loại tổ chức,Giá trị,Thấp,Cao,Phân phối,Sai số chuẩn,Trả lời có,Đã hỏi,Độ lệch chuẩn,Phạm vi,Kỳ
Vị trí có ngân sách,Người đang làm,,8700,,,,300,,,,cả nước,2024
Vị trí có ngân sách,chỗ trống có ngân sách,,1200,,,,,,,,,
Vị trí có ngân sách,tỷ lệ rời nghề,,"0,08","0,05","0,12",tam giác,,,,,,
Vị trí có ngân sách,người có kỹ năng đang tìm việc,,,300,500,đều,,,,,,
Nhu cầu tổ chức tự khai,số tổ chức,50–249,2600,,,,,,,,,
Nhu cầu tổ chức tự khai,tỷ lệ tổ chức định tuyển,50–249,,,,,,90,400,,,
Nhu cầu tổ chức tự khai,số người định tuyển bình quân,50–249,"1,6",,,,,,90,"1,1",,
Nhu cầu theo định mức,số tổ chức,trung ương,60,,,,,,,,,
Nhu cầu theo định mức,số vị trí theo định mức,trung ương,8,4,12,,,,,,,
"""


def write(tmp_path, text: str):
    path = tmp_path / "nhu-cau.csv"
    path.write_text(text, encoding="utf-8")
    return path


def problems(path, **options) -> list[tuple]:
    with pytest.raises(InputError) as error:
        cyber.calculate(path, **options)
    assert all(p.file.endswith("nhu-cau.csv") and p.vi and p.en for p in error.value.problems)
    return [(p.id, p.row, p.column or p.argument) for p in error.value.problems]


def test_a_file_in_vietnamese_gives_the_three_concepts(tmp_path) -> None:
    found = cyber.calculate(write(tmp_path, VI), draws=500, number_format="vi")
    assert [n.concept for n in found.needs] == ["funded_vacancies", "declared_need", "norm_need"]
    assert found["funded_vacancies"].stated == pytest.approx(8700 * 0.08 + 1200 - 400)
    assert found["declared_need"].stated == pytest.approx(2600 * 90 / 400 * 1.6)
    assert found["norm_need"].stated == 480.0
    assert found["funded_vacancies"].scope == ("cả nước", "cả nước")
    kinds = {name: one.kind for name, one in found["funded_vacancies"].inputs.items()}
    assert kinds == {"employed": "estimate", "openings": "exact", "separation_rate": "triangular", "searching": "uniform"}  # fmt: skip


def test_the_template_is_read_back_once_it_is_filled_in(tmp_path) -> None:
    path = cyber.write_template(tmp_path / "nhu-cau.csv")
    head, *lines = path.read_text(encoding="utf-8-sig").splitlines()
    values = ["900", "100", "60", "30", "500", "0.2", "1.5", "40", "60", "8"]
    filled = []
    for line, value in zip(lines, values, strict=True):
        cells = line.split(",")
        cells[3] = value
        filled.append(",".join(cells))
    path.write_text("\n".join([head, *filled]) + "\n", encoding="utf-8")
    found = cyber.calculate(path, draws=10, number_format="plain")
    assert [n.stated for n in found.needs] == [130.0, 110.0, 480.0]


def test_every_wrong_row_is_told_at_once_with_its_column(tmp_path) -> None:
    text = (
        "concept,input,class,value,low,high,distribution,yes,asked\n"
        "norms,posts,A,1,,,,,\n"
        "norm_need,employed,A,1,,,,,\n"
        "norm_need,posts,,1,,,,,\n"
        "norm_need,organisations,A,1,,,,,\n"
        "norm_need,organisations,A,1,,,,,\n"
        "norm_need,organisations,B,1,2,,,,\n"
        "norm_need,posts,B,1,,,normal,,\n"
        "norm_need,posts,C,-1,,,,,\n"
        "declared_need,entrants,D,1,,,,,\n"
    )
    found = problems(write(tmp_path, text))
    places = {(row, column) for _, row, column in found}
    assert {(2, "concept"), (3, "input"), (4, "class"), (6, "input"), (7, "value"), (8, "distribution"), (10, "class")} <= places  # fmt: skip
    assert any(row == 9 and id.startswith("E-DAT") for id, row, _ in found)
    assert (5, "class") in places, "the class A has no posts"


def test_a_problem_of_the_calculation_names_the_row_of_its_input(tmp_path) -> None:
    text = (
        "concept,input,class,value,low,high,yes,asked\n"
        "norm_need,organisations,A,100,,,,\n"
        "norm_need,posts,A,5,6,7,,\n"
        "declared_need,organisations,A,110,,,,\n"
        "declared_need,hiring_share,A,,,,30,20\n"
        "declared_need,mean_hires,A,1,,,,\n"
    )
    found = problems(write(tmp_path, text))
    assert ("E-CYB-001", 3, "posts.A") in found
    assert ("E-CYB-002", 5, "hiring_share.A") in found
    mended = text.replace("5,6,7", "6,5,7").replace("30,20", "3,20")
    assert problems(write(tmp_path, mended)) == [("E-CYB-004", 4, "organisations.A")]


def test_a_concept_without_its_main_inputs_says_which_row_is_missing(tmp_path) -> None:
    text = "concept,input,value\nfunded_vacancies,employed,10\n"
    assert problems(write(tmp_path, text)) == [("E-CYB-007", None, "funded_vacancies")]


def test_an_empty_table_is_refused(tmp_path) -> None:
    assert problems(write(tmp_path, "concept,input,value\n"))[0][0] in ("E-CYB-007", "E-DAT-005", "E-DAT-006")


def test_a_heading_that_is_nearly_a_column_is_not_left_out_in_silence(tmp_path) -> None:
    text = "concept,input,class,value,lwo,high,colour\nnorm_need,organisations,A,60,,,red\nnorm_need,posts,A,8,4,12,blue\n"
    assert (("E-CYB-006", 1, "lwo")) in problems(write(tmp_path, text))
    mended = text.replace("lwo", "low")
    assert cyber.calculate(write(tmp_path, mended))["norm_need"].inputs["posts.A"].kind == "pert"


def test_a_cell_that_is_refused_is_told_once(tmp_path) -> None:
    text = "concept,input,class,value\nnorm_need,organisations,A,60\nnorm_need,posts,A,20%\n"
    assert [(row, column) for _, row, column in problems(write(tmp_path, text))] == [(3, "value")]


def test_letters_coded_apart_and_formulas_are_names_like_others(tmp_path) -> None:
    import unicodedata

    apart = unicodedata.normalize("NFD", "Đơn vị sự nghiệp")
    text = f"concept,input,class,value\nnorm_need,organisations,{apart},10\nnorm_need,posts,Đơn vị sự nghiệp,2\nnorm_need,organisations,=cmd(),1\nnorm_need,posts,=cmd(),1\n"
    assert cyber.calculate(write(tmp_path, text))["norm_need"].stated == 21.0


def test_more_asked_than_there_are_is_told_with_its_row(tmp_path) -> None:
    text = (
        "concept,input,class,value,yes,asked\ndeclared_need,organisations,A,10,,\n"
        "declared_need,hiring_share,A,,5,20\ndeclared_need,mean_hires,A,2,,\n"
    )
    assert problems(write(tmp_path, text)) == [("E-CYB-002", 3, "hiring_share.A")]
