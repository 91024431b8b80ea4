// Makes system calls of a program fail, and moves its clock. Loaded with LD_PRELOAD; what it does is said
// by environment variables:
//
//   INJECT_CALL   the calls that count: fsync, rename or link (with their relatives)
//   INJECT_AT     which of them fails, from 1; 0 for none
//   INJECT_ERRNO  the error's number
//   INJECT_LOG    a file to which each call that counts appends a line: `failed|passed PATH [NEW PATH]`
//   INJECT_CLOCK  seconds by which the clock of the day is off
//   INJECT_TURN   from which reading of that clock on; 0 for all of them
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static const char *call_name;
static long fail_at;
static int fail_errno;
static int log_file = -1;
static long clock_shift;
static long clock_turn;
static atomic_long call_count;
static atomic_long reading_count;

static int (*next_clock_gettime)(clockid_t, struct timespec *);
static int (*next_gettimeofday)(struct timeval *, void *);
static int (*next_fsync)(int);
static int (*next_fdatasync)(int);
static int (*next_syncfs)(int);
static int (*next_rename)(const char *, const char *);
static int (*next_renameat)(int, const char *, int, const char *);
static int (*next_renameat2)(int, const char *, int, const char *, unsigned);
static int (*next_link)(const char *, const char *);
static int (*next_linkat)(int, const char *, int, const char *, int);

static long number(const char *name) {
    const char *text = getenv(name);
    return text ? atol(text) : 0;
}

__attribute__((constructor)) static void prepare(void) {
    next_clock_gettime = dlsym(RTLD_NEXT, "clock_gettime");
    next_gettimeofday = dlsym(RTLD_NEXT, "gettimeofday");
    next_fsync = dlsym(RTLD_NEXT, "fsync");
    next_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    next_syncfs = dlsym(RTLD_NEXT, "syncfs");
    next_rename = dlsym(RTLD_NEXT, "rename");
    next_renameat = dlsym(RTLD_NEXT, "renameat");
    next_renameat2 = dlsym(RTLD_NEXT, "renameat2");
    next_link = dlsym(RTLD_NEXT, "link");
    next_linkat = dlsym(RTLD_NEXT, "linkat");
    clock_shift = number("INJECT_CLOCK");
    clock_turn = number("INJECT_TURN");
    fail_at = number("INJECT_AT");
    fail_errno = (int)number("INJECT_ERRNO");
    const char *path = getenv("INJECT_LOG");
    if (path) log_file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    call_name = getenv("INJECT_CALL");
}

// Counts a call and says whether it is the one that fails.
static int fails(const char *name, const char *from, const char *to) {
    if (!call_name || strcmp(call_name, name) != 0) return 0;
    int failing = atomic_fetch_add(&call_count, 1) + 1 == fail_at;
    char line[8192];
    int length = snprintf(
        line, sizeof line, "%s %s %s\n", failing ? "failed" : "passed", from, to ? to : "");
    if (log_file >= 0 && length > 0 && length < (int)sizeof line) {
        if (write(log_file, line, (size_t)length) < 0) abort();
    }
    if (failing) errno = fail_errno;
    return failing;
}

static int sync_fails(int file) {
    char name[64], path[4096];
    snprintf(name, sizeof name, "/proc/self/fd/%d", file);
    ssize_t length = readlink(name, path, sizeof path - 1);
    path[length < 0 ? 0 : length] = 0;
    return fails("fsync", path, NULL);
}

int fsync(int file) { return sync_fails(file) ? -1 : next_fsync(file); }

int fdatasync(int file) { return sync_fails(file) ? -1 : next_fdatasync(file); }

int syncfs(int file) { return sync_fails(file) ? -1 : next_syncfs(file); }

int rename(const char *from, const char *to) {
    return fails("rename", from, to) ? -1 : next_rename(from, to);
}

int renameat(int from_folder, const char *from, int to_folder, const char *to) {
    if (fails("rename", from, to)) return -1;
    return next_renameat(from_folder, from, to_folder, to);
}

int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags) {
    if (fails("rename", from, to)) return -1;
    return next_renameat2(from_folder, from, to_folder, to, flags);
}

int link(const char *from, const char *to) {
    return fails("link", from, to) ? -1 : next_link(from, to);
}

int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags) {
    if (fails("link", from, to)) return -1;
    return next_linkat(from_folder, from, to_folder, to, flags);
}

// By how many seconds a reading of the clock is off.
static long shift(void) {
    return atomic_fetch_add(&reading_count, 1) + 1 >= clock_turn ? clock_shift : 0;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
    // A library may ask before this one is prepared.
    if (!next_clock_gettime) next_clock_gettime = dlsym(RTLD_NEXT, "clock_gettime");
    int result = next_clock_gettime(clock, time);
    if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) {
        time->tv_sec += shift();
    }
    return result;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
    if (!next_gettimeofday) next_gettimeofday = dlsym(RTLD_NEXT, "gettimeofday");
    int result = next_gettimeofday(time, zone);
    if (result == 0) time->tv_sec += shift();
    return result;
}

time_t time(time_t *result) {
    struct timespec now;
    if (clock_gettime(CLOCK_REALTIME, &now) != 0) return -1;
    if (result) *result = now.tv_sec;
    return now.tv_sec;
}
