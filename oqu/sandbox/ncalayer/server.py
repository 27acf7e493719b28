"""The process: a WebSocket on 127.0.0.1, with TLS or without on the same port, one conversation per page."""

import asyncio
import json
import signal
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import close_old_connections
from websockets.asyncio.server import ServerConnection, unix_serve
from websockets.exceptions import ConnectionClosed

from oqu.sandbox.faults.models import Fault
from oqu.sandbox.faults.systems import DOWN, OK, SLOW
from oqu.sandbox.ncalayer import signing, tls, window
from oqu.sandbox.ncalayer.reading import HEARTBEAT, MOST_BYTES, read
from oqu.sandbox.ncalayer.wishes import Answer, Wish

VERSION = {"result": {"version": "1.4"}}
LOOKS_EVERY_SECONDS = 0.15
TLS_HELLO = b"\x16"
CHUNK = 64 * 1024


async def run() -> None:
    await _in_database(window.close_all)
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    with TemporaryDirectory(prefix="ncalayer-") as folder:
        plain, secure = Path(folder) / "ws", Path(folder) / "wss"
        # Base64 makes four bytes of three.
        options: dict[str, Any] = {"max_size": 2 * MOST_BYTES}
        context = tls.context(settings.LOCAL_DIR / "ncalayer.pem")
        async with (
            unix_serve(talk, str(plain), **options),
            unix_serve(talk, str(secure), ssl=context, **options),
        ):
            door = await asyncio.start_server(
                lambda reader, writer: _pass_on(reader, writer, plain, secure),
                "127.0.0.1",
                settings.NCALAYER_PORT,
            )
            await stop.wait()
            door.close()


async def talk(page: ServerConnection) -> None:
    """One page, one wish after another, until it leaves."""
    fault = await _in_database(_fault)
    if fault == SLOW:
        await asyncio.sleep(settings.SLOW_SECONDS)
    origin = page.request.headers.get("Origin", "") if page.request else ""
    with suppress(ConnectionClosed):
        if fault != "silent":
            await page.send(json.dumps(VERSION))
        async for text in page:
            if text == HEARTBEAT:
                await page.send(HEARTBEAT)
                continue
            wish = read(str(text), has_basics=fault != "no_basics")
            answer = await _ask(page, wish, origin) if isinstance(wish, Wish) else wish
            await page.send(json.dumps(answer))


async def _ask(page: ServerConnection, wish: Wish, origin: str) -> Answer:
    """Shows the window and waits for the person; a page that leaves takes its window along."""
    request = await _in_database(window.show, wish, origin)
    gone = asyncio.create_task(page.wait_closed())
    try:
        while not gone.done():
            chosen = await _in_database(window.answered, request)
            if chosen is not None:
                return await asyncio.to_thread(signing.fulfil, wish, chosen)
            await asyncio.wait({gone}, timeout=LOOKS_EVERY_SECONDS)
        return {}
    finally:
        gone.cancel()
        await _in_database(window.close, request)


async def _pass_on(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, plain: Path, secure: Path
) -> None:
    """The first byte tells whether the page speaks TLS; everything is handed to the one that understands it."""
    first = await reader.read(1)
    if first and await _in_database(_fault) != DOWN:
        inner_reader, inner_writer = await asyncio.open_unix_connection(
            secure if first == TLS_HELLO else plain
        )
        inner_writer.write(first)
        await asyncio.gather(_copy(reader, inner_writer), _copy(inner_reader, writer))
    writer.close()


async def _copy(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while chunk := await source.read(CHUNK):
            target.write(chunk)
            await target.drain()
    target.close()


def _fault() -> str:
    return Fault.objects.filter(pk="ncalayer").values_list("kind", flat=True).first() or OK


async def _in_database(work: Any, *arguments: Any) -> Any:
    def freshly() -> Any:
        close_old_connections()
        return work(*arguments)

    return await sync_to_async(freshly)()
