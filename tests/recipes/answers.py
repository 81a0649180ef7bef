# SPDX-License-Identifier: MIT
"""What a provider says to a program that greets it, in one piece or as a stream."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from werkzeug import Request, Response

MODELS = {"object": "list", "data": [{"id": "m", "object": "model"}]}
_USED = {"input_tokens": 1, "output_tokens": 1, "total_tokens": 2}


def chat(request: Request) -> Response:
    """OpenAI's chat completions."""
    said = {"role": "assistant", "content": "hello"}
    whole = {"id": "c", "created": 1, "model": "m"}
    if not _wants_stream(request):
        choice = {"index": 0, "message": said, "finish_reason": "stop"}
        return _whole({**whole, "object": "chat.completion", "choices": [choice]})
    part = {"index": 0, "delta": said, "finish_reason": "stop"}
    event = {**whole, "object": "chat.completion.chunk", "choices": [part]}
    return _streamed(f"data: {json.dumps(event)}\n\ndata: [DONE]\n\n")


def response(request: Request) -> Response:
    """OpenAI's responses."""
    text = {"type": "output_text", "text": "hello", "annotations": []}
    item = {"type": "message", "id": "i", "role": "assistant", "status": "completed"}
    begun = {"id": "r", "object": "response", "created_at": 1, "model": "m", "output": []}
    begun = {**begun, "parallel_tool_calls": False, "tool_choice": "auto", "tools": []}
    done = {**begun, "status": "completed", "output": [{**item, "content": [text]}], "usage": _USED}
    if not _wants_stream(request):
        return _whole(done)
    place = {"item_id": "i", "output_index": 0, "content_index": 0}
    empty = {**text, "text": ""}
    events: list[tuple[str, dict[str, Any]]] = [
        ("created", {"response": {**begun, "status": "in_progress"}}),
        ("output_item.added", {"output_index": 0, "item": {**item, "content": []}}),
        ("content_part.added", {**place, "part": empty}),
        ("output_text.delta", {**place, "delta": "hello"}),
        ("output_text.done", {**place, "text": "hello"}),
        ("content_part.done", {**place, "part": text}),
        ("output_item.done", {"output_index": 0, "item": {**item, "content": [text]}}),
        ("completed", {"response": done}),
    ]
    return _events((f"response.{name}", event) for name, event in events)


def message(request: Request) -> Response:
    """Anthropic's messages."""
    used = {"input_tokens": 1, "output_tokens": 1}
    whole = {"id": "m", "type": "message", "role": "assistant", "model": "m", "usage": used}
    text = {"type": "text", "text": "hello"}
    end = {"stop_reason": "end_turn", "stop_sequence": None}
    if not _wants_stream(request):
        return _whole({**whole, **end, "content": [text]})
    begun = {**whole, "content": [], "stop_reason": None, "stop_sequence": None}
    return _events(
        [
            ("message_start", {"message": begun}),
            ("content_block_start", {"index": 0, "content_block": {**text, "text": ""}}),
            ("content_block_delta", {"index": 0, "delta": {"type": "text_delta", "text": "hello"}}),
            ("content_block_stop", {"index": 0}),
            ("message_delta", {"delta": end, "usage": used}),
            ("message_stop", {}),
        ]
    )


def _wants_stream(request: Request) -> bool:
    return bool(json.loads(request.data).get("stream"))


def _whole(body: dict[str, Any]) -> Response:
    return Response(json.dumps(body), content_type="application/json")


def _events(events: Iterable[tuple[str, dict[str, Any]]]) -> Response:
    lines = (
        f"event: {name}\ndata: {json.dumps({'type': name, 'sequence_number': number, **event})}\n\n"
        for number, (name, event) in enumerate(events)
    )
    return _streamed("".join(lines))


def _streamed(text: str) -> Response:
    return Response(text, content_type="text/event-stream")
