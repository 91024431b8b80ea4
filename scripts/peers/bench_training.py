"""bench_training.py THREADS REPETITIONS [TOKENS]: PyTorch's side of `pipeline-bench training --peers`, eager.

The quickstart's policy with random weights: 9 patches of 768 numbers,
8 prompt tokens, width 64, 3 layers, 4 heads, feed-forward 256, taps, 56 words. Each response has TOKENS
(13) tokens, the mean of ours, so that no work is spent on rows that have ended. Sampling computes each
prompt once for its 8 draws and keeps keys and values; training runs whole sequences, as trainers do,
with the pictures' features computed once a group. AdamW is the fused one.

Prints lines of JSON: what, size, median and least seconds on the clock, median processor seconds, and
tokens; then the GFLOP/s of matrix products.
"""

import json
import os
import statistics
import sys
import time

threads, repetitions = int(sys.argv[1]), int(sys.argv[2])
tokens = int(sys.argv[3]) if len(sys.argv) > 3 else 13
os.environ["OMP_NUM_THREADS"] = os.environ["MKL_NUM_THREADS"] = str(threads)

import torch
import torch.nn.functional as F
from torch import nn

torch.set_num_threads(threads)
torch.manual_seed(0)
WIDTH, LAYERS, HEADS, HIDDEN, WORDS, PATCHES, PIXELS, PROMPT = 64, 3, 4, 256, 56, 9, 768, 8


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.n1, self.n2 = nn.RMSNorm(WIDTH, eps=1e-5), nn.RMSNorm(WIDTH, eps=1e-5)
        self.cw = nn.Parameter(torch.randn(3, WIDTH) * 0.17)
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH, bias=False)
        self.o = nn.Linear(WIDTH, WIDTH, bias=False)
        self.f1 = nn.Linear(WIDTH, HIDDEN, bias=False)
        self.f2 = nn.Linear(HIDDEN, WIDTH, bias=False)

    def forward(self, x, cache=None):
        """x [rows, tokens, width]; a cache holds the last three inputs of the taps, keys and values."""
        rows, count, _ = x.shape
        normed = self.n1(x)
        if cache is None:
            history = F.pad(normed, (0, 0, 3, 0))
        else:
            history = torch.cat([cache["history"], normed], 1)
            cache["history"] = history[:, -3:]
        tapped = normed
        for tap in range(3):
            tapped = tapped + history[:, 2 - tap : 2 - tap + count] * self.cw[tap]
        q, k, v = self.qkv(tapped).view(rows, count, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        if cache is not None:
            place = cache["place"]
            cache["k"][:, :, place : place + count] = k
            cache["v"][:, :, place : place + count] = v
            k, v = cache["k"][:, :, : place + count], cache["v"][:, :, : place + count]
            cache["place"] = place + count
        mixed = F.scaled_dot_product_attention(q, k, v, is_causal=count > 1)
        x = x + self.o(mixed.transpose(1, 2).reshape(rows, count, WIDTH))
        return x + self.f2(F.gelu(self.f1(self.n2(x)), approximate="tanh"))


class Policy(nn.Module):
    def __init__(self):
        super().__init__()
        self.p1, self.p2 = nn.Linear(PIXELS, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.ppos = nn.Parameter(torch.randn(PATCHES, WIDTH) * 0.1)
        self.tpos = nn.Parameter(torch.randn(32, WIDTH) * 0.1)
        self.tok = nn.Embedding(WORDS, WIDTH)
        self.blocks = nn.ModuleList(Block() for _ in range(LAYERS))
        self.nf = nn.RMSNorm(WIDTH, eps=1e-5)
        self.head = nn.Linear(WIDTH, WORDS, bias=False)

    def see(self, pictures):
        return self.p2(F.gelu(self.p1(pictures), approximate="tanh")) + self.ppos

    def text(self, words, first=0):
        return self.tok(words) + self.tpos[first : first + words.shape[1]]

    def run(self, x, caches=None):
        for index, block in enumerate(self.blocks):
            x = block(x, caches[index] if caches else None)
        return x

    def log_probabilities(self, pictures, prompts, responses):
        """Of the tokens of responses [rows, tokens], to prompts with or without pictures."""
        x = self.text(torch.cat([prompts, responses[:, :-1]], 1))
        if pictures is not None:
            seen = self.see(pictures)
            x = torch.cat([seen.repeat_interleave(x.shape[0] // seen.shape[0], 0), x], 1)
        x = self.run(x)[:, -responses.shape[1] :]
        logits = F.log_softmax(self.head(self.nf(x)), -1)
        return logits.gather(-1, responses[..., None])[..., 0]


policy, reference = Policy(), Policy()
optimizer = torch.optim.AdamW(policy.parameters(), 3e-4, (0.9, 0.95), weight_decay=0.01, fused=True)


def step(loss):
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    nn.utils.clip_grad_norm_(policy.parameters(), 1)
    optimizer.step()


def words(*shape):
    return torch.randint(0, WORDS, shape)


@torch.inference_mode()
def sample(prompts, group=8):
    rows = prompts * group
    x = torch.cat([policy.see(torch.randn(prompts, PATCHES, PIXELS)), policy.text(words(prompts, PROMPT))], 1)
    total = PATCHES + PROMPT + tokens
    size = (prompts, HEADS, total, WIDTH // HEADS)
    caches = [
        {"history": torch.zeros(prompts, 3, WIDTH), "k": torch.empty(size), "v": torch.empty(size), "place": 0}
        for _ in range(LAYERS)
    ]
    x = policy.run(x, caches)[:, -1:]
    for cache in caches:
        for name in ["history", "k", "v"]:
            cache[name] = cache[name].repeat_interleave(group, 0)
    x = x.repeat_interleave(group, 0)
    out = []
    for index in range(tokens):
        shares = F.softmax(policy.head(policy.nf(x[:, 0])), -1)
        token = torch.multinomial(shares, 1)
        out.append(token)
        if index + 1 < tokens:
            x = policy.run(policy.text(token, PROMPT + index), caches)
    torch.cat(out, 1).tolist()
    return rows * tokens


def update(prompts, group=8):
    rows = prompts * group
    pictures = torch.randn(prompts, PATCHES, PIXELS)
    asked, said = words(prompts, PROMPT).repeat_interleave(group, 0), words(rows, tokens)
    advantages = torch.randn(rows, 1)
    with torch.inference_mode():
        base = reference.log_probabilities(pictures, asked, said)
    base = base.clone()
    now = policy.log_probabilities(pictures, asked, said)
    ratio = (now - now.detach()).exp()
    gain = torch.min(ratio * advantages, ratio.clamp(0.8, 1.2) * advantages)
    gap = base - now
    step((0.01 * (gap.exp() - gap - 1) - gain).mean())
    return rows * tokens


def warm_up(batch=64):
    text = batch * 25 // 64
    seen = batch - text
    loss = -policy.log_probabilities(torch.randn(seen, PATCHES, PIXELS), words(seen, PROMPT), words(seen, tokens + 1)).mean()
    loss = loss - 0.6 * policy.log_probabilities(None, words(text, PROMPT), words(text, tokens + 1)).mean()
    step(loss)
    return batch * (tokens + 1)


def measure(what, size, body):
    walls, processor, count = [], [], 0
    for repetition in range(repetitions + 1):
        wall, cpu = time.perf_counter(), time.process_time()
        count = body()
        walls.append(time.perf_counter() - wall)
        processor.append(time.process_time() - cpu)
    print(json.dumps([what, size, statistics.median(walls[1:]), min(walls[1:]), statistics.median(processor[1:]), count]))


def products():
    """GFLOP/s of torch's own products at the shapes of an update of 16 questions, prompts once a group."""
    rows = 16 * (PATCHES + PROMPT) + 16 * 8 * tokens
    for m, k, n in [(rows, 64, 192), (rows, 64, 64), (rows, 64, 256), (rows, 256, 64), (128, 64, 256)]:
        a, b = torch.randn(m, k), torch.randn(n, k)
        c = torch.empty(m, n)
        times = []
        for _ in range(repetitions * 3):
            cpu = time.perf_counter()
            torch.mm(a, b.T, out=c)
            times.append(time.perf_counter() - cpu)
        print(json.dumps(["sgemm", f"{m}x{k}x{n}", 2 * m * k * n / min(times) / 1e9]))


for prompts in [8, 16, 32]:
    measure("sampling", f"{prompts}x8", lambda: sample(prompts))
for prompts in [8, 16, 32]:
    measure("update", f"{prompts}x8", lambda: update(prompts))
measure("sft", "64", warm_up)
products()
