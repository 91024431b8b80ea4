#include "library.h"

#include "CCurl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>

Library library;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static const char *failure;

static void *find(void *handle, const char *name) {
    void *symbol = dlsym(handle, name);
    if (symbol == NULL) failure = dlerror();
    return symbol;
}

static void load(void) {
    void *handle = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL) {
        failure = dlerror();
        return;
    }
    library.global_init = find(handle, "curl_global_init");
    library.version = find(handle, "curl_version");
    library.easy_init = find(handle, "curl_easy_init");
    library.easy_cleanup = find(handle, "curl_easy_cleanup");
    library.easy_setopt = find(handle, "curl_easy_setopt");
    library.easy_getinfo = find(handle, "curl_easy_getinfo");
    library.easy_strerror = find(handle, "curl_easy_strerror");
    library.slist_append = find(handle, "curl_slist_append");
    library.slist_free_all = find(handle, "curl_slist_free_all");
    library.multi_init = find(handle, "curl_multi_init");
    library.multi_cleanup = find(handle, "curl_multi_cleanup");
    library.multi_setopt = find(handle, "curl_multi_setopt");
    library.multi_assign = find(handle, "curl_multi_assign");
    library.multi_add_handle = find(handle, "curl_multi_add_handle");
    library.multi_remove_handle = find(handle, "curl_multi_remove_handle");
    library.multi_socket_action = find(handle, "curl_multi_socket_action");
    library.multi_info_read = find(handle, "curl_multi_info_read");
    if (failure != NULL) return;
    if (library.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) failure = "it does not start";
}

const char *ccurl_load(void) {
    pthread_once(&once, load);
    return failure;
}

const char *ccurl_version(void) { return library.version(); }
