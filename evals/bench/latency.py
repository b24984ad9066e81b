"""`python -m evals.bench.writer`'s endpoint: a process that answers each chat as a faithful model does, after so many seconds."""

import asyncio
import json
import sys

from assistant.writer.mock import Echo
from assistant.writer.models import Message


def completion(request: bytes) -> bytes:
    """What a faithful model replies to a request."""
    asked = json.loads(request)
    text = Echo().answer(tuple(Message(m["role"], m["content"]) for m in asked["messages"])).text
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}}
    usage = {"prompt_tokens": len(request) // 4, "completion_tokens": len(text) // 4, "total_tokens": 0}
    body = {"id": "c", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice], "usage": usage}
    return json.dumps(body).encode()


async def serve(latency: float) -> None:
    """Serves until the process is ended; the port is printed first."""

    async def client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
                length = int(head.split("content-length:")[1].split("\r\n")[0])
                body = await reader.readexactly(length)
                reply, _ = await asyncio.gather(asyncio.to_thread(completion, body), asyncio.sleep(latency))
                lines = ("HTTP/1.1 200 OK", "Content-Type: application/json", f"Content-Length: {len(reply)}")
                writer.write("\r\n".join((*lines, "", "")).encode() + reply)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(client, "127.0.0.1", 0, limit=2**22, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(float(sys.argv[1])))
