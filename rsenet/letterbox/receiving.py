"""The mail server: takes every letter, for anybody, and delivers it to a folder."""

import asyncio
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

from rsenet.letterbox.keeping import keep


class Receiver:
    """What aiosmtpd asks once a letter is there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        raw = envelope.content if isinstance(envelope.content, bytes) else str(envelope.content).encode()
        try:
            await asyncio.to_thread(keep, self.folder, raw, envelope.rcpt_tos)
        except OSError as error:
            return f"452 Cannot be kept: {error.strerror}"  # the queue tries again
        return "250 Kept"


async def receive(folder: Path, host: str, port: int) -> None:
    receiver = Receiver(folder)
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(receiver, hostname="localhost", ident="RSEnet letterbox", enable_SMTPUTF8=True),
        host,
        port,
        reuse_port=True,  # of the one that keeps it for us
    )
    await server.serve_forever()
