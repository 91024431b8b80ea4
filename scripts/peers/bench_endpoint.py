"""bench_endpoint.py URL COUNT CONCURRENCY BYTES: asks a server for COUNT chat completions, each about
a picture of BYTES bytes (none for 0), with OpenAI's own client, so many at once.

Prints `requests picture-bytes cpu-seconds wall-seconds base64-cpu-seconds`, imports not counted."""

import asyncio
import base64
import os
import resource
import sys
import time

import openai

url, count, concurrency, size = sys.argv[1], *map(int, sys.argv[2:])
picture = os.urandom(size)


def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def data_uri(number):
    # As a client that reads a picture for each request has it: bytes of their own.
    own = number.to_bytes(4, "big") + picture[4:]
    return "data:image/png;base64," + base64.b64encode(own).decode()


async def main():
    client = openai.AsyncOpenAI(base_url=url, api_key="none", max_retries=0, timeout=600)
    gate = asyncio.Semaphore(concurrency)

    async def ask(number):
        async with gate:
            content = [{"type": "text", "text": f"question {number}"}]
            if size:
                content.insert(0, {"type": "image_url", "image_url": {"url": data_uri(number)}})
            response = await client.chat.completions.create(
                model="pretend", messages=[{"role": "user", "content": content}],
                temperature=1, top_p=1, max_tokens=64, seed=number)
            assert response.choices[0].message.content

    await asyncio.gather(*(ask(number) for number in range(count)))


start, begun = cpu(), time.monotonic()
asyncio.run(main())
spent, passed = cpu() - start, time.monotonic() - begun
start = cpu()
for number in range(count if size else 0):
    data_uri(number)
print(count, size, spent, passed, cpu() - start)
