#include "CPNG.h"

#include <string.h>
#include <zlib.h>

uint32_t cpng_crc(const uint8_t *bytes, size_t count) {
    return (uint32_t)crc32_z(0, bytes, count);
}

size_t cpng_inflate(
    const uint8_t *bytes, size_t count, size_t limit, uint8_t *start, size_t wanted) {
    z_stream stream = {0};
    if (count > UINT32_MAX || inflateInit(&stream) != Z_OK) return limit + 1;
    uint8_t room[4096];
    size_t total = 0;
    int code = Z_OK;
    stream.next_in = (uint8_t *)bytes;
    stream.avail_in = (uInt)count;
    while (code == Z_OK && total <= limit) {
        stream.next_out = room;
        stream.avail_out = sizeof room;
        code = inflate(&stream, Z_NO_FLUSH);
        size_t made = sizeof room - stream.avail_out;
        if (total < wanted)
            memcpy(start + total, room, made < wanted - total ? made : wanted - total);
        total += made;
    }
    inflateEnd(&stream);
    return total > limit ? limit + 1 : total;
}
