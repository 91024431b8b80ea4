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
    CJPEG_UNSUPPORTED = 3,
    CJPEG_TOO_MANY_SCANS = 4,
    CJPEG_NO_MEMORY = 5
};

// What the components of the file mean.
enum { CJPEG_GREY = 1, CJPEG_YCC = 2, CJPEG_RGB = 3, CJPEG_CMYK = 4 };

// Reads one file, row by row. What libjpeg only warns of is an error.
typedef struct CJPEGDecoder CJPEGDecoder;

// NULL without memory.
CJPEGDecoder *cjpeg_create(void);
void cjpeg_destroy(CJPEGDecoder *decoder);

// Reads the header and makes ready for the first row. The bytes must outlive the decoder. `width`
// and `height` are what the caller has checked: another size in the file is an error. `shrink` is
// 1, 2, 4 or 8: both sides are divided by it, rounded up. A progressive file is read whole.
int32_t cjpeg_start(
    CJPEGDecoder *decoder, const uint8_t *bytes, size_t count, uint32_t width, uint32_t height,
    uint32_t shrink);

// What the components mean, after the start.
int32_t cjpeg_colours(const CJPEGDecoder *decoder);

// Reads the next row: red, green and blue of each pixel. CMYK is taken as Adobe writes it, inverted.
int32_t cjpeg_next(CJPEGDecoder *decoder, uint8_t *rgb);

// Reads up to the end mark. `left` is how many bytes follow it.
int32_t cjpeg_finish(CJPEGDecoder *decoder, size_t *left);

// What the last call that did not return CJPEG_OK found; at most CJPEG_MESSAGE_SIZE bytes.
const char *cjpeg_message(const CJPEGDecoder *decoder);

// Encodes width * height * 3 bytes of RGB, without subsampling. The result is for cjpeg_free.
int32_t cjpeg_encode(
    const uint8_t *rgb, uint32_t width, uint32_t height, int32_t quality, uint8_t **bytes,
    size_t *count);

// Turns or mirrors a file without decoding its pixels, so that a picture of this EXIF orientation
// (1 to 8) stands upright. Metadata is left behind. CJPEG_UNSUPPORTED where a side is not a whole
// number of blocks. The result is for cjpeg_free.
int32_t cjpeg_transform(
    const uint8_t *bytes, size_t count, int32_t orientation, uint8_t **result,
    size_t *result_count);

void cjpeg_free(uint8_t *bytes);

#endif
