#!/usr/bin/env python3
"""Serves FG-CLIP as a server of embeddings, for the reward `alignment`.

    python3 scripts/fg_clip_server.py --model qihoo360/fg-clip-large --port 8001 --device cuda:7

It answers POST /v1/embeddings: `{"input": [texts]}`, or `{"messages": [...]}` with one picture as a data
URI, by `{"data": [{"index": 0, "embedding": [...]}]}`. Texts and pictures are prepared as PeBR-R1 does
(arXiv 2509.13031): 248 tokens, 336 by 336 pixels whatever the picture's shape. It needs torch,
transformers and Pillow; the model's own code is run, as `trust_remote_code` says.
"""

import argparse
import base64
import io
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TOKENS = 248
SIDE = 336
# Texts that go through the model at once.
BATCH = 128


class Encoder:
    """FG-CLIP; a call at a time."""

    def __init__(self, model, device):
        import torch
        from transformers import AutoImageProcessor, AutoModelForCausalLM, AutoTokenizer

        self.torch = torch
        self.device = device
        self.lock = threading.Lock()
        self.model = AutoModelForCausalLM.from_pretrained(model, trust_remote_code=True)
        self.model = self.model.to(device).eval()
        self.tokenizer = AutoTokenizer.from_pretrained(model)
        self.processor = AutoImageProcessor.from_pretrained(model)

    def texts(self, texts):
        rows = []
        with self.lock, self.torch.no_grad():
            for start in range(0, len(texts), BATCH):
                ids = self.tokenizer(
                    texts[start : start + BATCH],
                    max_length=TOKENS,
                    padding="max_length",
                    truncation=True,
                    return_tensors="pt",
                ).input_ids
                features = self.model.get_text_features(
                    ids.to(self.device), walk_short_pos=False
                )
                rows += features.float().cpu().tolist()
        return rows

    def picture(self, data):
        from PIL import Image

        picture = Image.open(io.BytesIO(data)).convert("RGB").resize((SIDE, SIDE))
        pixels = self.processor.preprocess(picture, return_tensors="pt")["pixel_values"]
        with self.lock, self.torch.no_grad():
            features = self.model.get_image_features(pixels.to(self.device))
        return features.float().cpu().tolist()[0]


def pictures(messages):
    """The bytes of the pictures in messages."""
    for message in messages:
        for part in message["content"]:
            if part["type"] == "image_url":
                head, data = part["image_url"]["url"].split(",", 1)
                if not head.startswith("data:image/") or not head.endswith(";base64"):
                    raise ValueError("a picture must be a data URI in Base64")
                yield base64.b64decode(data, validate=True)


def answer(encoder, request):
    """What a request is answered by."""
    if "messages" in request:
        rows = [encoder.picture(data) for data in pictures(request["messages"])]
    else:
        texts = request["input"]
        rows = encoder.texts([texts] if isinstance(texts, str) else texts)
    data = [{"index": index, "embedding": row} for index, row in enumerate(rows)]
    return {"model": request.get("model"), "data": data}


def handler(encoder):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            try:
                if self.path != "/v1/embeddings":
                    self.send(404, {"error": {"message": f"there is no {self.path}"}})
                    return
                self.send(200, answer(encoder, json.loads(body)))
            except (ValueError, KeyError, TypeError, OSError) as error:
                self.send(400, {"error": {"message": f"{type(error).__name__}: {error}"}})
            except Exception as error:  # The trainer must see it, and try again.
                self.send(500, {"error": {"message": f"{type(error).__name__}: {error}"}})

        def send(self, status, value):
            body = json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    return Handler


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--model", default="qihoo360/fg-clip-large")
    arguments.add_argument("--port", type=int, default=8001)
    arguments.add_argument("--device", default="cuda:0")
    given = arguments.parse_args()
    encoder = Encoder(given.model, given.device)
    server = ThreadingHTTPServer(("127.0.0.1", given.port), handler(encoder))
    print(f"serving {given.model} on http://127.0.0.1:{server.server_port}/v1", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
