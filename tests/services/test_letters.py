from __future__ import annotations

import io
import stat
import sys
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from tests.nasty_texts import NASTY
from tests.services.desks import ARCHITECT, NOW, desk_over, particulars

from motcua_tui import locations
from motcua_tui.domain.codes import Outcome, ReturnWay
from motcua_tui.domain.dossier import Paper as PaperReceived
from motcua_tui.domain.events import LetterIssued
from motcua_tui.errors import FileError, InputError, NotFoundError, OutputError, RuleError
from motcua_tui.services import browse, letters, templates, undoing, verbs
from motcua_tui.services.desk import Desk
from motcua_tui.services.letters import Added, FormSet, Paper
from motcua_tui.services.maintenance import Finding, Health, examine
from motcua_tui.storage.database import Database

MONDAY = datetime(2026, 11, 16, 8, 5)
TUESDAY = datetime(2026, 11, 17, 9, 30)


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the user's templates, which is not there yet."""
    monkeypatch.setattr(locations, "data_folder", lambda: tmp_path / "dữ liệu")
    return tmp_path / "dữ liệu" / "templates"


@pytest.fixture
def desk(database: Database) -> Desk:
    """A desk with one dossier, A-1: accepted on Monday 16 November, due on Monday 23 November."""
    made = desk_over(database)
    settings = replace(
        made.settings,
        agency="Sở Xây dựng tỉnh Mẫu",
        desk="Trung tâm Phục vụ hành chính công",
        parent_agency="UBND tỉnh Mẫu",
        place="Mẫu",
        signatory="Trần Thị Bích",
        signatory_title="Phó Giám đốc",
        desk_phone="0200 000 000",
        lookup_address="https://dichvucong.gov.vn",
    )
    made = replace(made, settings=settings)
    first = replace(
        particulars(),
        applicant_id="001099000001",
        phone="0900000001",
        email="dat@example.vn",
        address="1 phố Mẫu",
        submitter="Lê Thị Hòa",
        fee=75000,
        papers=(
            PaperReceived("Đơn đề nghị"),
            PaperReceived("Bản vẽ", originals=0, copies=2),
            PaperReceived("Giấy ủy quyền", received=False),
        ),
    )
    verbs.accept(made, first, MONDAY)
    return made


def text_of(path: Path) -> str:
    body = Document(io.BytesIO(path.read_bytes())).element.body
    return "\n".join(Paragraph(p, None).text for p in body.iter(qn("w:p")))  # type: ignore[arg-type]  # only its text is asked for


def printed(desk: Desk, folder: Path, paper: Paper, added: Added = letters.NOTHING_ADDED) -> str:
    return text_of(letters.issue(desk, "A-1", paper, NOW, folder, added))


def template_of(folder: Path, paper: Paper, *paragraphs: str, forms: str = "2025") -> Path:
    """A template of the user's own with those paragraphs."""
    path = folder / forms / f"{paper}.docx"
    path.parent.mkdir(parents=True, exist_ok=True)
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(path))
    return path


def test_receipt_says_what_was_accepted_and_when_it_is_due(desk: Desk, tmp_path: Path) -> None:
    text = printed(desk, tmp_path, Paper.RECEIPT, Added(number="12", book="02/2026"))
    for line in (
        "SỞ XÂY DỰNG TỈNH MẪU",
        "Mẫu, ngày 23 tháng 11 năm 2026",
        "Số: 12",
        "Quyển số: 02/2026",
        "Tiếp nhận hồ sơ của: Lê Thị Hòa",
        "Chủ hồ sơ: Nguyễn Văn Đạt",
        "Số CCCD/Mã số thuế: 001099000001",
        "Số điện thoại: 0900000001     Thư điện tử: dat@example.vn",
        "Nội dung yêu cầu giải quyết: Gia hạn giấy phép xây dựng",
        "Đơn đề nghị\n01",
        "Số lượng hồ sơ: 01 (bộ)",
        "Thời gian giải quyết hồ sơ theo quy định: 5 ngày làm việc",
        "Thời gian nhận hồ sơ: 08 giờ 05 phút, ngày 16 tháng 11 năm 2026",
        "Thời gian trả kết quả giải quyết hồ sơ: ngày 23 tháng 11 năm 2026",
        "Đăng ký nhận kết quả: Trực tiếp tại bộ phận một cửa",
        "Phí, lệ phí: 75.000 đồng",
        "Tra cứu tình trạng hồ sơ: https://dichvucong.gov.vn",
    ):
        assert line in text
    assert "Giấy ủy quyền" not in text


