// How libjpeg's errors leave it.
#ifndef CJPEG_ERRORS_H
#define CJPEG_ERRORS_H

#include "CJPEG.h"

#include <stdio.h>

#include <jpeglib.h>
#include <setjmp.h>

typedef struct {
    struct jpeg_error_mgr base;
    struct jpeg_progress_mgr progress;
    jmp_buf jump;
    int32_t code;
    char message[CJPEG_MESSAGE_SIZE];
} CJPEGErrors;

// An error manager that jumps to `jump` with `code` and `message` set, for warnings too.
struct jpeg_error_mgr *cjpeg_errors(CJPEGErrors *errors);

#endif
