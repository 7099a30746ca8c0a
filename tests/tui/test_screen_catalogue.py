from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from tests.nasty_texts import NASTY
from tests.services.desks import writing
from textual.widgets import Input

from motcua_tui.domain.catalogue import ProcedureVersion, ProcessStep
from motcua_tui.domain.codes import Channel, ProcedureMark, SupplementEffect
from motcua_tui.domain.dossier import Paper
from motcua_tui.domain.text import clean
from motcua_tui.services import catalogue_changes
from motcua_tui.tui.screens.catalogue import CatalogueScreen
from motcua_tui.tui.screens.catalogue_form import VersionScreen


async def open_catalogue(person) -> str:
    await person.sees("QUÁ HẠN 4")
    await person.press("5")
    return await person.sees("Danh mục thủ tục")


async def put(person, name: str, text: str) -> None:
    person.app.screen.query_one(f"#{name}-input", Input).value = text
    await person.pilot.pause()


async def starting(person, text: str) -> None:
    person.app.screen.query_one("#from-input").text = text
    await person.pilot.pause()


def found(desk, code: str) -> catalogue_changes.Procedure:
    return next(one for one in catalogue_changes.procedures(desk) if one.current.code == code)


async def test_catalogue_when_searched_without_accents_then_narrows_and_enter_reads(sit_down) -> None:
    async with sit_down() as person:
        await open_catalogue(person)
        shown = await person.sees("2 / 2 thủ tục")
        assert "5 ngày làm việc" in shown
        assert "toàn trình" in shown
        await person.press("slash")
        await person.types("kien truc")
        shown = await person.sees("1 / 2 thủ tục")
        assert "1.008991" in shown
        await person.press("enter", "enter")
        shown = await person.sees("CÁC PHIÊN BẢN")
        assert "4 ngày làm việc" in shown
        assert "thời hạn tính lại từ đầu; báo trong 3 ngày làm việc" in shown
        await person.press("escape")
        await person.sees("1 / 2 thủ tục")
        await person.press("slash")
        await person.types("xyz")
        await person.sees("Không có thủ tục nào khớp.")


async def test_catalogue_when_a_decision_comes_then_a_new_version_begins_and_the_old_one_ends(
    sit_down, desk
) -> None:
    async with sit_down(size=(140, 40)) as person:
        await open_catalogue(person)
        await person.sees("CÁC PHIÊN BẢN")
        await person.press("n")
        await person.sees("Phiên bản mới theo quyết định")
        await put(person, "limit", "3 tháng")
        await person.press("ctrl+s")
        await person.sees("Không rõ đơn vị thời hạn")
        await put(person, "limit", "3 LV")
        await put(person, "fee", "chín")
        await person.press("ctrl+s")
        await person.sees("Gõ một số nguyên.")
        await put(person, "fee", "150.000")
        await starting(person, "32/13")
        await person.press("ctrl+s")
        await person.sees("Chưa hiểu ngày này.")
        await starting(person, "1/12/2026")
        await person.press("ctrl+s")
        await person.sees("cần ngày hiệu lực và quyết định")
        await put(person, "decision", "QĐ [/] 56")
        await person.press("ctrl+s")
        await person.sees("Đã ghi thủ tục")
        shown = await person.sees("từ 01/12/2026")
        assert "QĐ [/] 56" in shown
        assert "… – 30/11/2026" in shown
    new, old = found(desk, "1.013233").versions
    assert (str(new.limit), new.fee, new.valid_from) == ("3 ngày làm việc", 150_000, date(2026, 12, 1))
    assert (str(old.limit), old.valid_to) == ("5 ngày làm việc", date(2026, 11, 30))


async def test_catalogue_when_dossiers_use_a_version_then_it_cannot_be_edited_and_the_key_says_why(
    sit_down,
) -> None:
    async with sit_down(size=(140, 40)) as person:
        await open_catalogue(person)
        await person.sees("5 hồ sơ theo phiên bản này")
        shown = await person.sees("e Sửa (đã có hồ sơ dùng)")
        await person.press("e")
        assert isinstance(person.app.screen, CatalogueScreen)
        assert "Sửa thủ tục" not in shown