def test_receipt_takes_the_way_of_collecting_that_was_asked_for(desk: Desk, tmp_path: Path) -> None:
    text = printed(desk, tmp_path, Paper.RECEIPT, Added(collecting=ReturnWay.POST))
    assert "Đăng ký nhận kết quả: Qua dịch vụ bưu chính công ích" in text


def test_receipt_of_a_dossier_that_waits_for_acceptance_is_refused(desk: Desk, tmp_path: Path) -> None:
    verbs.submit(desk, particulars("A-2"), MONDAY)
    with pytest.raises(RuleError, match="chưa được tiếp nhận"):
        letters.issue(desk, "A-2", Paper.RECEIPT, NOW, tmp_path)


def test_supplement_lists_what_is_wanted_with_reason_and_ground(desk: Desk, tmp_path: Path) -> None:
    verbs.ask_supplement(desk, "A-1", TUESDAY, "Bản vẽ; Đơn ký lại\nẢnh", "thiếu chữ ký", "Điều 19")
    text = printed(desk, tmp_path, Paper.SUPPLEMENT)
    assert "1\nBản vẽ\n2\nĐơn ký lại\n3\nẢnh" in text
    assert "lần thứ 1" in text
    assert "Lý do: thiếu chữ ký" in text
    assert "Căn cứ: Điều 19" in text
    # Fifteen days after Tuesday 17 November (NĐ 118/2025 art. 19.5).
    assert "chậm nhất: ngày 02 tháng 12 năm 2026" in text
    assert "liên hệ Mai, số điện thoại 0200 000 000" in text


def test_refusal_after_acceptance_has_the_reason_of_the_result(desk: Desk, tmp_path: Path) -> None:
    verbs.finish(desk, "A-1", TUESDAY, Outcome.REFUSED, reason="sai quy hoạch")
    text = printed(desk, tmp_path, Paper.REFUSAL, Added(ground="Luật Xây dựng"))
    assert "Lý do: sai quy hoạch" in text
    assert "Căn cứ: Luật Xây dựng" in text


def test_refusal_before_acceptance_has_the_reason_told_then(desk: Desk, tmp_path: Path) -> None:
    verbs.submit(desk, particulars("A-2"), MONDAY)
    verbs.decline(desk, "A-2", TUESDAY, "không thuộc thẩm quyền")
    path = letters.issue(desk, "A-2", Paper.REFUSAL, NOW, tmp_path)
    assert "Lý do: không thuộc thẩm quyền" in text_of(path)


def test_refusal_that_was_corrected_into_a_grant_has_no_letter(desk: Desk, tmp_path: Path) -> None:
    verbs.finish(desk, "A-1", TUESDAY, Outcome.REFUSED, reason="sai quy hoạch")
    verbs.correct(desk, "A-1", NOW, Outcome.GRANTED, "GP-1", "nhầm")
    with pytest.raises(RuleError, match="không bị từ chối"):
        printed(desk, tmp_path, Paper.REFUSAL)


def test_apology_has_both_dates_the_late_unit_and_the_signatory(desk: Desk, tmp_path: Path) -> None:
    verbs.hand_over(desk, "A-1", TUESDAY, "Phòng Quản lý nhà", "Khoa")
    verbs.redate(desk, "A-1", TUESDAY, date(2026, 11, 27), "chờ ý kiến")
    text = printed(desk, tmp_path, Paper.APOLOGY, Added(number="9/SXD-VP"))
    assert "UBND TỈNH MẪU\nSỞ XÂY DỰNG TỈNH MẪU" in text
    assert "Số: 9/SXD-VP" in text
    assert "Kính gửi: Nguyễn Văn Đạt" in text
    assert "hẹn trả kết quả giải quyết hồ sơ: ngày 23/11/2026" in text
    assert "đến nay Phòng Quản lý nhà chưa trả được" in text
    assert "Lý do: chờ ý kiến" in text
    assert "gia hạn thời gian giải quyết và trả kết quả vào ngày 27/11/2026" in text
    assert "PHÓ GIÁM ĐỐC" in text
    assert "Trần Thị Bích" in text


