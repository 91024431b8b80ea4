// PNG through libpng and zlib. setjmp, which Swift cannot express, stays inside.
#ifndef CPNG_H
#define CPNG_H

#include <stddef.h>
#include <stdint.h>

#define CPNG_MESSAGE_SIZE 200

enum { CPNG_OK = 0, CPNG_CORRUPT = 1, CPNG_BAD_ADLER = 2, CPNG_NO_MEMORY = 3 };

// Reads one file, row by row. What libpng only warns of is an error; checksums of chunks are not
// looked at, because `cpng_crc` has.
typedef struct CPNGDecoder CPNGDecoder;

// NULL without memory.
CPNGDecoder *cpng_create(void);
void cpng_destroy(CPNGDecoder *decoder);

// Reads up to the pixels. The bytes must outlive the decoder. Another size than `width` times
// `height` is an error. An interlaced file is read whole. With `ignore_adler` the checksum of the
// pixels is not looked at.
int32_t cpng_start(
    CPNGDecoder *decoder, const uint8_t *bytes, size_t count, uint32_t width, uint32_t height,
    int32_t ignore_adler);

// Reads the next row: red, green and blue of each pixel. Alpha is laid over white, 16 bits lose
// their lower byte, palettes and grey become RGB, an index beyond the palette is black.
int32_t cpng_next(CPNGDecoder *decoder, uint8_t *rgb);

// Reads up to the end mark.
int32_t cpng_finish(CPNGDecoder *decoder);

// Whether a pixel so far let the white through; whether one had an index beyond the palette.
int32_t cpng_has_clear_pixels(const CPNGDecoder *decoder);
int32_t cpng_has_bad_indexes(const CPNGDecoder *decoder);

// What the last call that did not return CPNG_OK found; at most CPNG_MESSAGE_SIZE bytes.
const char *cpng_message(const CPNGDecoder *decoder);

// Encodes width * height * 3 bytes of RGB. The result is for cpng_free.
int32_t cpng_encode(
    const uint8_t *rgb, uint32_t width, uint32_t height, uint8_t **bytes, size_t *count);

void cpng_free(uint8_t *bytes);

// The CRC of a chunk's type and data.
uint32_t cpng_crc(const uint8_t *bytes, size_t count);

// Inflates a zlib stream up to `limit` bytes and keeps the first `wanted` of them. Returns how many
// bytes there are, `limit` + 1 where there are more, and what there is of a broken stream.
size_t cpng_inflate(
    const uint8_t *bytes, size_t count, size_t limit, uint8_t *start, size_t wanted);

#endif