async def test_catalogue_when_a_procedure_is_added_then_it_can_be_edited_in_place(sit_down, desk) -> None:
    async with sit_down() as person:
        await open_catalogue(person)
        await person.press("a")
        await person.sees("Thủ tục mới")
        await person.press("ctrl+s")
        await person.sees("Thủ tục cần có mã và tên.")
        await put(person, "code", "0.000001")
        await put(person, "name", "Thẩm định")
        await put(person, "sector", "An toàn")
        await person.press("ctrl+s")
        await person.sees("1 chưa rõ thời hạn")
        shown = await person.sees("3 / 3 thủ tục")
        assert "chưa rõ" in shown
        await person.sees("e Sửa")
        await person.press("e")
        await person.sees("Sửa thủ tục")
        screen = person.app.screen
        assert isinstance(screen, VersionScreen)
        await put(person, "limit", "8 giờ làm việc")
        screen.query_one("#online-choice").value = Channel.ONLINE_PARTIAL
        screen.query_one("#post-choice").value = "yes"
        screen.query_one("#effect-choice").value = SupplementEffect.PAUSE
        await put(person, "wait", "20")
        screen.query_one("#at-once-choice").value = "yes"
        screen.query_one("#after-15h-choice").value = "yes"
        screen.query_one("#marks-input").value = "cấp tỉnh\nphi địa giới"
        screen.query_one("#channel-picker").text = "trực tiếp"
        screen.query_one("#papers-input").text = "Đơn\nBản vẽ x0+2"
        screen.query_one("#steps-input").text = "Nhận = ba"
        await starting(person, "1/12/2026")
        screen.query_one("#to-input").text = "30/11/2026"
        await person.press("ctrl+s")
        await person.sees("Chọn một dòng trong danh sách")
        screen.query_one("#channel-picker").text = ""
        await person.press("ctrl+s")
        await person.sees("Không hiểu thời hạn “ba”")
        screen.query_one("#steps-input").text = "Nhận = 1\nLàm = 6 = Phòng Một"
        await person.sees("cộng các bước: 7, khác thời hạn 8 giờ làm việc")
        await person.press("ctrl+s")
        await person.sees("Ngày hết hiệu lực sớm hơn ngày hiệu lực.")
        screen.query_one("#to-input").text = "31/12/2027"
        await person.press("ctrl+s")
        await person.sees("Tổng thời hạn các bước là 7, khác thời hạn")
        await person.sees("trả ngay")
    (version,) = found(desk, "0.000001").versions
    assert [(paper.name, paper.originals, paper.copies) for paper in version.papers] == [
        ("Đơn", 1, 0),
        ("Bản vẽ", 0, 2),
    ]
    assert version.steps[1] == ProcessStep("Làm", "Phòng Một", Decimal(6))
    assert version.marks == {ProcedureMark.PROVINCE, ProcedureMark.ANYWHERE}
    assert (version.at_once, version.after_15h, version.channel) == (True, True, None)
    assert (version.valid_from, version.valid_to) == (date(2026, 12, 1), date(2027, 12, 31))
    assert (version.online, version.post) == (Channel.ONLINE_PARTIAL, True)
    assert (version.supplement.effect, version.supplement.wait_days) == (SupplementEffect.PAUSE, 20)
    assert version.supplement.notice_days == 3


async def test_catalogue_when_a_procedure_ends_then_it_is_told_and_its_process_can_be_read(
    sit_down, desk
) -> None:
    version = found(desk, "1.008991").current
    steps = (ProcessStep("Nhận", "", Decimal("0.5")), ProcessStep("Làm", "Phòng Một", Decimal(3)))
    with writing(desk) as uow:
        uow.catalogue.update(replace(version, steps=steps, papers=(Paper("Bản vẽ", 0, 2),)))
        uow.commit()
    async with sit_down(size=(140, 40)) as person:
        await open_catalogue(person)
        await person.press("down")
        shown = await person.sees("QUY TRÌNH NỘI BỘ")
        assert "2. Làm · Phòng Một · 3 ngày làm việc" in shown
        assert "Cộng các bước là 3,5, khác thời hạn" in shown
        assert "Bản vẽ: 2 bản sao" in shown
        await person.press("x")
        await person.sees("hồ sơ mới không nhận nữa")
        await person.press("ctrl+s")
        await person.sees("Nhập ngày cuối còn hiệu lực")
        person.app.screen.query_one("#last-input").text = "22/11/2026"
        await person.pilot.pause()
        await person.press("ctrl+s")
        await person.sees("không còn hiệu lực hôm nay")
        shown = await person.sees("Hiệu lực đến: – → 22/11/2026")
        assert "THAY ĐỔI" in shown
    assert found(desk, "1.008991").current.valid_to == date(2026, 11, 22)


async def test_catalogue_when_a_file_is_looked_through_then_doubtful_limits_are_told_and_left_empty(
    sit_down, desk, tmp_path: Path
) -> None:
    file = tmp_path / "danh mục.csv"
    file.write_text(
        "Mã,Tên thủ tục,Lĩnh vực,Thời hạn\n5.1,Cấp mới,Nhà ở,6 Ngày; 06 ngày làm việc\n"
        "5.2,Cấp lại,Nhà ở,7 LV\n",
        "utf-8",
    )
    async with sit_down() as person:
        await open_catalogue(person)
        await person.press("i")
        await person.sees("Nạp danh mục thủ tục")
        await put(person, "file", str(file))
        await person.press("ctrl+s")
        shown = await person.sees("thêm 2, cập nhật 0, không đổi 0, từ chối 0, lưu ý 1")
        assert "! Dòng 2: Không hiểu thời hạn “6 Ngày; 06 ngày làm việc”: để trống." in shown
        await person.press("ctrl+s")
        await person.sees("4 / 4 thủ tục")
        await person.sees("1 chưa rõ thời hạn")
    assert found(desk, "5.1").current.limit is None
    assert str(found(desk, "5.2").current.limit) == "7 ngày làm việc"


async def test_catalogue_when_names_are_nasty_then_shows_them_as_they_are_written(sit_down, desk) -> None:
    names = [name for text in NASTY if (name := clean(text.encode(errors="ignore").decode()))]
    for number, name in enumerate(names):
        catalogue_changes.add(
            desk, ProcedureVersion(code=f"[/]{number:02}", name=name, field=name, case=name, decision=name)
        )
    async with sit_down(size=(140, 40)) as person:
        await open_catalogue(person)
        await person.sees(f"{len(names) + 2} / {len(names) + 2} thủ tục")
        for _name in names:
            await person.press("down")
            await person.pilot.pause()
            assert all(strip.cell_length == 140 for strip in person.strips())
        await person.press("home")
        await person.sees("CÁC PHIÊN BẢN")


async def test_catalogue_when_there_is_no_procedure_then_names_the_keys(sit_down, monkeypatch) -> None:
    monkeypatch.setattr(catalogue_changes, "procedures", lambda _desk: [])
    async with sit_down() as person:
        await open_catalogue(person)
        await person.sees("i nạp từ tệp")
        await person.press("n", "e")
        assert isinstance(person.app.screen, CatalogueScreen)
