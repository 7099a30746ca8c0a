"""One day of the desk, once with the keys of the screens and once with commands: the same history, the due
dates and the figures that the rules give.

Monday 23/11/2026; Tuesday 24/11 is a day off. Due dates by hand are beside each step.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from tests.pty_screen import KEYS, PtyScreen

from motcua_tui.__main__ import main
from motcua_tui.bootstrap import desk_of
from motcua_tui.config import DEFAULTS
from motcua_tui.domain import events as ev
from motcua_tui.domain.catalogue import ProcedureVersion, SupplementRule
from motcua_tui.domain.codes import Channel, Outcome, ReturnWay, State, SupplementEffect
from motcua_tui.domain.dossier import Dossier, Particulars
from motcua_tui.domain.limits import TimeLimit
from motcua_tui.services import browse, verbs
from motcua_tui.services.base_calendar import shipped_days
from motcua_tui.storage.database import Database

TODAY = "2026-11-23"
ENTER, SAVE = KEYS["enter"], KEYS["ctrl+s"]
FIELD_END = 120
"""A column behind the text of every field, on a screen of 200."""
READY = {"Xin lỗi và hẹn lại ngày trả": "xin lỗi chậm nhất", "Kết quả giải quyết": "│ hạn thứ"}
"""What a form shows once it knows the dossier, where that is not what will happen."""
ABSENT = -1
MOMENTS = ("at", "received", "result_at")
LABELS = {
    "received": "Nhận lúc",
    "what": "Cần bổ sung",
    "reason": "Lý do",
    "ground": "Căn cứ",
    "at": "Lúc",
    "promised": "Hẹn lại ngày",
    "number": "Số văn bản",
    "result_at": "Có kết quả lúc",
    "why_refused": "Lý do từ chối",
    "department": "Phòng, đơn vị",
    "officer": "Cán bộ",
}
RESTART, PAUSE, CHANNELS = "H48-261116-0001", "H48-261109-0001", "H48-261117-0001"
LATE, REFUSED, ENDED = "H48-261110-0001", "H48-261118-0001", "H48-261119-0001"
ON_TIME, CLOSED = "H48-261117-0002", "H48-261102-0001"
CODES = (RESTART, PAUSE, CHANNELS, LATE, REFUSED, ENDED, ON_TIME, CLOSED)
PAPERS = ("receipt", "supplement", "refusal", "apology", "stop", "control", "register")
"""The seven of the 2025 set, as the menu has them."""


@pytest.fixture
def morning(database_path: Path) -> Path:
    """A desk with three dossiers and a third procedure, whose limit pauses for a supplement."""
    database = Database.open(database_path)
    settings = replace(
        DEFAULTS, agency="Sở Xây dựng", agency_id="H48", own_codes=True, desk="Một cửa", officer="Mai"
    )
    with database.unit_of_work(zone=settings.zone, actor="Mai", now=datetime(2026, 11, 23, 7)) as uow:
        uow.settings.put(settings.rows())
        uow.calendar.put(shipped_days())
        uow.calendar.confirm(date(2026, 12, 31))
        uow.catalogue.add(
            ProcedureVersion(
                code="1.009999",
                name="Thẩm định thiết kế",
                field="Hoạt động xây dựng",
                limit=TimeLimit.parse("10 LV"),
                supplement=SupplementRule(effect=SupplementEffect.PAUSE),
            )
        )
        uow.commit()
    desk = desk_of(database, TODAY)
    for code, procedure, day in ((LATE, 2, 10), (REFUSED, 1, 18), (ENDED, 1, 19)):
        particulars = Particulars(code=code, procedure_version=procedure, applicant=f"Người nộp {day}")
        verbs.accept(desk, particulars, datetime(2026, 11, day, 9))
    database.close()
    return database_path


class Officer:
    """Someone at the screens, who finds a dossier by its code among all of them."""

    def __init__(self, screen: PtyScreen) -> None:
        self.screen = screen

    def sees(self, wanted: str | Callable[[str], bool]) -> str:
        return self.screen.wait_for(wanted)

    def picks(self, option: str) -> None:
        """Click on one of the options on a line; the spaces in them do not break."""
        words = f") {option}".replace(" ", "\N{NO-BREAK SPACE}")
        self.sees(words)
        row = self._row(words)
        self._click(self.screen.text().splitlines()[row].index(words) + 2, row)
        self.sees(f"(•{words}")

    def fills(self, **fields: str) -> None:
        """Click into the first field and those for the moment, which are erased first; tab to the rest."""
        typed_before = False
        for name, text in fields.items():
            label = f"│ {LABELS[name]}  "
            self.sees(label)
            if name in MOMENTS:
                self._leaves_for(label)
                self.screen.send(KEYS["ctrl+u"])
                self.sees(lambda _shown, label=label: "/2026" not in self._line(label) != "")
            elif typed_before:
                self._moves(lambda: self.screen.send(KEYS["tab"]))
            else:
                # the terminal's cursor moves when another field gets the focus, so come from another one
                self._leaves_for("lúc  ")
                self._enters(label)
            typed_before = name not in MOMENTS
            self.screen.send(text)
            self.sees(lambda _shown, label=label, text=text: text in self._line(label))

    def _enters(self, label: str) -> None:
        self._click_on(label)
        self.sees(lambda _shown: self.screen.cursor_row() == self._row(label))

    def _leaves_for(self, label: str) -> None:
        """As ``_enters``, from a field that may offer sentences."""
        self._moves(lambda: self._click_on(label))

    def _moves(self, go: Callable[[], None]) -> None:
        """What a field offered below it goes with its focus, and the terminal's cursor stays where it was."""
        go()
        self.screen.settle()

    def _line(self, label: str) -> str:
        row = self._row(label)
        return "" if row == ABSENT else self.screen.text().splitlines()[row]

    def _row(self, text: str) -> int:
        """Where the text stands; ``ABSENT`` while it does not, as in the middle of a redraw."""
        lines = self.screen.text().lower().splitlines()
        return next((row for row, line in enumerate(lines) if text.lower() in line), ABSENT)

    def _click_on(self, label: str) -> None:
        self.sees(lambda _shown: self._row(label) != ABSENT)
        self._click(FIELD_END, self._row(label))

    def _click(self, column: int, row: int) -> None:
        place = f"{column + 1};{row + 1}"
        self.screen.send(f"\x1b[<0;{place}M\x1b[<0;{place}m")

    def sits_down(self) -> None:
        self.sees("VIỆC TIẾP THEO")
        self.screen.send("2")
        self.sees("3 hồ sơ")
        self.screen.send("v")
        self.sees("Bộ lọc ─")
        self.screen.send("moi ho so")
        self.sees("▌ Mọi hồ sơ")
        self.screen.send(ENTER)
        self.sees("▌ tất cả")
        self.screen.send(KEYS["f3"])
        self.sees(lambda shown: "Mọi hồ sơ" in shown and "Bộ lọc ─" not in shown)

    def accepts(self, typed: str, match: str, applicant: str, channel: str, at: str, code: str) -> None:
        self.screen.send(KEYS["f2"])
        self.sees("Chọn thủ tục để thấy ngày hẹn trả.")
        self.screen.send(typed)
        self.sees(f"▌ {match}")
        self.screen.send(ENTER)
        self.sees("Hẹn trả  thứ")
        self.screen.send(applicant)
        self.sees(f"Người nộp       {applicant}")
        self.picks(channel)
        self.fills(received=at)
        self.sees(code)
        self.screen.send(SAVE)
        self.sees(f"Đã tiếp nhận {code}")

    def turns_to(self, code: str) -> None:
        self.sees("/ Tìm")
        self.screen.send("/")
        self.sees(lambda shown: "/ Tìm" not in shown)
        self.screen.send(code)
        self.sees(lambda shown: f"Tìm: {code}" in shown and f"│ {code}" in shown)
        self.screen.send(KEYS["down"])
        self.sees(lambda shown: f"│ {code}" in shown and " 1 / " in shown and "/ Tìm" in shown)

    def does(
        self, code: str, key: str, heading: str, outlook: str, done: str, option: str = "", **fields: str
    ) -> None:
        """Turn to the dossier, press the key, fill in the form, read what will happen, save."""
        self.turns_to(code)
        self.screen.send(KEYS[key])
        ready = READY.get(heading, "Sau khi lưu")
        self.sees(lambda shown: f"{heading} ─" in shown and "Ctrl+S Lưu" in shown and ready in shown)
        if option:
            self.picks(option)
        self.fills(**fields)
        self.sees(outlook)
        self.screen.send(SAVE)
        self.sees(lambda shown: f"{heading} ─" not in shown and done in shown)

    def chooses(self, heading: str) -> None:
        """From the menu, for the dossier that was turned to last."""
        self.sees("/ Tìm")
        self.screen.send("m")
        self.sees("Làm gì với hồ sơ")
        while heading not in (chosen := self._under_the_cursor(self.screen.text())):
            self.screen.send(KEYS["down"])
            self.sees(lambda shown, before=chosen: self._under_the_cursor(shown) not in ("", before))
        self.screen.send(ENTER)
        self.sees(lambda shown: f"{heading} ─" in shown and "Sau khi lưu" in shown)

    def _under_the_cursor(self, shown: str) -> str:
        """The line of the menu that enter would take."""
        return shown.partition("│  ▌ ")[2].partition("│")[0]

    def marks_all(self) -> None:
        self.sees("/ Tìm")
        self.screen.send("/")
        self.sees(lambda shown: "/ Tìm" not in shown)
        self.screen.send("H48")
        self.sees("Tìm: H48")
        self.screen.send(KEYS["down"])
        self.sees(lambda shown: "     8 hồ sơ" in shown and "/ Tìm" in shown)
        self.screen.send("\x01")
        self.sees("Chọn tất cả 8 hồ sơ")
        self.screen.send("y")
        self.sees("đã chọn 8")

    def prints(self, place: int) -> str:
        """The paper at that place of the menu, for all dossiers that are marked; what was said of it."""
        self.sees("/ Tìm")
        self.screen.send(KEYS["f8"])
        self.sees("In giấy gì cho 8 hồ sơ đã chọn?")
        for _down in range(place):
            before = self._under_the_cursor(self.screen.text())
            self.screen.send(KEYS["down"])
            self.sees(lambda shown, before=before: self._under_the_cursor(shown) not in ("", before))
        self.screen.send(ENTER)
        told = self.sees(lambda shown: "giấy vào thư mục" in shown)
        self.screen.send(ENTER)
        self.sees(lambda shown: "giấy vào thư mục" not in shown)
        return told

    def undoes(self, step: str) -> None:
        """The last step of the dossier that was turned to last."""
        self.sees("/ Tìm")
        self.screen.send("u")
        self.sees(lambda shown: "Hoàn tác bước gần nhất" in shown and step in shown)
        self.screen.send("y")
        self.sees(lambda shown: "Hoàn tác bước gần nhất" not in shown and "/ Tìm" in shown)


