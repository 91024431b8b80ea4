#define _GNU_SOURCE
#include "CMapGuard.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

struct CMapGuard {
    // 0 while nobody uses it.
    _Atomic uintptr_t start;
    _Atomic uintptr_t end;
    _Atomic int32_t damaged;
    CMapGuard *next;
    CMapGuard *next_free;
};

// Guards are used again but never freed, so that the handler may walk through them at any time.
static _Atomic(CMapGuard *) all;
static CMapGuard *unused;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static struct sigaction before;
static uintptr_t page_size;

// Puts zeros where the bytes of a guarded mapping are missing. Only that page is certain to be
// missing, but the file most likely ends before it: the rest goes with it, in one piece, since a
// process may only have so many.
static int repair(uintptr_t place) {
    for (CMapGuard *guard = atomic_load(&all); guard != NULL; guard = guard->next) {
        uintptr_t start = atomic_load(&guard->start);
        uintptr_t end = atomic_load(&guard->end);
        // A guard that is being used again says two things at once.
        if (start == 0 || start != atomic_load(&guard->start) || place < start || place >= end) {
            continue;
        }
        atomic_store(&guard->damaged, 1);
        uintptr_t page = place & ~(page_size - 1);
        void *zeros = mmap(
            (void *)page, end - page, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
        return zeros != MAP_FAILED;
    }
    return 0;
}

static void handle(int number, siginfo_t *info, void *context) {
    (void)context;
    int saved = errno;
    // A positive code comes from the processor, not from kill(2).
    if (info->si_code <= 0 || !repair((uintptr_t)info->si_addr)) {
        // Not ours: what would have happened without us happens now.
        sigaction(SIGBUS, &before, NULL);
        if (info->si_code <= 0) { raise(number); }
    }
    errno = saved;
}

static void install(void) {
    page_size = (uintptr_t)sysconf(_SC_PAGESIZE);
    struct sigaction action = {0};
    action.sa_sigaction = handle;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(SIGBUS, &action, &before);
}

CMapGuard *cmapguard_begin(const void *start, size_t count) {
    pthread_once(&once, install);
    pthread_mutex_lock(&lock);
    CMapGuard *guard = unused;
    if (guard != NULL) {
        unused = guard->next_free;
    } else if ((guard = calloc(1, sizeof(CMapGuard))) != NULL) {
        guard->next = atomic_load(&all);
        atomic_store(&all, guard);
    }
    if (guard != NULL) {
        atomic_store(&guard->damaged, 0);
        uintptr_t end = (uintptr_t)start + count;
        atomic_store(&guard->end, (end + page_size - 1) & ~(page_size - 1));
        atomic_store(&guard->start, (uintptr_t)start);
    }
    pthread_mutex_unlock(&lock);
    return guard;
}

int32_t cmapguard_is_damaged(const CMapGuard *guard) {
    return guard == NULL ? 0 : atomic_load(&guard->damaged);
}

void cmapguard_end(CMapGuard *guard) {
    if (guard == NULL) { return; }
    pthread_mutex_lock(&lock);
    atomic_store(&guard->start, 0);
    guard->next_free = unused;
    unused = guard;
    pthread_mutex_unlock(&lock);
}
