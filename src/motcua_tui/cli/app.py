"""The command line as a whole: the commands, the global options, and how a run ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Final

import typer

from motcua_tui import __version__
from motcua_tui.cli.commands import Commands, Waiting, usage_error
from motcua_tui.cli.context import Options
from motcua_tui.cli.globals import hoisted
from motcua_tui.cli.output import Exit, complain, data, ended, say
from motcua_tui.errors import InputError
from motcua_tui.i18n import LANGUAGES, _

COMMANDS: Final = (
    Waiting("init", "record:init", _("Tạo một bàn làm việc mới.")),
    Waiting("info", "record:info", _("Dữ liệu nằm ở đâu, có gì.")),
    Waiting("doctor", "record:doctor", _("Kiểm tra cơ sở dữ liệu, lịch, màn hình; cách sửa.")),
    Waiting("demo", "record:demo", _("Mở một bản sao dùng thử với dữ liệu mẫu.")),
    Waiting("settings", "record:settings", _("Xem hoặc đổi thiết lập: motcua settings near_days=3.")),
    Waiting("backup", "record:backup", _("Sao lưu cơ sở dữ liệu.")),
    Waiting("restore", "record:restore", _("Khôi phục từ một bản sao lưu.")),
    Waiting("verify", "record:verify", _("Kiểm tra một bản dữ liệu còn tốt không.")),
    Waiting("move", "moving:move", _("Chuyển cả sổ sang một tệp mới, hoặc sang máy chủ và về.")),
    Waiting("due", "rules:due", _("Tính ngày hẹn trả từ ngày tiếp nhận và thời hạn.")),
    Waiting("days", "rules:days", _("Số ngày làm việc giữa hai ngày, tính cả hai đầu.")),
    Waiting("list", "dossiers:list_dossiers", _("Danh sách hồ sơ.")),
    Waiting("show", "show:show", _("Một hồ sơ: tình trạng, lịch sử, cách tính ngày hẹn trả.")),
    Waiting("submit", "intake:submit", _("Ghi hồ sơ nộp trực tuyến, chờ tiếp nhận.")),
    Waiting("accept", "intake:accept", _("Tiếp nhận hồ sơ.")),
    Waiting("decline", "verbs:decline", _("Từ chối tiếp nhận hồ sơ đang chờ tiếp nhận.")),
    Waiting("hand-over", "many:hand_over", _("Chuyển hồ sơ cho phòng, cán bộ.")),
    Waiting("consult", "verbs:consult", _("Lấy ý kiến cơ quan khác.")),
    Waiting("answer", "verbs:answer", _("Ghi nhận đã có ý kiến trả lời.")),
    Waiting("supplement", "verbs:supplement", _("Yêu cầu bổ sung hồ sơ.")),
    Waiting("resume", "verbs:resume", _("Ghi nhận đã bổ sung đủ.")),
    Waiting(
        "payment", "verbs:payment", _("Chờ người nộp thực hiện nghĩa vụ tài chính, hoặc ghi nhận đã nộp.")
    ),
    Waiting("redate", "verbs:redate", _("Xin lỗi và hẹn lại ngày trả kết quả.")),
    Waiting("finish", "verbs:finish", _("Ghi nhận đã có kết quả.")),
    Waiting("refuse", "verbs:refuse", _("Từ chối giải quyết.")),
    Waiting("return", "many:give_back", _("Trả kết quả.")),
    Waiting("stop", "verbs:stop", _("Dừng giải quyết theo đề nghị của người nộp.")),
    Waiting("close", "verbs:close", _("Đóng hồ sơ không được bổ sung.")),
    Waiting("correct", "verbs:correct", _("Đính chính kết quả.")),
    Waiting("undo", "many:undo", _("Hoàn tác bước gần nhất của hồ sơ.")),
    Waiting("redo", "many:redo", _("Làm lại bước vừa hoàn tác.")),
    Waiting("report", "report:report", _("Số liệu của một kỳ.")),
    Waiting("form", "form:form", _("Biểu mẫu, sổ, danh sách ra tệp xlsx hoặc docx.")),
    Waiting("check", "check:check", _("Rà soát số liệu của một báo cáo đã viết.")),
    Waiting("letter", "letter:letter", _("Giấy tờ của bộ phận một cửa: giấy hẹn, phiếu, văn bản, sổ.")),
    Waiting(
        "document", "document:document", _("Báo cáo bằng lời của một kỳ: ra tệp docx, hoặc in ra để chép.")
    ),
    Waiting(
        "templates",
        "templates:templates",
        _("Mẫu giấy, văn bản đang dùng; các thẻ của một mẫu; chép ra để sửa."),
    ),
    Waiting("keys", "keys:keys", _("Bảng phím của các màn hình, và tệp để đổi phím.")),
    Waiting("ics", "ics:ics", _("Hạn trả của hồ sơ đang giải quyết ra tệp lịch (iCalendar), có báo trước.")),
    Waiting("export", "export:export", _("Xuất hồ sơ, lịch sử, danh mục, lịch, sổ ra xlsx, csv, jsonl.")),
    Waiting("import", "imports:app", _("Nạp sổ hồ sơ, danh mục thủ tục, lịch nghỉ từ tệp.")),
    Waiting("period", "period:app", _("Khóa kỳ đã báo cáo, xem chênh lệch, mở khóa.")),
    Waiting("petitions", "petitions:app", _("Sổ phản ánh, kiến nghị.")),
    Waiting("procedures", "procedures:app", _("Danh mục thủ tục và các phiên bản.")),
    Waiting("officers", "officers:app", _("Cán bộ của cơ quan.")),
    Waiting("criteria", "criteria:app", _("Tiêu chí chấm điểm theo Quyết định 766/QĐ-TTg.")),
    Waiting("calendar", "calendar:app", _("Lịch làm việc của cơ quan.")),
    Waiting("views", "views:app", _("Danh sách hồ sơ theo tên.")),
    Waiting("indicators", "indicators:app", _("Chỉ tiêu báo cáo CCHC: nhập, kiểm tra, xuất, nạp.")),
)
"""In the order of the help."""

app = Commands(
    waiting=COMMANDS,
    help=_("Hồ sơ của bộ phận một cửa: hạn trả, đúng hạn hay quá hạn, và số liệu báo cáo khớp nhau."),
    epilog=_("Không có lệnh nào: mở màn hình làm việc. Tùy chọn chung đứng trước hay sau lệnh đều được."),
    alone=True,
)


def _version(wanted: bool) -> None:
    if wanted:
        data(f"motcua {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    db: Annotated[
        str | None,
        typer.Option("--db", metavar="PATH|URL", help=_("Tệp cơ sở dữ liệu (hoặc MOTCUA_DATABASE).")),
    ] = None,
    today: Annotated[
        str | None,
        typer.Option("--today", metavar="YYYY-MM-DD", help=_("Cố định ngày hôm nay (hoặc MOTCUA_TODAY).")),
    ] = None,
    lang: Annotated[
        str | None, typer.Option("--lang", metavar="vi|en", help=_("Ngôn ngữ (hoặc MOTCUA_LANG)."))
    ] = None,
    plain: Annotated[bool, typer.Option("--plain", help=_("Không màu, ký hiệu ASCII."))] = False,
    officer: Annotated[
        str | None,
        typer.Option("--as", metavar="NAME", help=_("Cán bộ thực hiện; mã PIN hỏi riêng hoặc ở MOTCUA_PIN.")),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help=_("In phiên bản."))
    ] = False,
) -> None:
    if lang not in (None, *LANGUAGES):
        raise InputError(
            _("Không có ngôn ngữ “{lang}”.").format(lang=lang),
            _("Chọn một trong: {choices}.").format(choices=", ".join(LANGUAGES)),
        )
    chosen = Options(db, today, plain, officer)
    chosen.clock()
    context.obj = chosen


def run(arguments: Sequence[str]) -> int:
    """Run the command line; the return value is the exit code."""
    return ended(lambda: _obey(hoisted(arguments)))


def _obey(arguments: Sequence[str]) -> int:
    try:
        code = app(args=list(arguments), prog_name="motcua", standalone_mode=False)
    except typer.TyperException as error:
        wrong = usage_error(error)
        if wrong is None:
            say(error.format_message())
            return Exit.USAGE
        return complain(wrong)
    except typer.Abort:
        return Exit.INTERRUPTED
    return code if isinstance(code, int) else Exit.DONE
