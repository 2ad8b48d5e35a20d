"""What a file is by its content, whatever its name says (R-FI-02). What is not recognised is not taken."""

import re

_STARTS = {
    b"%PDF-": "application/pdf",
    b"PK\x03\x04": "application/zip",  # Word, Excel, PowerPoint, OpenDocument too: none is opened here
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "application/x-ole-storage",
    b"{\\rtf": "application/rtf",
    b"7z\xbc\xaf\x27\x1c": "application/x-7z-compressed",
    b"\x1f\x8b": "application/gzip",
    b"ID3": "audio/mpeg",
    b"\xff\xfb": "audio/mpeg",
    b"OggS": "audio/ogg",
    b"\x1aE\xdf\xa3": "video/webm",
    b"AC10": "image/x-dwg",
    b"glTF": "model/gltf-binary",
}
_OFFICE = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
}
# Text that a browser would run or draw as a page if it were ever served as what it is.
_MARKUP = re.compile(r"<\s*(?:!doctype|\?xml|html|head|body|script|svg|iframe|object|embed|math)\b", re.IGNORECASE)
HEAD = 4096


def recognise(head: bytes, name: str) -> str | None:
    """The content type of a file from its first bytes (up to HEAD); None when it is not taken."""
    ending = name.rpartition(".")[2].lower()
    for start, kind in _STARTS.items():
        if head.startswith(start):
            return _OFFICE.get(ending, kind) if kind == "application/zip" else kind
    if head[4:8] == b"ftyp":
        return "video/mp4"
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "audio/wav"
    return _text(head)


def _text(head: bytes) -> str | None:
    """Plain words in any usual encoding, without markup nor a program's bytes."""
    if not head:
        return None
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head.decode("utf-16", "replace")
    elif b"\0" in head:
        return None
    else:
        text = head.decode("utf-8", "replace") if _is_utf8(head) else head.decode("latin-1")
    controls = sum(character < " " and character not in "\t\n\r\f" for character in text)
    return None if controls > len(text) / 100 or _MARKUP.search(text) else "text/plain"


def _is_utf8(head: bytes) -> bool:
    try:
        head[: -4 or None].decode("utf-8")  # the last character may be cut
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data"
    return True
