// PNG through libpng. setjmp, which Swift cannot express, stays inside.
#ifndef CPNG_H
#define CPNG_H

#include <stddef.h>
#include <stdint.h>

#define CPNG_MESSAGE_SIZE 200

// Decodes a PNG into width * height * 3 bytes of RGB, row by row. Alpha is laid over white, 16 bits
// lose their lower byte, palettes and grey become RGB, ancillary chunks are passed over. Returns 0,
// or 1 with a message of at most CPNG_MESSAGE_SIZE bytes, its NUL included.
int32_t cpng_decode(
    const uint8_t *bytes, size_t count, uint32_t width, uint32_t height, uint8_t *rgb,
    char *message);

// Encodes width * height * 3 bytes of RGB. The result is for cpng_free. Returns 0, or 1 with a
// message.
int32_t cpng_encode(
    const uint8_t *rgb, uint32_t width, uint32_t height, uint8_t **bytes, size_t *count,
    char *message);

void cpng_free(uint8_t *bytes);

// The CRC of a chunk's type and data.
uint32_t cpng_crc(const uint8_t *bytes, size_t count);

// Whether a zlib stream inflates to more than `limit` bytes.
int32_t cpng_inflates_beyond(const uint8_t *bytes, size_t count, size_t limit);

#endif
