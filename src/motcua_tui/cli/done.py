"""What a verb made of one dossier or of many, on stdout and stderr."""

from __future__ import annotations

from motcua_tui.cli.output import Exit, complain, data, emit_json, end, say
from motcua_tui.domain.numbers import group
from motcua_tui.domain.typed_dates import say_date
from motcua_tui.i18n import _
from motcua_tui.labels import state_label
from motcua_tui.services.many import Many
from motcua_tui.services.verbs import Done


def tell(done: Done, *, as_json: bool) -> None:
    """The code on stdout, where it stands now on stderr; or both as JSON."""
    if as_json:
        emit_json(_json(done))
        return
    standing = done.dossier.standing
    due = standing.lawful_due
    data(done.dossier.code)
    state = state_label(standing.state) if standing.state else ""
    say(state + (" · " + _("hạn {day}").format(day=say_date(due)) if due else ""))
    for warning in done.warnings:
        say(_("Lưu ý: {warning}").format(warning=warning))


def tell_many(made: Many, *, as_json: bool) -> None:
    """The codes of what was done on stdout, the rest with its reasons on stderr; ends with 1, or with the
    exit code of the failure, unless all was done."""
    if as_json:
        emit_json(
            {
                "done": [_json(done) for done in made.done],
                "refused": [
                    {"code": refused.code, "why": refused.error.message, "hint": refused.error.hint}
                    for refused in made.refused
                ],
                "left": list(made.left),
            }
        )
    else:
        for done in made.done:
            data(done.dossier.code)
            for warning in done.warnings:
                say(_("Lưu ý {code}: {warning}").format(code=done.dossier.code, warning=warning))
        for refused in made.refused:
            say(f"{refused.code}: {refused.error.message} {refused.error.hint}")
        said = _("Đã làm {done} hồ sơ, không làm được {refused} hồ sơ.")
        say(said.format(done=group(len(made.done)), refused=group(len(made.refused) + len(made.left))))
    if made.failure:
        end(complain(made.failure))
    if made.refused:
        end(Exit.NO)


def _json(done: Done) -> dict[str, object]:
    standing = done.dossier.standing
    due = standing.lawful_due
    return {
        "code": done.dossier.code,
        "state": standing.state.value if standing.state else None,
        "accepted_on": standing.accepted_on.isoformat() if standing.accepted_on else None,
        "due_on": due.isoformat() if due else None,
        "promised_due": standing.promised_due.isoformat() if standing.promised_due else None,
        "finished_on": standing.finished_on.isoformat() if standing.finished_on else None,
        "outcome": standing.outcome.value if standing.outcome else None,
        "warnings": list(done.warnings),
    }
