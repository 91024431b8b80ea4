#include "errors.h"

#include <jerror.h>

// A progressive file may repeat its scans over the whole picture; no camera writes more than this.
static const int maximum_scans = 100;

static void fail(j_common_ptr info) {
    CJPEGErrors *errors = (CJPEGErrors *)info->err;
    char text[JMSG_LENGTH_MAX];
    errors->base.format_message(info, text);
    snprintf(errors->message, CJPEG_MESSAGE_SIZE, "%s", text);
    switch (errors->base.msg_code) {
    case JWRN_JPEG_EOF:
    case JERR_INPUT_EOF:
    case JERR_INPUT_EMPTY: errors->code = CJPEG_TRUNCATED; break;
    case JERR_CONVERSION_NOTIMPL:
    case JERR_NOT_COMPILED:
    case JERR_FRACT_SAMPLE_NOTIMPL:
    case JERR_SOF_UNSUPPORTED: errors->code = CJPEG_UNSUPPORTED; break;
    case JERR_OUT_OF_MEMORY: errors->code = CJPEG_NO_MEMORY; break;
    default: errors->code = CJPEG_CORRUPT;
    }
    longjmp(errors->jump, 1);
}

static void emit(j_common_ptr info, int level) {
    // An unknown revision of JFIF changes nothing.
    if (level < 0 && info->err->msg_code != JWRN_JFIF_MAJOR) fail(info);
}

static void count_scans(j_common_ptr info) {
    if (!info->is_decompressor) return;
    if (((j_decompress_ptr)info)->input_scan_number > maximum_scans) {
        CJPEGErrors *errors = (CJPEGErrors *)info->err;
        snprintf(errors->message, CJPEG_MESSAGE_SIZE, "more than %d scans", maximum_scans);
        errors->code = CJPEG_TOO_MANY_SCANS;
        longjmp(errors->jump, 1);
    }
}

struct jpeg_error_mgr *cjpeg_errors(CJPEGErrors *errors) {
    jpeg_std_error(&errors->base);
    errors->base.error_exit = fail;
    errors->base.emit_message = emit;
    errors->progress.progress_monitor = count_scans;
    errors->code = CJPEG_CORRUPT;
    errors->message[0] = 0;
    return &errors->base;
}
