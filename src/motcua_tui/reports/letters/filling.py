"""A letter into its docx template.

Template code is not trusted: it runs in Jinja's sandbox, sees texts, rows and one picture, and can
reach nothing else. A tag that is not known is an error, never left on the paper; an empty value is a
dotted line. How long it may run is ``guarded``'s matter.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from motcua_tui.reports.letters.fields import QR_TAG, Printed, Tag, tags
from motcua_tui.reports.letters.papers import Paper

if TYPE_CHECKING:
    from docxtpl.inline_image import InlineImage
    from docxtpl.template import DocxTemplate
    from jinja2.sandbox import ImmutableSandboxedEnvironment

DOTS: Final = "…" * 8
"""Printed for an empty value, to be filled in by hand."""
QR_MM: Final = 22
"""The side of the QR code on paper."""

_NAMED: Final = re.compile(r"'([^']+)' is undefined|attribute '([^']+)'")
_TAG: Final = re.compile(r"\{[{%#].*?(?:[}%#]\}|$)")
_LINES_BEFORE: Final = 4
"""docxtpl keeps the lines around a syntax error, from this many lines before it."""


class Fault(StrEnum):
    """What is wrong with a template."""

    UNKNOWN_TAG = "unknown_tag"
    SYNTAX = "syntax"
    FORBIDDEN = "forbidden"
    TOO_LONG = "too_long"
    UNUSABLE = "unusable"


class BrokenTemplate(Exception):
    """A template that cannot be filled, with the tag at fault where one is known."""

    def __init__(self, fault: Fault, tag: str = "", detail: str = "") -> None:
        super().__init__(fault, tag, detail)
        self.fault, self.tag, self.detail = fault, tag, detail


class _Picture:
    """A picture whose only use is to be printed: docxtpl's own would hand the whole document, with its
    ``save``, to the template."""

    def __init__(self, image: InlineImage) -> None:
        self._image = image

    def __html__(self) -> str:
        drawn: str = self._image.__html__()  # type: ignore[no-untyped-call]  # docxtpl has no types
        return drawn


def fill(template: bytes, values: Mapping[str, Printed], code: str) -> bytes:
    """The docx that a template makes of the values, with ``code`` as QR where it asks for it.

    Raises BrokenTemplate.
    """
    from docxtpl.template import DocxTemplate
    from jinja2.exceptions import SecurityError, TemplateSyntaxError, UndefinedError

    filled = io.BytesIO()
    try:
        document = DocxTemplate(io.BytesIO(template))
        document.init_docx()
        picture = _Picture(_qr(document, code)) if code else ""
        document.render({**values, QR_TAG: picture}, jinja_env=_environment())
        document.save(filled)
    except TemplateSyntaxError as error:
        raise BrokenTemplate(Fault.SYNTAX, _written(error), error.message or "") from error
    except SecurityError as error:
        raise BrokenTemplate(Fault.FORBIDDEN, _named(error)) from error
    except UndefinedError as error:
        raise BrokenTemplate(Fault.UNKNOWN_TAG, _named(error)) from error
    except Exception as error:  # whatever a broken file or odd arithmetic in a tag leads to
        raise BrokenTemplate(Fault.UNUSABLE, detail=f"{type(error).__name__}: {error}") from error
    return filled.getvalue()


def specimen(paper: Paper) -> dict[str, Printed]:
    """A value for every tag of a paper, to try a template with."""

    def value(tag: Tag) -> Printed:
        return [{column.name: column.meaning for column in tag.columns}] if tag.columns else tag.meaning

    return {tag.name: value(tag) for tag in tags(paper) if tag.name != QR_TAG}


def _environment() -> ImmutableSandboxedEnvironment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        autoescape=True,
        finalize=lambda value: DOTS if isinstance(value, str) and not value else value,
    )


def _qr(document: DocxTemplate, code: str) -> InlineImage:
    import segno
    from docx.shared import Mm
    from docxtpl.inline_image import InlineImage

    png = io.BytesIO()
    segno.make_qr(code, error="m").save(png, kind="png", scale=8, border=1)
    return InlineImage(document, png, width=Mm(QR_MM))  # type: ignore[no-untyped-call]  # docxtpl has no types


def _named(error: Exception) -> str:
    found = _NAMED.search(str(error))
    return next(filter(None, found.groups()), "") if found else ""


def _written(error: Any) -> str:  # docxtpl adds an attribute to Jinja's error
    """The tag at a syntax error as it stands in the template."""
    lines = list(getattr(error, "docx_context", ()))
    here = lines[min(error.lineno, _LINES_BEFORE) - 1 :] if lines else []
    line = next((line for line in here if _TAG.search(line)), "")
    found = _TAG.findall(line)
    return found[-1].strip() if found else ""
