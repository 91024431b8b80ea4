#include "CPNG.h"

#include <png.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct CPNGDecoder {
    png_structp png;
    png_infop info;
    const uint8_t *bytes;
    size_t count, position;
    uint32_t width, height, row_number;
    size_t channels;
    // A row as libpng gives it, or all of them where the file is interlaced.
    uint8_t *pixels;
    png_bytep *rows;
    // Palette files: the colours over white, and whether each is clear or beyond the palette.
    uint8_t colours[256][3];
    uint8_t is_clear[256];
    uint8_t is_bad[256];
    int32_t has_palette, has_clear, has_bad;
    int32_t code;
    char message[CPNG_MESSAGE_SIZE];
};

static void fail(png_structp png, png_const_charp text) {
    CPNGDecoder *decoder = png_get_error_ptr(png);
    snprintf(decoder->message, CPNG_MESSAGE_SIZE, "%s", text);
    decoder->code = strstr(text, "incorrect data check") == NULL ? CPNG_CORRUPT : CPNG_BAD_ADLER;
    png_longjmp(png, 1);
}

static void read_bytes(png_structp png, png_bytep out, size_t count) {
    CPNGDecoder *decoder = png_get_io_ptr(png);
    if (count > decoder->count - decoder->position)
        png_error(png, "the file ends inside a chunk");
    memcpy(out, decoder->bytes + decoder->position, count);
    decoder->position += count;
}

// Chunks that do not change the pixels we make: neither read nor inflated.
static const png_byte ignored[] =
    "bKGD\0cHRM\0cICP\0eXIf\0gAMA\0hIST\0iCCP\0iTXt\0oFFs\0pCAL\0pHYs\0sBIT\0sCAL\0sPLT\0"
    "sRGB\0sTER\0tEXt\0tIME\0zTXt";

static uint8_t over_white(uint8_t colour, uint8_t alpha) {
    return (uint8_t)((colour * alpha + 255 * (255 - alpha) + 127) / 255);
}

static void read_palette(CPNGDecoder *decoder) {
    png_colorp palette = NULL;
    png_bytep alphas = NULL;
    int count = 0;
    int alpha_count = 0;
    png_get_PLTE(decoder->png, decoder->info, &palette, &count);
    if (png_get_valid(decoder->png, decoder->info, PNG_INFO_tRNS))
        png_get_tRNS(decoder->png, decoder->info, &alphas, &alpha_count, NULL);
    for (int index = 0; index < 256; index++) {
        if (index >= count) {
            decoder->is_bad[index] = 1;
            continue;
        }
        uint8_t alpha = index < alpha_count ? alphas[index] : 255;
        decoder->is_clear[index] = alpha != 255;
        decoder->colours[index][0] = over_white(palette[index].red, alpha);
        decoder->colours[index][1] = over_white(palette[index].green, alpha);
        decoder->colours[index][2] = over_white(palette[index].blue, alpha);
    }
    decoder->has_palette = 1;
}

CPNGDecoder *cpng_create(void) {
    CPNGDecoder *decoder = calloc(1, sizeof *decoder);
    if (decoder == NULL) return NULL;
    decoder->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, decoder, fail, fail);
    if (decoder->png != NULL) decoder->info = png_create_info_struct(decoder->png);
    if (decoder->info != NULL) return decoder;
    cpng_destroy(decoder);
    return NULL;
}

void cpng_destroy(CPNGDecoder *decoder) {
    png_destroy_read_struct(&decoder->png, &decoder->info, NULL);
    free(decoder->pixels);
    free(decoder->rows);
    free(decoder);
}

const char *cpng_message(const CPNGDecoder *decoder) { return decoder->message; }
int32_t cpng_has_clear_pixels(const CPNGDecoder *decoder) { return decoder->has_clear; }
int32_t cpng_has_bad_indexes(const CPNGDecoder *decoder) { return decoder->has_bad; }

