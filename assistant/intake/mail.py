"""A mail as a mail program saves it: its words, and what is attached to it."""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Final

_HEAD: Final = re.compile(rb"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}(?=\r?\n)")
"""Fields, a line or more each, above the first blank line."""
_MIME: Final = re.compile(rb"^(?:mime-version|content-transfer-encoding):", re.IGNORECASE | re.MULTILINE)


def mailed(data: bytes) -> bool:
    """Whether these are the bytes of a saved mail, and no text that a mail was copied into."""
    head = _HEAD.match(data.lstrip())
    return head is not None and _MIME.search(head[0]) is not None


def parts_of(data: bytes) -> Iterator[tuple[str, str, bytes]]:
    """Name, ending and bytes of the text of a mail and of its attachments; of a text in two forms the plain one."""
    message = message_from_bytes(data.lstrip(), policy=default)
    body = message.get_body(("plain", "html"))
    if isinstance(body, EmailMessage):
        yield "", "", _bytes(body)
    for part in message.iter_attachments():
        if part is not body and isinstance(part, EmailMessage):
            name = part.get_filename() or ""
            yield name, f".{name.rpartition('.')[2].lower()}" if "." in name else "", _bytes(part)


def _bytes(part: EmailMessage) -> bytes:
    """What a part holds, text as UTF-8."""
    if part.get_content_maintype() == "text":
        return str(part.get_content()).encode("utf-8", "replace")
    if part.get_content_type() == "message/rfc822":
        inner = part.get_content()
        return bytes(inner) if isinstance(inner, EmailMessage) else b""
    return bytes(part.get_payload(decode=True) or b"")