def by_keys(path: Path, home: Path) -> None:
    argv = [sys.executable, "-m", "motcua_tui", "--db", str(path), "--today", TODAY]
    with PtyScreen(argv, columns=200, lines=45, env={"HOME": str(home)}) as screen:
        officer = Officer(screen)
        officer.sits_down()
        officer.accepts("gia han giay", "1.013233", "Lê An", "trực tiếp", "16/11 9h", RESTART)
        officer.accepts("tham dinh", "1.009999", "Cty Bình Minh", "bưu chính công ích", "9/11 9h", PAUSE)
        officer.accepts("gia han giay", "1.013233", "Phan Chi", "trực tuyến toàn trình", "17/11 9h", CHANNELS)
        officer.accepts("hanh nghe", "1.008991", "Vũ Dung", "trực tuyến một phần", "17/11 9h", ON_TIME)
        officer.accepts("gia han giay", "1.013233", "Đỗ Giang", "trực tiếp", "2/11 9h", CLOSED)
        ask, complete = "Yêu cầu bổ sung", "Ghi nhận đã bổ sung"
        asked = {"what": "Bản vẽ", "reason": "Thiếu mặt bằng", "ground": "Điều 95"}
        officer.does(RESTART, "f6", ask, "thứ Năm 03/12/2026", "chờ bổ sung 5/", **asked, at="18/11 9h")
        officer.does(RESTART, "f6", complete, "→ thứ Hai 30/11/2026", "đã bổ sung đủ", at="20/11 9h")
        officer.does(PAUSE, "f6", ask, "thứ Năm 26/11/2026", "chờ bổ sung 12/", **asked, at="11/11 9h")
        officer.does(PAUSE, "f6", complete, "→ thứ Sáu 27/11/2026", "đã bổ sung đủ", at="16/11 9h")
        officer.does(CLOSED, "f6", ask, "thứ Tư 18/11/2026", "chờ bổ sung 20/", **asked, at="3/11 9h")
        officer.chooses("Đóng hồ sơ không được bổ sung")
        officer.fills(reason="Quá hạn bổ sung")
        screen.send(SAVE)
        officer.sees("đóng hồ sơ")
        apology = "Xin lỗi và hẹn lại ngày trả"
        promise = {"promised": "2/12", "reason": "Chờ ý kiến"}
        officer.does(CHANNELS, "f7", apology, "báo cáo vẫn tính theo hạn giải quyết", "Đã hẹn lại", **promise)
        officer.turns_to(CHANNELS)
        screen.send(KEYS["f7"])
        officer.sees("hẹn lại không quá một lần")
        result = "Kết quả giải quyết"
        officer.does(PAUSE, "f5", result, "trước hạn 3", "✓ trước hạn 3", number="12/TĐ")
        officer.does(ON_TIME, "f5", result, "đúng hạn", "✓ đúng hạn", number="8/CC")
        officer.does(LATE, "f5", result, "trễ 4", "✗ trễ 4", number="7/CC", result_at="20/11 9h")
        officer.does(LATE, "f9", "Trả kết quả", "đã trả", "trả kết quả qua bưu", option="qua bưu chính")
        why = {"why_refused": "Không đủ điều kiện"}
        officer.does(REFUSED, "f5", result, "trước hạn 2", "✓ trước hạn 2", "từ chối giải quyết", **why)
        in_charge = {"department": "Phòng A", "officer": "Lan"}
        officer.does(ENDED, "f4", "Chuyển xử lý", "giữ nguyên", "chuyển Phòng A", **in_charge)
        officer.does(ENDED, "f5", result, "trước hạn 3", "✓ trước hạn 3", number="9/GP")
        officer.undoes("có kết quả")
        officer.undoes("chuyển Phòng A")
        officer.chooses("Dừng giải quyết theo đề nghị của người nộp")
        officer.fills(reason="Xin rút")
        officer.sees("tính là trước hạn")
        screen.send(SAVE)
        officer.sees("dừng theo đề nghị của người nộp")
        officer.does(RESTART, "f4", "Chuyển xử lý", "giữ nguyên", "chuyển Phòng A", **in_charge)
        officer.undoes("chuyển Phòng A")
        officer.marks_all()
        told = [officer.prints(place) for place in range(len(PAPERS))]
        assert "Đã ghi 8 giấy" in told[PAPERS.index("receipt")]
        screen.send(KEYS["ctrl+q"])
        assert screen.wait_for_exit() == 0


