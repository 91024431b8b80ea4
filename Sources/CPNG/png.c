#include "CPNG.h"

#include <png.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

typedef struct {
    const uint8_t *bytes;
    size_t count;
    size_t position;
} Source;

typedef struct {
    uint8_t *bytes;
    size_t count;
    size_t capacity;
} Sink;

static void fail(png_structp png, png_const_charp text) {
    char *message = png_get_error_ptr(png);
    snprintf(message, CPNG_MESSAGE_SIZE, "%s", text);
    png_longjmp(png, 1);
}

static void read_bytes(png_structp png, png_bytep out, size_t count) {
    Source *source = png_get_io_ptr(png);
    if (count > source->count - source->position) png_error(png, "the file ends inside a chunk");
    memcpy(out, source->bytes + source->position, count);
    source->position += count;
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

// Chunks that do not change the pixels we make: neither read nor inflated.
static const png_byte ignored[] =
    "bKGD\0cHRM\0cICP\0eXIf\0gAMA\0hIST\0iCCP\0iTXt\0oFFs\0pCAL\0pHYs\0sBIT\0sCAL\0sPLT\0"
    "sRGB\0sTER\0tEXt\0tIME\0zTXt";

static uint8_t over_white(uint8_t colour, uint8_t alpha) {
    return (uint8_t)((colour * alpha + 255 * (255 - alpha) + 127) / 255);
}

// Everything that lives across a longjmp is in here, not in registers.
typedef struct {
    png_structp png;
    png_infop info;
    png_bytep *rows;
    uint8_t *pixels;
} Decoding;

static int32_t decode(
    Decoding *work, Source *source, uint32_t width, uint32_t height, uint8_t *rgb) {
    if (setjmp(png_jmpbuf(work->png))) return 1;
    png_structp png = work->png;
    png_set_read_fn(png, source, read_bytes);
    png_set_user_limits(png, width, height);
    // No limit of its own on chunks that are passed over; the file is in memory already.
    png_set_chunk_malloc_max(png, 0);
    png_set_keep_unknown_chunks(
        png, PNG_HANDLE_CHUNK_NEVER, ignored, (int)(sizeof ignored / 5));
    png_set_benign_errors(png, 0);
    png_set_check_for_invalid_index(png, 0);
    png_read_info(png, work->info);
    if (png_get_image_width(png, work->info) != width
        || png_get_image_height(png, work->info) != height)
        png_error(png, "the size is another than the header's");
    png_set_expand(png);
    png_set_strip_16(png);
    png_set_gray_to_rgb(png);
    png_set_interlace_handling(png);
    png_read_update_info(png, work->info);
    size_t channels = png_get_channels(png, work->info);
    size_t stride = (size_t)width * channels;
    if ((channels != 3 && channels != 4) || png_get_rowbytes(png, work->info) != stride)
        png_error(png, "the pixels are of an unknown layout");
    work->rows = malloc(height * sizeof *work->rows);
    if (channels == 4) work->pixels = malloc(stride * height);
    uint8_t *pixels = channels == 4 ? work->pixels : rgb;
    if (work->rows == NULL || pixels == NULL) png_error(png, "out of memory");
    for (uint32_t row = 0; row < height; row++) work->rows[row] = pixels + row * stride;
    png_read_image(png, work->rows);
    png_read_end(png, NULL);
    if (channels == 4) {
        size_t count = (size_t)width * height;
        for (size_t index = 0; index < count; index++) {
            const uint8_t *from = pixels + index * 4;
            uint8_t *to = rgb + index * 3;
            for (int channel = 0; channel < 3; channel++)
                to[channel] = over_white(from[channel], from[3]);
        }
    }
    return 0;
}

int32_t cpng_decode(
    const uint8_t *bytes, size_t count, uint32_t width, uint32_t height, uint8_t *rgb,
    char *message) {
    Source source = {bytes, count, 0};
    Decoding work = {NULL, NULL, NULL, NULL};
    message[0] = 0;
    work.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, message, fail, fail);
    if (work.png != NULL) work.info = png_create_info_struct(work.png);
    int32_t result = 1;
    if (work.info != NULL)
        result = decode(&work, &source, width, height, rgb);
    else
        snprintf(message, CPNG_MESSAGE_SIZE, "out of memory");
    free(work.rows);
    free(work.pixels);
    png_destroy_read_struct(&work.png, &work.info, NULL);
    return result;
}

static int32_t encode(
    png_structp png, png_infop info, Sink *sink, const uint8_t *rgb, uint32_t width,
    uint32_t height) {
    if (setjmp(png_jmpbuf(png))) return 1;
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
    return 0;
}

int32_t cpng_encode(
    const uint8_t *rgb, uint32_t width, uint32_t height, uint8_t **bytes, size_t *count,
    char *message) {
    Sink sink = {NULL, 0, 0};
    png_infop info = NULL;
    message[0] = 0;
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, message, fail, fail);
    if (png != NULL) info = png_create_info_struct(png);
    int32_t result = 1;
    if (info != NULL)
        result = encode(png, info, &sink, rgb, width, height);
    else
        snprintf(message, CPNG_MESSAGE_SIZE, "out of memory");
    png_destroy_write_struct(&png, &info);
    if (result != 0) {
        free(sink.bytes);
        return result;
    }
    *bytes = sink.bytes;
    *count = sink.count;
    return 0;
}

void cpng_free(uint8_t *bytes) { free(bytes); }

uint32_t cpng_crc(const uint8_t *bytes, size_t count) {
    return (uint32_t)crc32_z(0, bytes, count);
}

int32_t cpng_inflates_beyond(const uint8_t *bytes, size_t count, size_t limit) {
    z_stream stream = {0};
    if (count > UINT32_MAX || inflateInit(&stream) != Z_OK) return 1;
    uint8_t room[4096];
    size_t total = 0;
    int code = Z_OK;
    stream.next_in = (uint8_t *)bytes;
    stream.avail_in = (uInt)count;
    while (code == Z_OK && total <= limit) {
        stream.next_out = room;
        stream.avail_out = sizeof room;
        code = inflate(&stream, Z_NO_FLUSH);
        total += sizeof room - stream.avail_out;
    }
    inflateEnd(&stream);
    return total > limit;
}
