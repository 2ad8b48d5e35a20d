"""One JSON line per record: UTC, no line breaks a forger could use, no secret of an address (R-OP-01)."""

import json
import logging
import re
from datetime import UTC, datetime
from typing import Any

from core import tracing

# Addresses that open something, or end it: welcome, first password, password reset, invitation, letters, files.
_SECRET = re.compile(r"(/(?:welcome|first-password|reset/key|invitations|letters|files)/)[^/\s?\"']+")
_MAIL = re.compile(r"[^\s@\"'<>()=:,;]+@[^\s@\"'<>()=:,;]+")
# What PostgreSQL adds to its sentence quotes rows.
_DETAIL = re.compile(r"^(?:DETAIL|CONTEXT|HINT):.*$", re.MULTILINE)


def discreet(text: str) -> str:
    return _MAIL.sub("…@…", _DETAIL.sub("…", _SECRET.sub(r"\1…", text)))


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": discreet(_message(record)),
        }
        if trace := tracing.current() or getattr(getattr(record, "request", None), "trace", None):
            line |= {"request": trace.number, "person": trace.person}
        line |= getattr(record, "said", {})
        if record.exc_info:
            line["trace"] = discreet(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=True)


def _message(record: logging.LogRecord) -> str:
    """Without the path of a request, whose words may be names, and the arguments of a job, which may be a letter."""
    text = record.getMessage()
    if path := getattr(getattr(record, "request", None), "path", ""):
        match = record.request.resolver_match  # type: ignore[attr-defined]
        text = text.replace(path, match.view_name if match else "…")
    job = getattr(record, "job", None)
    if isinstance(job, dict) and job.get("call_string"):
        text = text.replace(job["call_string"], f"{job.get('task_name')}[{job.get('id')}]")
    return text