def test_added_facts_come_before_those_of_history_and_settings(desk: Desk, tmp_path: Path) -> None:
    verbs.redate(desk, "A-1", TUESDAY, date(2026, 11, 27), "chờ ý kiến")
    added = Added(reason="lý do khác", signatory="Lê Văn Cả", signatory_title="Giám đốc")
    text = printed(desk, tmp_path, Paper.APOLOGY, added)
    assert "Lý do: lý do khác" in text
    assert "GIÁM ĐỐC" in text
    assert "Lê Văn Cả" in text
    assert "chờ ý kiến" not in text


def test_stop_says_how_far_the_dossier_had_come(desk: Desk, tmp_path: Path) -> None:
    verbs.hand_over(desk, "A-1", MONDAY, "Phòng Quản lý nhà")
    verbs.stop(desk, "A-1", TUESDAY, "xin rút")
    text = printed(desk, tmp_path, Paper.STOP, Added(given_back="toàn bộ giấy tờ"))
    assert "kể từ ngày 17/11/2026" in text
    assert "Lý do đề nghị dừng: xin rút" in text
    assert "đến thời điểm dừng: Đang giải quyết" in text
    assert "giấy tờ trả lại: toàn bộ giấy tờ" in text


@pytest.mark.parametrize(
    ("paper", "why"),
    [
        (Paper.SUPPLEMENT, "chưa có yêu cầu bổ sung"),
        (Paper.REFUSAL, "không bị từ chối"),
        (Paper.APOLOGY, "chưa có ngày hẹn lại"),
        (Paper.STOP, "không dừng giải quyết"),
    ],
)
def test_paper_without_cause_is_refused_and_nothing_is_written(
    desk: Desk, tmp_path: Path, paper: Paper, why: str
) -> None:
    target = tmp_path / "ra.docx"
    with pytest.raises(RuleError, match=why):
        letters.issue(desk, "A-1", paper, NOW, target)
    assert not target.exists()


def test_control_slip_follows_the_dossier_from_hand_to_hand(desk: Desk, tmp_path: Path) -> None:
    verbs.hand_over(desk, "A-1", datetime(2026, 11, 16, 10), "Phòng Quản lý nhà", "Khoa", "kèm bản vẽ")
    verbs.hand_over(desk, "A-1", datetime(2026, 11, 19, 14), "Phòng Pháp chế")
    verbs.finish(desk, "A-1", datetime(2026, 11, 23, 9))
    verbs.give_back(desk, "A-1", datetime(2026, 11, 23, 9, 30))
    text = printed(desk, tmp_path, Paper.CONTROL).replace("\N{NO-BREAK SPACE}", "–")
    center = "Trung tâm Phục vụ hành chính công"
    # Due on 23 November: 5 working days from Monday 16, 2 from Thursday 19.
    steps = [
        ["1", "Lê Thị Hòa", center, "08:05 16/11/2026", "5", "0", "Trước hạn", "–"],
        ["2", center, "Phòng Quản lý nhà, Khoa", "10:00 16/11/2026", "5", "3", "Trước hạn", "kèm bản vẽ"],
        ["3", "Phòng Quản lý nhà, Khoa", "Phòng Pháp chế", "14:00 19/11/2026", "2", "2", "Đúng hạn", "–"],
        ["4", "Phòng Pháp chế", center, "09:00 23/11/2026", "–", "–", "–", "–"],
        ["5", center, "Lê Thị Hòa", "09:30 23/11/2026", "–", "–", "–", "–"],
    ]
    assert "\n".join("\n".join(step) for step in steps) in text


def test_control_slip_of_an_open_overdue_dossier(desk: Desk, tmp_path: Path) -> None:
    late = replace(desk, clock=lambda: datetime(2026, 11, 27, 9))
    verbs.hand_over(late, "A-1", datetime(2026, 11, 25, 9), "Phòng Quản lý nhà")
    path = letters.issue(late, "A-1", Paper.CONTROL, datetime(2026, 11, 27, 9), tmp_path)
    text = text_of(path)
    # Tuesday 24 November is off, so Wednesday is one working day after the due date.
    assert "08:05 16/11/2026\n5\n6\nQuá hạn" in text
    assert "09:00 25/11/2026\n-1\n\N{NO-BREAK SPACE}\nĐang giải quyết" in text


