#include "CPNG.h"

#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

typedef struct {
    uint8_t *bytes;
    size_t count;
    size_t capacity;
} Sink;

static void fail(png_structp png, png_const_charp text) {
    (void)text;
    png_longjmp(png, 1);
}

static void write_bytes(png_structp png, png_bytep bytes, size_t count) {
    Sink *sink = png_get_io_ptr(png);
    if (count > sink->capacity - sink->count) {
        size_t capacity = sink->capacity * 2 + count;
        uint8_t *larger = realloc(sink->bytes, capacity);
        if (larger == NULL) png_error(png, "out of memory");
        sink->bytes = larger;
        sink->capacity = capacity;
    }
    memcpy(sink->bytes + sink->count, bytes, count);
    sink->count += count;
}

static void flush_bytes(png_structp png) { (void)png; }

static int32_t encode(
    png_structp png, png_infop info, Sink *sink, const uint8_t *rgb, uint32_t width,
    uint32_t height) {
    if (setjmp(png_jmpbuf(png))) return CPNG_NO_MEMORY;
    png_set_write_fn(png, sink, write_bytes, flush_bytes);
    // Nothing is left to the library's defaults that changes the bytes.
    png_set_compression_level(png, 6);
    png_set_compression_strategy(png, Z_FILTERED);
    png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_SUB | PNG_FILTER_UP);
    png_set_IHDR(
        png, info, width, height, 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
        PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_write_info(png, info);
    for (uint32_t row = 0; row < height; row++)
        png_write_row(png, rgb + (size_t)row * width * 3);
    png_write_end(png, NULL);
    return CPNG_OK;
}

int32_t cpng_encode(
    const uint8_t *rgb, uint32_t width, uint32_t height, uint8_t **bytes, size_t *count) {
    Sink sink = {NULL, 0, 0};
    png_infop info = NULL;
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, fail, fail);
    if (png != NULL) info = png_create_info_struct(png);
    int32_t result = CPNG_NO_MEMORY;
    if (info != NULL) result = encode(png, info, &sink, rgb, width, height);
    png_destroy_write_struct(&png, &info);
    if (result != CPNG_OK) {
        free(sink.bytes);
        return result;
    }
    *bytes = sink.bytes;
    *count = sink.count;
    return CPNG_OK;
}

void cpng_free(uint8_t *bytes) { free(bytes); }
