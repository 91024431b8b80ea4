#include "errors.h"

#include <stdlib.h>

struct CJPEGDecoder {
    struct jpeg_decompress_struct info;
    CJPEGErrors errors;
    // A row of four components; NULL where libjpeg makes RGB itself.
    uint8_t *row;
};

CJPEGDecoder *cjpeg_create(void) { return calloc(1, sizeof(CJPEGDecoder)); }

void cjpeg_destroy(CJPEGDecoder *decoder) {
    jpeg_destroy_decompress(&decoder->info);
    free(decoder->row);
    free(decoder);
}

const char *cjpeg_message(const CJPEGDecoder *decoder) { return decoder->errors.message; }

static int32_t refuse(CJPEGDecoder *decoder, int32_t code, const char *message) {
    snprintf(decoder->errors.message, CJPEG_MESSAGE_SIZE, "%s", message);
    return code;
}

int32_t cjpeg_start(
    CJPEGDecoder *decoder, const uint8_t *bytes, size_t count, uint32_t width, uint32_t height,
    uint32_t shrink) {
    struct jpeg_decompress_struct *info = &decoder->info;
    info->err = cjpeg_errors(&decoder->errors);
    if (setjmp(decoder->errors.jump)) return decoder->errors.code;
    jpeg_create_decompress(info);
    info->progress = &decoder->errors.progress;
    jpeg_mem_src(info, bytes, count);
    jpeg_read_header(info, TRUE);
    if (info->image_width != width || info->image_height != height)
        return refuse(decoder, CJPEG_CORRUPT, "the size is another than the header's");
    if (info->num_components != 1 && info->num_components != 3 && info->num_components != 4)
        return refuse(
            decoder, CJPEG_UNSUPPORTED, "neither 1 nor 3 nor 4 components; these are read");
    info->out_color_space = info->num_components == 4 ? JCS_CMYK : JCS_RGB;
    info->scale_num = 1;
    info->scale_denom = shrink;
    // The defaults, written out: they decide the bytes.
    info->dct_method = JDCT_ISLOW;
    info->do_fancy_upsampling = TRUE;
    jpeg_start_decompress(info);
    if (info->output_components != (info->num_components == 4 ? 4 : 3))
        return refuse(decoder, CJPEG_CORRUPT, "the pixels are of an unknown layout");
    if (info->num_components == 4) {
        decoder->row = malloc((size_t)info->output_width * 4);
        if (decoder->row == NULL) return refuse(decoder, CJPEG_NO_MEMORY, "out of memory");
    }
    return CJPEG_OK;
}

int32_t cjpeg_colours(const CJPEGDecoder *decoder) {
    switch (decoder->info.jpeg_color_space) {
    case JCS_GRAYSCALE: return CJPEG_GREY;
    case JCS_YCbCr: return CJPEG_YCC;
    case JCS_CMYK:
    case JCS_YCCK: return CJPEG_CMYK;
    default: return CJPEG_RGB;
    }
}

// Inverted: 255 is no ink, so light is what both the colour and the black let through.
static uint8_t light(uint8_t colour, uint8_t black) {
    return (uint8_t)((colour * black + 127) / 255);
}

int32_t cjpeg_next(CJPEGDecoder *decoder, uint8_t *rgb) {
    if (setjmp(decoder->errors.jump)) return decoder->errors.code;
    if (decoder->row == NULL) {
        JSAMPROW row = rgb;
        jpeg_read_scanlines(&decoder->info, &row, 1);
        return CJPEG_OK;
    }
    jpeg_read_scanlines(&decoder->info, &decoder->row, 1);
    for (size_t pixel = 0; pixel < decoder->info.output_width; pixel++) {
        const uint8_t *from = decoder->row + pixel * 4;
        for (int channel = 0; channel < 3; channel++)
            rgb[pixel * 3 + channel] = light(from[channel], from[3]);
    }
    return CJPEG_OK;
}

int32_t cjpeg_finish(CJPEGDecoder *decoder, size_t *left) {
    if (setjmp(decoder->errors.jump)) return decoder->errors.code;
    jpeg_finish_decompress(&decoder->info);
    *left = decoder->info.src->bytes_in_buffer;
    return CJPEG_OK;
}