def test_register_of_a_selection_is_one_document_in_its_order(desk: Desk, tmp_path: Path) -> None:
    verbs.accept(desk, particulars("A-2", applicant="Công ty Tân Lập"), TUESDAY)
    verbs.hand_over(desk, "A-2", TUESDAY, "Phòng Quản lý nhà")
    verbs.finish(desk, "A-2", NOW)
    path = letters.issue_register(desk, ["A-2", " A-1 ", "A-2", ""], NOW, tmp_path)
    text = text_of(path)
    assert path.name == "register.docx"
    assert text.index("A-2") < text.index("A-1")
    assert text.count("A-2") == 1
    assert "Phòng Quản lý nhà\n17/11/2026\n24/11/2026" not in text  # 24 November is off
    assert "Phòng Quản lý nhà\n17/11/2026\n25/11/2026\n17/11/2026\n23/11/2026" in text
    assert not any(isinstance(e.event.what, LetterIssued) for e in browse.find(desk, "A-1").history)


def test_register_of_one_dossier(desk: Desk, tmp_path: Path) -> None:
    assert "Nguyễn Văn Đạt" in printed(desk, tmp_path, Paper.REGISTER)
    assert "A-1" in "\n".join(letters.look(desk, "A-1", Paper.REGISTER, NOW))


def test_register_of_nothing_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(InputError):
        letters.issue_register(desk, [" "], NOW, tmp_path)


def test_set_follows_the_day_of_issue(desk: Desk, tmp_path: Path) -> None:
    verbs.redate(desk, "A-1", TUESDAY, date(2026, 11, 27), "chờ ý kiến")
    old = letters.issue(desk, "A-1", Paper.APOLOGY, datetime(2025, 9, 14), tmp_path / "cũ.docx")
    new = letters.issue(desk, "A-1", Paper.APOLOGY, datetime(2025, 9, 15), tmp_path / "mới.docx")
    assert "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ" in text_of(old)
    assert "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT" in text_of(new)


def test_issuing_is_recorded_and_undo_steps_over_it(desk: Desk, tmp_path: Path) -> None:
    verbs.hand_over(desk, "A-1", TUESDAY, "Phòng Quản lý nhà")
    letters.issue(desk, "A-1", Paper.RECEIPT, NOW, tmp_path / "giấy hẹn.docx", Added(number="12"))
    last = browse.find(desk, "A-1").history[-1]
    assert last.event.what == LetterIssued("Giấy tiếp nhận hồ sơ và hẹn trả kết quả", "12", "giấy hẹn.docx")
    assert last.actor == "Mai"
    undone = undoing.undo(desk, "A-1").dossier
    assert undone.particulars.department == ""
    assert any(isinstance(event.what, LetterIssued) for event in undone.events)


def test_look_writes_and_records_nothing(desk: Desk, tmp_path: Path) -> None:
    before = browse.find(desk, "A-1").history
    lines = letters.look(desk, "A-1", Paper.RECEIPT, NOW, width=90)
    assert any("Chủ hồ sơ: Nguyễn Văn Đạt" in line for line in lines)
    assert browse.find(desk, "A-1").history == before


def test_files_are_readable_by_their_owner_only_and_never_overwritten_unasked(
    desk: Desk, tmp_path: Path
) -> None:
    target = tmp_path / "a.docx"
    letters.issue(desk, "A-1", Paper.RECEIPT, NOW, target)
    if sys.platform != "win32":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
    first, history = target.read_bytes(), browse.find(desk, "A-1").history
    with pytest.raises(OutputError):
        letters.issue(desk, "A-1", Paper.RECEIPT, NOW, target)
    assert target.read_bytes() == first
    assert browse.find(desk, "A-1").history == history
    letters.issue(desk, "A-1", Paper.RECEIPT, NOW, target, Added(number="2"), force=True)
    assert "Số: 2" in text_of(target)


def test_nothing_is_recorded_when_the_file_cannot_be_written(desk: Desk, tmp_path: Path) -> None:
    history = browse.find(desk, "A-1").history
    with pytest.raises(OutputError):
        letters.issue(desk, "A-1", Paper.RECEIPT, NOW, tmp_path / "không có" / "a.docx")
    assert browse.find(desk, "A-1").history == history


def test_a_paper_of_tomorrow_and_one_of_no_dossier_are_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="tương lai"):
        letters.issue(desk, "A-1", Paper.RECEIPT, datetime(2026, 11, 24), tmp_path)
    with pytest.raises(NotFoundError):
        letters.issue(desk, "Z-9", Paper.RECEIPT, NOW, tmp_path)