def by_commands(path: Path, folder: Path) -> None:
    building, design = ("--procedure", "1.013233"), ("--procedure", "1.009999")
    asked = ("--what", "Bản vẽ", "--reason", "Thiếu mặt bằng", "--ground", "Điều 95")
    online = ("--channel", "online_full")
    promise = ("redate", CHANNELS, "--to", "2/12", "--reason", "Chờ ý kiến")
    day: list[tuple[str, ...]] = [
        ("accept", RESTART, *building, "--applicant", "Lê An", "--at", "2026-11-16T09:00"),
        ("accept", PAUSE, *design, "--applicant", "Cty Bình Minh", "--channel", "post", "--at", "9/11 9h"),
        ("accept", CHANNELS, *building, "--applicant", "Phan Chi", *online, "--at", "2026-11-17T09:00"),
        (
            "accept",
            ON_TIME,
            "--procedure",
            "1.008991",
            "--applicant",
            "Vũ Dung",
            "--channel",
            "online_partial",
            "--at",
            "17/11 9h",
        ),
        ("accept", CLOSED, *building, "--applicant", "Đỗ Giang", "--at", "2/11 9h"),
        ("supplement", RESTART, *asked, "--at", "2026-11-18T09:00"),
        ("resume", RESTART, "--at", "2026-11-20T09:00"),
        ("supplement", PAUSE, *asked, "--at", "2026-11-11T09:00"),
        ("resume", PAUSE, "--at", "2026-11-16T09:00"),
        ("supplement", CLOSED, *asked, "--at", "3/11 9h"),
        ("close", CLOSED, "--reason", "Quá hạn bổ sung"),
        promise,
        ("finish", PAUSE, "--number", "12/TĐ"),
        ("finish", ON_TIME, "--number", "8/CC"),
        ("finish", LATE, "--number", "7/CC", "--at", "2026-11-20T09:00"),
        ("return", LATE, "--by", "post"),
        ("refuse", REFUSED, "--reason", "Không đủ điều kiện"),
        ("hand-over", ENDED, "--to", "Phòng A", "--officer", "Lan"),
        ("finish", ENDED, "--number", "9/GP"),
        ("undo", ENDED),
        ("undo", ENDED),
        ("stop", ENDED, "--reason", "Xin rút"),
        ("hand-over", RESTART, "--to", "Phòng A", "--officer", "Lan"),
        ("undo", RESTART),
    ]
    for words in day:
        assert main(["--db", str(path), "--today", TODAY, *words]) == 0, words
    assert main(["--db", str(path), "--today", TODAY, *promise]) == 1
    codes = folder / "codes.txt"
    codes.write_text("\n".join(CODES), encoding="utf-8")
    for paper in PAPERS:
        words = ("letter", str(codes), paper, "--batch", "--out", str(folder / paper))
        assert main(["--db", str(path), "--today", TODAY, *words]) in (0, 1), words


