"""A version of a procedure as the record of changes tells it: its name there, and its fields as text."""

from __future__ import annotations

from typing import Final

from motcua_tui.domain.catalogue import ProcedureVersion
from motcua_tui.domain.papers import say_papers
from motcua_tui.domain.steps import say_steps

YES: Final = "yes"
"""What a field says that is so; ``no`` where it is not."""


def version_name(version: ProcedureVersion) -> str:
    """The code of its procedure and its number in the record, which both stay: ``1.013236/17``."""
    return f"{version.code}/{version.id}"


def version_texts(version: ProcedureVersion) -> dict[str, str]:
    """Every field by name, in the order in which they are told; empty where it says nothing."""
    rule = version.supplement
    values = {
        "name": version.name,
        "field": version.field,
        "case": version.case,
        "limit": version.limit,
        "legal_limit": version.legal_limit,
        "channel": version.channel,
        "online": version.online,
        "post": version.post,
        "fee": version.fee,
        "supplement_effect": rule.effect,
        "supplement_notice_days": rule.notice_days,
        "supplement_wait_days": rule.wait_days,
        "max_supplements": rule.most,
        "after_15h": version.after_15h,
        "at_once": version.at_once,
        "marks": " ".join(sorted(version.marks)),
        "papers": say_papers(version.papers),
        "steps": say_steps(version.steps).replace("\n", "; "),
        "decision": version.decision,
        "valid_from": version.valid_from,
        "valid_to": version.valid_to,
    }
    return {name: _text(value) for name, value in values.items()}


def _text(value: object) -> str:
    if isinstance(value, bool):
        return YES if value else "no"
    return "" if value is None else str(value)
