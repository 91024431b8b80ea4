// OpenBLAS, loaded when the first product is asked for: loading it takes longer than most commands,
// and it then starts threads that no command wants. Calls through pointers need C.
//
// Where it cannot be loaded the process ends, with the loader's words and status 69, as it would at
// its start had it been linked.
#ifndef COPENBLAS_H
#define COPENBLAS_H

#include <stdbool.h>
#include <stdint.h>

// C = A B + beta C, of rows one after another; either of A and B transposed. On one thread, so that
// sums have one order.
void copenblas_multiply_floats(
    bool transpose_a, bool transpose_b, int32_t m, int32_t n, int32_t k, const float *a,
    int32_t stride_a, const float *b, int32_t stride_b, float beta, float *c, int32_t stride_c);
void copenblas_multiply_doubles(
    bool transpose_a, bool transpose_b, int32_t m, int32_t n, int32_t k, const double *a,
    int32_t stride_a, const double *b, int32_t stride_b, double beta, double *c, int32_t stride_c);

// Version and build options.
const char *copenblas_configuration(void);

// The processor whose kernels are used.
const char *copenblas_core(void);

#endif
