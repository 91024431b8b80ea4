"""What scripts/ray-cluster needs to reach into a network namespace.

    hold FILE           brings up the loopback of the namespace it is in, writes its process number
                        into FILE and keeps the namespace
    relay FROM TO       listens at FROM and connects to TO: `unix:PATH`, `tcp:PORT` of this host,
                        or `port:FILE` for a free port whose number is written into FILE
"""

import asyncio
import fcntl
import os
import signal
import socket
import struct
import sys

SIOCSIFFLAGS, IFF_UP = 0x8914, 1


def write(path, text):
    with open(path + ".new", "w", encoding="ascii") as file:
        file.write(text)
    os.rename(path + ".new", path)


def hold(path):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as loopback:
        fcntl.ioctl(loopback, SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", IFF_UP))
    write(path, str(os.getpid()))
    signal.pause()


async def copy(reader, writer):
    try:
        while data := await reader.read(1 << 16):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()


async def relay(source, target):
    async def serve(reader, writer):
        kind, place = target.split(":", 1)
        try:
            if kind == "unix":
                there = await asyncio.open_unix_connection(place)
            else:
                there = await asyncio.open_connection("127.0.0.1", int(place))
        except OSError:
            writer.close()
            return
        await asyncio.gather(copy(reader, there[1]), copy(there[0], writer))

    kind, place = source.split(":", 1)
    if kind == "unix":
        server = await asyncio.start_unix_server(serve, place)
    else:
        server = await asyncio.start_server(serve, "127.0.0.1", 0 if kind == "port" else int(place))
        if kind == "port":
            write(place, str(server.sockets[0].getsockname()[1]))
    await server.serve_forever()


if __name__ == "__main__":
    if sys.argv[1] == "hold":
        hold(sys.argv[2])
    asyncio.run(relay(sys.argv[2], sys.argv[3]))
