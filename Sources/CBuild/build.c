#include "CBuild.h"

#ifndef PIPELINE_COMMIT
#define PIPELINE_COMMIT ""
#endif
#ifndef PIPELINE_COMPILER
#define PIPELINE_COMPILER ""
#endif

const char *cbuild_commit(void) { return PIPELINE_COMMIT; }

const char *cbuild_compiler(void) { return PIPELINE_COMPILER; }

const char *cbuild_configuration(void) {
#ifdef DEBUG
    return "debug";
#else
    return "release";
#endif
}
