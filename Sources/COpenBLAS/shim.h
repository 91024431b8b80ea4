// Only what is used: Debian keeps cblas.h in an architecture folder that no pkg-config file names
// alike on every release.
enum CBLAS_ORDER { CblasRowMajor = 101, CblasColMajor = 102 };
enum CBLAS_TRANSPOSE { CblasNoTrans = 111, CblasTrans = 112 };
void cblas_sgemm(
    enum CBLAS_ORDER order, enum CBLAS_TRANSPOSE transA, enum CBLAS_TRANSPOSE transB, int m, int n,
    int k, float alpha, const float *a, int lda, const float *b, int ldb, float beta, float *c,
    int ldc);
void cblas_dgemm(
    enum CBLAS_ORDER order, enum CBLAS_TRANSPOSE transA, enum CBLAS_TRANSPOSE transB, int m, int n,
    int k, double alpha, const double *a, int lda, const double *b, int ldb, double beta, double *c,
    int ldc);
void openblas_set_num_threads(int count);
char *openblas_get_config(void);
char *openblas_get_corename(void);
