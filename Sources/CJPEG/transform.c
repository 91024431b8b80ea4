#include "errors.h"

// A pixel (x, y) of the result is the pixel (X, Y) of the source: X is x, or y where axes change
// places, counted from the other end where it is mirrored; and Y likewise.
typedef struct {
    int swaps, mirrors_x, mirrors_y;
} Turn;

static const Turn turns[9] = {
    {0, 0, 0}, {0, 0, 0}, {0, 1, 0}, {0, 1, 1}, {0, 0, 1},
    {1, 0, 0}, {1, 0, 1}, {1, 1, 1}, {1, 1, 0},
};

// Mirroring a cosine changes the sign of the odd ones.
static void turn_block(const JCOEF *from, JCOEF *to, Turn turn) {
    for (int down = 0; down < DCTSIZE; down++) {
        for (int across = 0; across < DCTSIZE; across++) {
            int x = turn.swaps ? down : across;
            int y = turn.swaps ? across : down;
            int negative = (turn.mirrors_x & x) ^ (turn.mirrors_y & y);
            JCOEF value = from[y * DCTSIZE + x];
            to[down * DCTSIZE + across] = (JCOEF)(negative & 1 ? -value : value);
        }
    }
}

static void turn_component(
    j_decompress_ptr source, j_compress_ptr result, const jpeg_component_info *component,
    jvirt_barray_ptr from, jvirt_barray_ptr to, Turn turn) {
    JDIMENSION width = component->width_in_blocks;
    JDIMENSION height = component->height_in_blocks;
    JDIMENSION columns = turn.swaps ? height : width;
    JDIMENSION rows = turn.swaps ? width : height;
    for (JDIMENSION down = 0; down < rows; down++) {
        JBLOCKROW target =
            result->mem->access_virt_barray((j_common_ptr)result, to, down, 1, TRUE)[0];
        for (JDIMENSION across = 0; across < columns; across++) {
            JDIMENSION x = turn.swaps ? down : across;
            JDIMENSION y = turn.swaps ? across : down;
            if (turn.mirrors_x) x = width - 1 - x;
            if (turn.mirrors_y) y = height - 1 - y;
            JBLOCKROW row =
                source->mem->access_virt_barray((j_common_ptr)source, from, y, 1, FALSE)[0];
            turn_block(row[x], target[across], turn);
        }
    }
}

static void swap_axes(j_compress_ptr info) {
    JDIMENSION width = info->image_width;
    info->image_width = info->image_height;
    info->image_height = width;
    for (int index = 0; index < info->num_components; index++) {
        jpeg_component_info *component = &info->comp_info[index];
        int factor = component->h_samp_factor;
        component->h_samp_factor = component->v_samp_factor;
        component->v_samp_factor = factor;
    }
    for (int index = 0; index < NUM_QUANT_TBLS; index++) {
        JQUANT_TBL *table = info->quant_tbl_ptrs[index];
        if (table == NULL) continue;
        for (int row = 0; row < DCTSIZE; row++) {
            for (int column = 0; column < row; column++) {
                UINT16 value = table->quantval[row * DCTSIZE + column];
                table->quantval[row * DCTSIZE + column] =
                    table->quantval[column * DCTSIZE + row];
                table->quantval[column * DCTSIZE + row] = value;
            }
        }
    }
}

int32_t cjpeg_transform(
    const uint8_t *bytes, size_t count, int32_t orientation, uint8_t **result,
    size_t *result_count) {
    struct jpeg_decompress_struct source = {0};
    struct jpeg_compress_struct target = {0};
    CJPEGErrors errors;
    unsigned long size = 0;
    *result = NULL;
    source.err = target.err = cjpeg_errors(&errors);
    if (setjmp(errors.jump)) {
        jpeg_destroy_decompress(&source);
        jpeg_destroy_compress(&target);
        return errors.code;
    }
    jpeg_create_decompress(&source);
    jpeg_create_compress(&target);
    source.progress = &errors.progress;
    jpeg_mem_src(&source, bytes, count);
    jpeg_read_header(&source, TRUE);
    if (orientation < 1 || orientation > 8
        || source.image_width % (unsigned)(source.max_h_samp_factor * DCTSIZE) != 0
        || source.image_height % (unsigned)(source.max_v_samp_factor * DCTSIZE) != 0) {
        jpeg_destroy_decompress(&source);
        jpeg_destroy_compress(&target);
        return CJPEG_UNSUPPORTED;
    }
    Turn turn = turns[orientation];
    jvirt_barray_ptr *from = jpeg_read_coefficients(&source);
    jpeg_copy_critical_parameters(&source, &target);
    if (turn.swaps) swap_axes(&target);
    jvirt_barray_ptr to[MAX_COMPONENTS];
    for (int index = 0; index < source.num_components; index++) {
        const jpeg_component_info *component = &source.comp_info[index];
        JDIMENSION width = component->width_in_blocks;
        JDIMENSION height = component->height_in_blocks;
        to[index] = target.mem->request_virt_barray(
            (j_common_ptr)&target, JPOOL_IMAGE, FALSE, turn.swaps ? height : width,
            turn.swaps ? width : height,
            (JDIMENSION)target.comp_info[index].v_samp_factor);
    }
    target.mem->realize_virt_arrays((j_common_ptr)&target);
    for (int index = 0; index < source.num_components; index++)
        turn_component(
            &source, &target, &source.comp_info[index], from[index], to[index], turn);
    target.optimize_coding = TRUE;
    jpeg_mem_dest(&target, result, &size);
    jpeg_write_coefficients(&target, to);
    jpeg_finish_compress(&target);
    jpeg_destroy_compress(&target);
    jpeg_finish_decompress(&source);
    jpeg_destroy_decompress(&source);
    *result_count = size;
    return CJPEG_OK;
}
