#include "CJPEG.h"

#include <stdio.h>

#include <jerror.h>
#include <jpeglib.h>
#include <setjmp.h>

typedef struct {
    struct jpeg_error_mgr base;
    jmp_buf jump;
    char *message;
} Errors;

// A progressive file may repeat its scans over the whole picture; no camera writes more than this.
static const int maximum_scans = 100;

static void fail(j_common_ptr info) {
    Errors *errors = (Errors *)info->err;
    char text[JMSG_LENGTH_MAX];
    errors->base.format_message(info, text);
    snprintf(errors->message, CJPEG_MESSAGE_SIZE, "%s", text);
    longjmp(errors->jump, 1);
}

static void emit(j_common_ptr info, int level) {
    if (level < 0) fail(info);
}

static void count_scans(j_common_ptr info) {
    if (!info->is_decompressor) return;
    if (((j_decompress_ptr)info)->input_scan_number > maximum_scans) {
        Errors *errors = (Errors *)info->err;
        snprintf(errors->message, CJPEG_MESSAGE_SIZE, "more than %d scans", maximum_scans);
        longjmp(errors->jump, 1);
    }
}

static int32_t decode(
    struct jpeg_decompress_struct *info, struct jpeg_progress_mgr *progress, const uint8_t *bytes,
    size_t count, uint32_t width, uint32_t height, uint8_t *rgb) {
    Errors *errors = (Errors *)info->err;
    if (setjmp(errors->jump)) {
        int code = errors->base.msg_code;
        return code == JWRN_JPEG_EOF || code == JERR_INPUT_EOF || code == JERR_INPUT_EMPTY
            ? CJPEG_TRUNCATED
            : CJPEG_CORRUPT;
    }
    jpeg_create_decompress(info);
    info->progress = progress;
    jpeg_mem_src(info, bytes, count);
    jpeg_read_header(info, TRUE);
    if (info->num_components != 1 && info->num_components != 3) {
        snprintf(
            errors->message, CJPEG_MESSAGE_SIZE, "%d colour components; grey and RGB are read",
            info->num_components);
        return CJPEG_UNSUPPORTED;
    }
    info->out_color_space = JCS_RGB;
    // The defaults, written out: they decide the bytes.
    info->dct_method = JDCT_ISLOW;
    info->do_fancy_upsampling = TRUE;
    jpeg_start_decompress(info);
    if (info->output_width != width || info->output_height != height
        || info->output_components != 3) {
        snprintf(
            errors->message, CJPEG_MESSAGE_SIZE, "the size is another than the header's");
        return CJPEG_CORRUPT;
    }
    while (info->output_scanline < height) {
        JSAMPROW row = rgb + (size_t)info->output_scanline * width * 3;
        jpeg_read_scanlines(info, &row, 1);
    }
    jpeg_finish_decompress(info);
    return CJPEG_OK;
}

int32_t cjpeg_decode(
    const uint8_t *bytes, size_t count, uint32_t width, uint32_t height, uint8_t *rgb,
    char *message) {
    struct jpeg_decompress_struct info = {0};
    struct jpeg_progress_mgr progress = {.progress_monitor = count_scans};
    Errors errors;
    message[0] = 0;
    info.err = jpeg_std_error(&errors.base);
    errors.base.error_exit = fail;
    errors.base.emit_message = emit;
    errors.message = message;
    int32_t result = decode(&info, &progress, bytes, count, width, height, rgb);
    jpeg_destroy_decompress(&info);
    return result;
}
