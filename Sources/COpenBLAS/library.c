#include "COpenBLAS.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>
#include <stdio.h>
#include <unistd.h>

// From cblas.h, which Debian keeps in an architecture folder that no pkg-config file names alike on
// every release.
enum { ROW_MAJOR = 101, AS_IT_IS = 111, TRANSPOSED = 112 };

static struct {
    void (*sgemm)(
        int order, int transpose_a, int transpose_b, int m, int n, int k, float alpha,
        const float *a, int stride_a, const float *b, int stride_b, float beta, float *c,
        int stride_c);
    void (*dgemm)(
        int order, int transpose_a, int transpose_b, int m, int n, int k, double alpha,
        const double *a, int stride_a, const double *b, int stride_b, double beta, double *c,
        int stride_c);
    void (*set_thread_count)(int count);
    char *(*configuration)(void);
    char *(*core)(void);
} library;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void *found(void *handle, const char *name) {
    void *symbol = handle == NULL ? NULL : dlsym(handle, name);
    if (symbol != NULL) return symbol;
    const char *cause = dlerror();
    fprintf(stderr, "pipeline: OpenBLAS cannot be loaded: %s\n", cause == NULL ? name : cause);
    _exit(69);
}

static void load(void) {
    void *handle = dlopen("libopenblas.so.0", RTLD_LAZY | RTLD_LOCAL);
    library.sgemm = found(handle, "cblas_sgemm");
    library.dgemm = found(handle, "cblas_dgemm");
    library.set_thread_count = found(handle, "openblas_set_num_threads");
    library.configuration = found(handle, "openblas_get_config");
    library.core = found(handle, "openblas_get_corename");
    library.set_thread_count(1);
}

void copenblas_multiply_floats(
    bool transpose_a, bool transpose_b, int32_t m, int32_t n, int32_t k, const float *a,
    int32_t stride_a, const float *b, int32_t stride_b, float beta, float *c, int32_t stride_c) {
    pthread_once(&once, load);
    library.sgemm(
        ROW_MAJOR, transpose_a ? TRANSPOSED : AS_IT_IS, transpose_b ? TRANSPOSED : AS_IT_IS, m, n,
        k, 1, a, stride_a, b, stride_b, beta, c, stride_c);
}

void copenblas_multiply_doubles(
    bool transpose_a, bool transpose_b, int32_t m, int32_t n, int32_t k, const double *a,
    int32_t stride_a, const double *b, int32_t stride_b, double beta, double *c, int32_t stride_c) {
    pthread_once(&once, load);
    library.dgemm(
        ROW_MAJOR, transpose_a ? TRANSPOSED : AS_IT_IS, transpose_b ? TRANSPOSED : AS_IT_IS, m, n,
        k, 1, a, stride_a, b, stride_b, beta, c, stride_c);
}

const char *copenblas_configuration(void) {
    pthread_once(&once, load);
    return library.configuration();
}

const char *copenblas_core(void) {
    pthread_once(&once, load);
    return library.core();
}