def found(path: Path) -> dict[str, Dossier]:
    database = Database.open(path)
    desk = desk_of(database, TODAY)
    dossiers = {code: browse.find(desk, code).dossier for code in CODES}
    database.close()
    return dossiers


@pytest.mark.slow
def test_day_when_worked_with_keys_or_with_commands_then_the_same_as_the_rules_give(
    morning: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    by_command = tmp_path / "commands.db"
    (tmp_path / "papers").mkdir()
    shutil.copyfile(morning, by_command)
    by_keys(morning, tmp_path)
    by_commands(by_command, tmp_path / "papers")
    dossiers = found(morning)
    assert {code: one.events for code, one in dossiers.items()} == {
        code: one.events for code, one in found(by_command).items()
    }
    assert {code: (one.particulars, one.standing) for code, one in dossiers.items()} == {
        code: (one.particulars, one.standing) for code, one in found(by_command).items()
    }

    standings = {code: one.standing for code, one in dossiers.items()}
    assert {code: (s.state, s.receipt_due, s.lawful_due, s.outcome) for code, s in standings.items()} == {
        # complete on 20/11, so 23, 25, 26, 27 and 30/11 count anew
        RESTART: (State.PROCESSING, date(2026, 11, 23), date(2026, 11, 30), None),
        # ten working days end on 23/11; 12, 13 and 16/11 were waited, so 25, 26 and 27/11 are added
        PAUSE: (State.RESULT_READY, date(2026, 11, 23), date(2026, 11, 27), Outcome.GRANTED),
        CHANNELS: (State.ACCEPTED, date(2026, 11, 25), date(2026, 11, 25), None),
        LATE: (State.RETURNED, date(2026, 11, 16), date(2026, 11, 16), Outcome.GRANTED),
        REFUSED: (State.RESULT_READY, date(2026, 11, 26), date(2026, 11, 26), Outcome.REFUSED),
        ON_TIME: (State.RESULT_READY, date(2026, 11, 23), date(2026, 11, 23), Outcome.GRANTED),
        CLOSED: (State.CLOSED, date(2026, 11, 9), date(2026, 11, 9), Outcome.CLOSED),
        ENDED: (State.STOPPED, date(2026, 11, 27), date(2026, 11, 27), Outcome.STOPPED),
    }
    promised = standings[CHANNELS]
    # Monday is the last working day before Wednesday, the day between being off
    assert (promised.promised_due, promised.apology_late) == (date(2026, 12, 2), False)
    assert standings[LATE].returned_by is ReturnWay.POST
    assert dossiers[CHANNELS].particulars.channel is Channel.ONLINE_FULL
    assert [
        type(event.what) for event in dossiers[ENDED].events if type(event.what) is not ev.LetterIssued
    ] == [
        ev.Accepted,
        ev.HandedOver,
        ev.ResultReady,
        ev.Undone,
        ev.Undone,
        ev.Stopped,
    ]
    assert dossiers[ENDED].particulars.department == ""

    capsys.readouterr()
    asked = ["report", "--period", "cal:2026-11", "--json"]
    assert main(["--db", str(morning), "--today", TODAY, *asked]) == 0
    report = json.loads(capsys.readouterr().out)
    received, finished, pending = report["received"], report["finished"], report["pending"]
    channels = ("total", "online_full", "online_partial", "post", "direct", "carried_over")
    assert [received[key] for key in channels] == [8, 1, 1, 1, 5, 0]
    # the closed one was asked for its supplement in time, so it counts as on time
    assert [finished[key] for key in ("total", "early", "on_time", "late")] == [6, 3, 2, 1]
    assert [finished[key] for key in ("refused", "stopped", "closed")] == [1, 1, 1]
    # on 30/11, the last day of the period, 25/11 has passed and 30/11 has not
    assert (pending["total"], pending["in_time"], pending["overdue"], report["residue"]) == (2, 1, 1, 0)
    printed = {paper: {path.name for path in papers_of(tmp_path, paper)} for paper in PAPERS}
    assert len(printed["receipt"]) == 8
    assert printed["supplement"] == {f"supplement-{code}.docx" for code in (RESTART, PAUSE, CLOSED)}
    assert printed["apology"] == {f"apology-{CHANNELS}.docx"}
    assert printed["refusal"] == {f"refusal-{REFUSED}.docx"}
    assert printed["stop"] == {f"stop-{ENDED}.docx"}
    assert printed["register"] == {"register.docx"}


def papers_of(folder: Path, paper: str) -> Iterator[Path]:
    """What the commands wrote."""
    return (folder / "papers" / paper).glob("*.docx")
