"""One JSON line per record: UTC, no line breaks a forger could use, no secret of an address (R-OP-01)."""

import json
import logging
import re
from datetime import UTC, datetime

# Addresses that open something, or end it: welcome, first password, password reset, invitation, letters.
_SECRET = re.compile(r"(/(?:welcome|first-password|reset/key|invitations|letters)/)[^/\s?\"']+")


def discreet(text: str) -> str:
    return _SECRET.sub(r"\1…", text)


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": discreet(record.getMessage()),
        }
        if record.exc_info:
            line["trace"] = discreet(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=True)