def test_batch_writes_what_it_can_and_tells_the_rest(desk: Desk, tmp_path: Path) -> None:
    verbs.submit(desk, particulars("A-2"), MONDAY)
    folder = tmp_path / "ra" / "giấy hẹn"
    done = letters.issue_batch(desk, ["A-1", "A-2", "Z-9", "A-1"], Paper.RECEIPT, NOW, folder)
    assert [path.name for path in done.written] == ["receipt-A-1.docx"]
    assert [refused.code for refused in done.refused] == ["A-2", "Z-9"]
    assert "chưa được tiếp nhận" in done.refused[0].error.message


def test_batch_stops_at_a_broken_template(desk: Desk, own_folder: Path, tmp_path: Path) -> None:
    template_of(own_folder, Paper.RECEIPT, "{{ sai }}")
    with pytest.raises(FileError, match="sai"):
        letters.issue_batch(desk, ["A-1"], Paper.RECEIPT, NOW, tmp_path / "ra")


def test_batch_into_a_file_is_refused(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "ra").write_text("")
    with pytest.raises(OutputError, match="ra"):
        letters.issue_batch(desk, ["A-1"], Paper.RECEIPT, NOW, tmp_path / "ra")


@pytest.mark.parametrize("code", ["..\\..\\etc/../passwd", "CON", "Ư" * 500, "a:b*c?", "-rf ."])
def test_file_name_is_safe_whatever_the_code(desk: Desk, tmp_path: Path, code: str) -> None:
    verbs.accept(desk, particulars(code), MONDAY)
    path = letters.issue(desk, code, Paper.RECEIPT, NOW, tmp_path)
    assert path.parent == tmp_path
    assert path.name.isascii()
    assert len(path.name) < 100
    assert not set(path.name) & set('<>:"/\\|?* ')


def test_codes_that_look_alike_in_a_file_name_get_files_of_their_own(desk: Desk, tmp_path: Path) -> None:
    for code in ("B/1", "B:1", "B-1"):
        verbs.accept(desk, particulars(code), MONDAY)
    done = letters.issue_batch(desk, ["B/1", "B:1", "B-1"], Paper.RECEIPT, NOW, tmp_path, force=True)
    assert len(set(done.written)) == 3
    assert tmp_path / "receipt-B-1.docx" in done.written


def test_template_of_the_user_comes_before_ours(desk: Desk, own_folder: Path, tmp_path: Path) -> None:
    path = template_of(own_folder, Paper.RECEIPT, "Của tôi: {{ ma_ho_so }}")
    found = letters.template(Paper.RECEIPT, FormSet.TT_03_2025)
    assert (found.path, found.own) == (path, True)
    assert not letters.template(Paper.RECEIPT, FormSet.TT_01_2018).own
    assert printed(desk, tmp_path, Paper.RECEIPT) == "Của tôi: A-1"


@pytest.mark.parametrize(
    ("paragraph", "told"),
    [
        ("{{ ten_sai }}", "thẻ “ten_sai”: không có thẻ nào tên như vậy"),
        ("{{ so", "thẻ “{{ so”: thẻ viết chưa đúng"),
        ("{{ so.__class__ }}", "thẻ “__class__”: thẻ dùng thứ không được phép"),
        ("{{ 1 / 0 }}", "tệp không dùng được"),
    ],
)
def test_broken_template_is_told_by_file_and_tag(
    desk: Desk, own_folder: Path, tmp_path: Path, paragraph: str, told: str
) -> None:
    path = template_of(own_folder, Paper.RECEIPT, paragraph)
    with pytest.raises(FileError) as error:
        letters.issue(desk, "A-1", Paper.RECEIPT, NOW, tmp_path / "a.docx")
    assert told in error.value.message
    assert str(path) in error.value.message
    assert "motcua templates receipt" in error.value.hint
    assert not (tmp_path / "a.docx").exists()
    assert [fault.message for fault in letters.faults()] == [error.value.message]


