"""A server that speaks the protocol of OpenAI, on this machine: chat completions (whole and streamed, with schemas and
tools), embeddings, files and batches; and every way in which it can fail.
"""

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

USAGE = {"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100}
DIM = 8


@dataclass(frozen=True)
class Answer:
    """What the server sends."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    short_by: int = 0
    """Bytes that are announced and never sent."""
    hold: bool = False
    """Whether it waits until the test is over."""
    kind: str = "application/json"


Script = Callable[[int, dict[str, Any]], Answer]


def sent(value: Any, status: int = 200) -> Answer:
    """A value as JSON."""
    return Answer(status, json.dumps(value).encode())


def completion(
    content: str | None, *, finish: str = "stop", refusal: str | None = None, request: dict[str, Any] | None = None
) -> Answer:
    """A chat completion, in the form that the request asks for: as a call of its tool, or streamed."""
    asked = request or {}
    if asked.get("stream"):
        return streamed(content or "", finish=finish, tool=bool(asked.get("tools")))
    message: dict[str, Any] = {"role": "assistant", "content": content, "refusal": refusal}
    if asked.get("tools") and content is not None:
        called = {"name": asked["tools"][0]["function"]["name"], "arguments": content}
        message |= {"content": None, "tool_calls": [{"id": "t1", "type": "function", "function": called}]}
        finish = "tool_calls"
    choice = {"index": 0, "finish_reason": finish, "message": message}
    return sent(_of("chat.completion", choice) | {"usage": USAGE})


def streamed(content: str, *, finish: str = "stop", tool: bool = False, cut: bool = False, size: int = 40) -> Answer:
    """A chat completion in pieces; `cut`: it breaks off in the middle, and the connection ends well."""
    pieces = [content[n : n + size] for n in range(0, len(content), size)]
    deltas = [_delta(piece, n, tool) for n, piece in enumerate(pieces[: len(pieces) // 2] if cut else pieces)]
    events = [_of("chat.completion.chunk", {"index": 0, "delta": d, "finish_reason": None}) for d in deltas]
    if not cut:
        ended = {"index": 0, "delta": {}, "finish_reason": "tool_calls" if tool else finish}
        events += [_of("chat.completion.chunk", ended), _of("chat.completion.chunk") | {"usage": USAGE}]
    lines = [*(json.dumps(e) for e in events), *([] if cut else ["[DONE]"])]
    return Answer(body="".join(f"data: {line}\n\n" for line in lines).encode(), kind="text/event-stream")


def _delta(piece: str, number: int, tool: bool) -> dict[str, Any]:
    if not tool:
        return {"content": piece, **({"role": "assistant"} if number == 0 else {})}
    first = {"id": "t1", "type": "function"} if number == 0 else {}
    name = {"name": "statements"} if number == 0 else {}
    return {"tool_calls": [{"index": 0, **first, "function": {**name, "arguments": piece}}]}


def _of(kind: str, *choices: dict[str, Any]) -> dict[str, Any]:
    return {"id": "c1", "object": kind, "created": 1, "model": "m", "choices": list(choices)}


def failure(status: int, message: str = "no", **headers: str) -> Answer:
    """An error of the endpoint."""
    named = {k.replace("_", "-"): v for k, v in headers.items()}
    return Answer(status, json.dumps({"error": {"message": message, "type": "x", "code": "x"}}).encode(), named)


def vectors(request: dict[str, Any]) -> Answer:
    """Embeddings: texts that share letters are near each other."""
    rows = [
        {
            "object": "embedding",
            "index": n,
            "embedding": [float(sum(ord(c) % DIM == k for c in t)) + 0.1 for k in range(DIM)],
        }
        for n, t in enumerate(request["input"])
    ]
    return sent({"object": "list", "data": rows, "model": "m", "usage": {"prompt_tokens": 1, "total_tokens": 1}})


class Server:
    """A server on this machine. `script` makes the answer to a chat request, by its number from 0."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.embed: Callable[[dict[str, Any]], Answer] = vectors
        self.requests: list[dict[str, Any]] = []
        """Of chats and embeddings."""
        self.bodies: list[bytes] = []
        """Of all requests."""
        self.keys: list[str] = []
        self.files: dict[str, bytes] = {}
        self.batches: dict[str, dict[str, Any]] = {}
        self.slow_batches = 1
        """Times that a batch is asked for before it is done."""
        self.over = threading.Event()
        self._lock = threading.Lock()
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.http.server_port}/v1"
        threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def answer(self, method: str, path: str, body: bytes, key: str) -> Answer:
        """The answer to one request."""
        with self._lock:
            self.bodies.append(body)
            self.keys.append(key)
        if path.startswith(("/v1/files", "/v1/batches")):
            return self._batch(method, path, body)
        request = json.loads(body)
        with self._lock:
            number = len(self.requests)
            self.requests.append(request | {"path": path})
        return self.embed(request) if path == "/v1/embeddings" else self.script(number, request)

    def _batch(self, method: str, path: str, body: bytes) -> Answer:
        """Files and batches: a batch is done when it was asked for often enough."""
        with self._lock:
            if (method, path) == ("POST", "/v1/files"):
                name = f"file-{len(self.files)}"
                self.files[name] = _uploaded(body)
                return sent(_file(name))
            if (method, path) == ("POST", "/v1/batches"):
                asked = json.loads(body)
                name = f"batch-{len(self.batches)}"
                self.batches[name] = asked | {"id": name, "polls": 0}
                return sent(self._state(name))
            if method == "GET" and path.startswith("/v1/files/"):
                name = path.split("/")[3]
                return Answer(body=self.files[name]) if path.endswith("/content") else sent(_file(name))
            if method == "DELETE":
                name = path.split("/")[3]
                self.files.pop(name, None)
                return sent({"id": name, "object": "file", "deleted": True})
            if path.startswith("/v1/batches?"):
                return sent({"object": "list", "data": [self._state(name) for name in self.batches], "has_more": False})
            name = path.split("/")[3]
            if name not in self.batches:
                return failure(404)
            self.batches[name]["polls"] += 1
            return sent(self._state(name))

    def _state(self, name: str) -> dict[str, Any]:
        batch = self.batches[name]
        done = batch["polls"] >= self.slow_batches
        if done and "output_file_id" not in batch:
            lines = [json.loads(line) for line in self.files[batch["input_file_id"]].splitlines()]
            rows = [self._row(n, line) for n, line in enumerate(lines)]
            batch["output_file_id"] = f"file-{len(self.files)}"
            self.files[batch["output_file_id"]] = "\n".join(map(json.dumps, rows)).encode()
        return {
            "id": name,
            "object": "batch",
            "endpoint": batch["endpoint"],
            "input_file_id": batch["input_file_id"],
            "completion_window": "24h",
            "status": "completed" if done else "in_progress",
            "output_file_id": batch.get("output_file_id"),
            "created_at": 1,
        }

    def _row(self, number: int, line: dict[str, Any]) -> dict[str, Any]:
        answer = self.script(number, line["body"])
        self.requests.append(line["body"] | {"path": line["url"]})
        response = {"status_code": answer.status, "request_id": "r", "body": json.loads(answer.body)}
        return {"id": f"b{number}", "custom_id": line["custom_id"], "response": response, "error": None}

    def close(self) -> None:
        self.over.set()
        self.http.shutdown()
        self.http.server_close()


def _uploaded(body: bytes) -> bytes:
    """The file in a form of several parts."""
    boundary = body.split(b"\r\n", 1)[0]
    parts = [part for part in body.split(boundary) if b"filename=" in part]
    return parts[0].split(b"\r\n\r\n", 1)[1].removesuffix(b"\r\n")


def _file(name: str) -> dict[str, Any]:
    return {"id": name, "object": "file", "bytes": 1, "created_at": 1, "filename": "x.jsonl", "purpose": "batch"}


def _handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            answer = server.answer(self.command, self.path, body, self.headers.get("Authorization", ""))
            if answer.hold:
                server.over.wait(20)
                self.close_connection = True
                return
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(answer.body) + answer.short_by))
            self.end_headers()
            self.wfile.write(answer.body)
            self.close_connection = bool(answer.short_by)

        do_GET = do_DELETE = do_POST

        def log_message(self, *_: object) -> None:
            """Quiet."""

    return Handler
