// JPEG through libjpeg. setjmp, which Swift cannot express, stays inside.
#ifndef CJPEG_H
#define CJPEG_H

#include <stddef.h>
#include <stdint.h>

#define CJPEG_MESSAGE_SIZE 256

enum {
    CJPEG_OK = 0,
    CJPEG_CORRUPT = 1,
    CJPEG_TRUNCATED = 2,
    CJPEG_UNSUPPORTED = 3
};

// Decodes a JPEG into width * height * 3 bytes of RGB, row by row. What libjpeg only warns of is an
// error. Returns CJPEG_OK, or another with a message of at most CJPEG_MESSAGE_SIZE bytes.
int32_t cjpeg_decode(
    const uint8_t *bytes, size_t count, uint32_t width, uint32_t height, uint8_t *rgb,
    char *message);

#endif
