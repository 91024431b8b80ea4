#include "errors.h"

#include <stdlib.h>

int32_t cjpeg_encode(
    const uint8_t *rgb, uint32_t width, uint32_t height, int32_t quality, uint8_t **bytes,
    size_t *count) {
    struct jpeg_compress_struct info = {0};
    CJPEGErrors errors;
    unsigned long size = 0;
    *bytes = NULL;
    info.err = cjpeg_errors(&errors);
    if (setjmp(errors.jump)) {
        jpeg_destroy_compress(&info);
        return errors.code;
    }
    jpeg_create_compress(&info);
    jpeg_mem_dest(&info, bytes, &size);
    info.image_width = width;
    info.image_height = height;
    info.input_components = 3;
    info.in_color_space = JCS_RGB;
    jpeg_set_defaults(&info);
    jpeg_set_quality(&info, quality, TRUE);
    // Nothing is left to the library's defaults that changes the bytes.
    for (int index = 0; index < info.num_components; index++)
        info.comp_info[index].h_samp_factor = info.comp_info[index].v_samp_factor = 1;
    info.dct_method = JDCT_ISLOW;
    info.optimize_coding = TRUE;
    jpeg_start_compress(&info, TRUE);
    while (info.next_scanline < height) {
        JSAMPROW row = (JSAMPROW)(rgb + (size_t)info.next_scanline * width * 3);
        jpeg_write_scanlines(&info, &row, 1);
    }
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    *count = size;
    return CJPEG_OK;
}

void cjpeg_free(uint8_t *bytes) { free(bytes); }