def test_template_without_end_is_told(
    desk: Desk, own_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    guarded = templates.fill_guarded
    monkeypatch.setattr(templates, "fill_guarded", lambda *told: guarded(*told, seconds=2))
    endless = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    template_of(own_folder, Paper.RECEIPT, endless)
    with pytest.raises(FileError, match="chạy quá 2 giây"):
        printed(desk, tmp_path, Paper.RECEIPT)


def test_template_that_cannot_be_read_is_told(desk: Desk, own_folder: Path, tmp_path: Path) -> None:
    (own_folder / "2025" / "receipt.docx").mkdir(parents=True)
    with pytest.raises(FileError, match="Không đọc được mẫu"):
        printed(desk, tmp_path, Paper.RECEIPT)


def test_doctor_tells_of_a_broken_template(own_folder: Path, tmp_path: Path) -> None:
    def templates() -> list[Finding]:
        found = examine(tmp_path / "motcua.db", NOW.date(), encoding="utf-8", environment={})
        return [finding for finding in found if finding.what == "Mẫu giấy"]

    assert templates() == [Finding("Mẫu giấy", Health.GOOD, "mẫu của chương trình")]
    path = template_of(own_folder, Paper.RECEIPT, "{{ so }}")
    assert templates() == [Finding("Mẫu giấy", Health.GOOD, "1 mẫu của cơ quan")]
    template_of(own_folder, Paper.RECEIPT, "{{ ten_sai }}")
    (fault,) = templates()
    assert fault.health is Health.FAULT
    assert "ten_sai" in fault.detail
    assert str(path) in fault.detail


def test_templates_that_are_sound_have_no_faults(own_folder: Path) -> None:
    assert letters.faults() == ()
    copied = letters.copy_templates()
    assert {path.relative_to(own_folder).as_posix() for path in copied} >= {
        "2018/apology.docx",
        "2025/stop.docx",
    }
    assert len(copied) == len(list(letters.templates())) == 13
    assert letters.copy_templates() == ()
    for path in copied[2:]:
        path.unlink()
    assert letters.faults() == ()


def test_nasty_names_are_printed(desk: Desk, tmp_path: Path) -> None:
    names = []
    for place, text in enumerate(NASTY):
        nasty = replace(
            particulars(f"N-{place}", applicant=f"Lê {text}"), address=text, note=text, phone=text
        )
        names.append(verbs.accept(desk, nasty, MONDAY).dossier.particulars.applicant)
    codes = [f"N-{place}" for place in range(len(names))]
    text = text_of(letters.issue_register(desk, codes, NOW, tmp_path))
    assert all(name in text for name in names)


def test_offered_papers_are_those_of_the_day_and_say_what_they_lack(desk: Desk) -> None:
    verbs.stop(desk, "A-1", TUESDAY, "xin rút")
    new = letters.offered(desk, "A-1", NOW)
    old = letters.offered(desk, "A-1", datetime(2025, 9, 14))
    fits = [Paper.RECEIPT, Paper.STOP, Paper.CONTROL, Paper.REGISTER]
    assert [each.paper for each in new if each.refused is None] == fits
    assert [each.paper for each in old if each.refused is None] == [
        paper for paper in fits if paper is not Paper.STOP
    ]
    assert len(new) == 7
    assert len(old) == 6
    (apology,) = [each for each in new if each.paper is Paper.APOLOGY]
    assert apology.title == "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết"
    assert apology.refused is not None
    assert apology.refused.message == "Hồ sơ chưa có ngày hẹn lại."


def test_folder_of_papers_is_the_one_of_the_settings(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locations, "papers_folder", lambda: Path("của người dùng"))
    assert letters.folder(desk) == Path("của người dùng")
    chosen = replace(desk, settings=replace(desk.settings, paper_folder="~/in"))
    assert letters.folder(chosen) == Path.home() / "in"


def test_paper_issued_again_gets_a_name_of_its_own(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "in" / "giấy"
    names = [letters.issue_into(desk, "A-1", Paper.RECEIPT, NOW, folder).name for _ in range(3)]
    assert names == ["receipt-A-1.docx", "receipt-A-1 (2).docx", "receipt-A-1 (3).docx"]
    register = [letters.issue_register_into(desk, ["A-1"], NOW, folder).name for _ in range(2)]
    assert register == ["register.docx", "register (2).docx"]


def test_batch_gets_a_folder_that_is_not_there_yet(desk: Desk, tmp_path: Path) -> None:
    desk = replace(desk, settings=replace(desk.settings, paper_folder=str(tmp_path)))
    first = letters.batch_folder(desk, Paper.RECEIPT)
    assert first == tmp_path / "receipt-2026-11-23"
    letters.issue_batch(desk, ["A-1"], Paper.RECEIPT, NOW, first)
    assert letters.batch_folder(desk, Paper.RECEIPT).name == "receipt-2026-11-23 (2)"


def test_batch_when_stopped_leaves_the_rest(desk: Desk, tmp_path: Path) -> None:
    verbs.accept(desk, particulars("A-2"), MONDAY)
    tried: list[int] = []
    done = letters.issue_batch(
        desk,
        ["A-1", "A-2"],
        Paper.RECEIPT,
        NOW,
        tmp_path,
        told=tried.append,
        stopped=lambda: bool(tried),
    )
    assert done == letters.Batch((tmp_path / "receipt-A-1.docx",), (), ("A-2",))
    assert not list(tmp_path.glob("*A-2*"))


def test_every_field_that_may_be_filled_in_is_printed(desk: Desk, tmp_path: Path) -> None:
    verbs.ask_supplement(desk, "A-1", MONDAY, "bản vẽ", "thiếu", "Điều 1")
    verbs.resume(desk, "A-1", MONDAY)
    verbs.redate(desk, "A-1", TUESDAY, date(2026, 11, 27), "chờ ý kiến")
    verbs.stop(desk, "A-1", TUESDAY, "xin rút")
    verbs.submit(desk, particulars("A-2"), MONDAY)
    verbs.decline(desk, "A-2", TUESDAY, "sai nơi nộp")
    assert set(letters.ASKED) == set(Paper)
    for paper, names in letters.ASKED.items():
        code = "A-2" if paper is Paper.REFUSAL else "A-1"
        texts = {name: f"điền {name}" for name in names if name != "collecting"}
        way = {"collecting": ReturnWay.POST} if "collecting" in names else {}
        path = letters.issue_into(desk, code, paper, NOW, tmp_path, Added(**texts, **way))  # type: ignore[arg-type]  # texts but for the way
        text = text_of(path)
        assert all(value in text or value.upper() in text for value in texts.values())
        assert not way or "Qua dịch vụ bưu chính công ích" in text


def test_receipt_of_several_dossiers_lists_them_all(desk: Desk, tmp_path: Path) -> None:
    together = replace(particulars("A-2", ARCHITECT), receipt_number="A-1")
    verbs.accept(desk, together, MONDAY)
    verbs.accept(desk, replace(particulars("A-3"), receipt_number="A-1"), TUESDAY)
    for code in ("A-1", "A-2"):
        text = text_of(letters.issue_into(desk, code, Paper.RECEIPT, NOW, tmp_path))
        assert "Số: A-1" in text
        assert "Các hồ sơ cùng giấy tiếp nhận:" in text
        # Accepted on Monday 16 November: 5 working days end on the 23rd, 4 on the 20th.
        listed = "1\nA-1\nGia hạn giấy phép xây dựng\n23/11/2026\n2\nA-2\n"
        assert listed in text
        assert text.split(listed)[1].split("\n")[1] == "20/11/2026"
        assert "A-3" not in text


def test_receipt_with_a_number_of_its_own_stands_alone(desk: Desk, tmp_path: Path) -> None:
    verbs.accept(desk, replace(particulars("A-2"), receipt_number="Q2-15"), MONDAY)
    text = text_of(letters.issue_into(desk, "A-2", Paper.RECEIPT, NOW, tmp_path))
    assert "Số: Q2-15" in text
    assert "cùng giấy tiếp nhận" not in text
    given = text_of(letters.issue_into(desk, "A-2", Paper.RECEIPT, NOW, tmp_path, Added(number="16")))
    assert "Số: 16" in given


def test_receipt_tells_who_brought_the_dossier_and_how_to_reach_him(desk: Desk, tmp_path: Path) -> None:
    brought = replace(
        particulars("A-2"), submitter="Lê Thị Hòa", submitter_id="001099000009", submitter_phone="0900000009"
    )
    verbs.accept(desk, brought, MONDAY)
    text = text_of(letters.issue_into(desk, "A-2", Paper.RECEIPT, NOW, tmp_path))
    assert "Tiếp nhận hồ sơ của: Lê Thị Hòa\nSố CCCD: 001099000009     Số điện thoại: 0900000009\n" in text
    verbs.accept(desk, replace(brought, code="A-3", submitter=""), MONDAY)
    alone = text_of(letters.issue_into(desk, "A-3", Paper.RECEIPT, NOW, tmp_path))
    assert "001099000009" not in alone
    assert "Tiếp nhận hồ sơ của: Nguyễn Văn Đạt\nChủ hồ sơ: Nguyễn Văn Đạt\n" in alone