int32_t cpng_start(
    CPNGDecoder *decoder, const uint8_t *bytes, size_t count, uint32_t width, uint32_t height,
    int32_t ignore_adler) {
    png_structp png = decoder->png;
    decoder->bytes = bytes;
    decoder->count = count;
    decoder->width = width;
    decoder->height = height;
    if (setjmp(png_jmpbuf(png))) return decoder->code;
    png_set_read_fn(png, decoder, read_bytes);
    png_set_user_limits(png, width, height);
    // No limit of its own on chunks that are passed over; the file is in memory already.
    png_set_chunk_malloc_max(png, 0);
    png_set_keep_unknown_chunks(
        png, PNG_HANDLE_CHUNK_NEVER, ignored, (int)(sizeof ignored / 5));
    png_set_benign_errors(png, 0);
    png_set_crc_action(png, PNG_CRC_QUIET_USE, PNG_CRC_QUIET_USE);
    png_set_check_for_invalid_index(png, 0);
    if (ignore_adler) png_set_option(png, PNG_IGNORE_ADLER32, PNG_OPTION_ON);
    png_read_info(png, decoder->info);
    if (png_get_image_width(png, decoder->info) != width
        || png_get_image_height(png, decoder->info) != height)
        png_error(png, "the size is another than the header's");
    if (png_get_color_type(png, decoder->info) == PNG_COLOR_TYPE_PALETTE) {
        read_palette(decoder);
        png_set_packing(png);
    } else {
        png_set_expand(png);
        png_set_strip_16(png);
        png_set_gray_to_rgb(png);
    }
    int passes = png_set_interlace_handling(png);
    png_read_update_info(png, decoder->info);
    decoder->channels = png_get_channels(png, decoder->info);
    size_t stride = (size_t)width * decoder->channels;
    if ((decoder->has_palette ? decoder->channels != 1
                              : decoder->channels != 3 && decoder->channels != 4)
        || png_get_rowbytes(png, decoder->info) != stride)
        png_error(png, "the pixels are of an unknown layout");
    decoder->pixels = malloc(passes == 1 ? stride : stride * height);
    if (decoder->pixels == NULL) {
        snprintf(decoder->message, CPNG_MESSAGE_SIZE, "out of memory");
        return CPNG_NO_MEMORY;
    }
    if (passes == 1) return CPNG_OK;
    decoder->rows = malloc(height * sizeof *decoder->rows);
    if (decoder->rows == NULL) {
        snprintf(decoder->message, CPNG_MESSAGE_SIZE, "out of memory");
        return CPNG_NO_MEMORY;
    }
    for (uint32_t row = 0; row < height; row++)
        decoder->rows[row] = decoder->pixels + row * stride;
    png_read_image(png, decoder->rows);
    return CPNG_OK;
}

static void expand_palette(CPNGDecoder *decoder, const uint8_t *from, uint8_t *rgb) {
    uint8_t clear = 0;
    uint8_t bad = 0;
    for (size_t pixel = 0; pixel < decoder->width; pixel++) {
        uint8_t index = from[pixel];
        memcpy(rgb + pixel * 3, decoder->colours[index], 3);
        clear |= decoder->is_clear[index];
        bad |= decoder->is_bad[index];
    }
    decoder->has_clear |= clear;
    decoder->has_bad |= bad;
}

static void lay_over_white(CPNGDecoder *decoder, const uint8_t *from, uint8_t *rgb) {
    uint8_t opaque = 255;
    for (size_t pixel = 0; pixel < decoder->width; pixel++) {
        uint8_t alpha = from[pixel * 4 + 3];
        opaque &= alpha;
        for (int channel = 0; channel < 3; channel++)
            rgb[pixel * 3 + channel] = over_white(from[pixel * 4 + channel], alpha);
    }
    if (opaque != 255) decoder->has_clear = 1;
}

int32_t cpng_next(CPNGDecoder *decoder, uint8_t *rgb) {
    if (setjmp(png_jmpbuf(decoder->png))) return decoder->code;
    if (decoder->row_number >= decoder->height) png_error(decoder->png, "no more rows");
    const uint8_t *row = decoder->pixels;
    if (decoder->rows != NULL) {
        row = decoder->rows[decoder->row_number];
    } else {
        png_read_row(decoder->png, decoder->channels == 3 ? rgb : decoder->pixels, NULL);
    }
    decoder->row_number += 1;
    if (decoder->has_palette)
        expand_palette(decoder, row, rgb);
    else if (decoder->channels == 4)
        lay_over_white(decoder, row, rgb);
    else if (decoder->rows != NULL)
        memcpy(rgb, row, (size_t)decoder->width * 3);
    return CPNG_OK;
}

int32_t cpng_finish(CPNGDecoder *decoder) {
    if (setjmp(png_jmpbuf(decoder->png))) return decoder->code;
    png_read_end(decoder->png, NULL);
    return CPNG_OK;
}
