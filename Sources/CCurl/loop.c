#include "loop.h"

#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

static int64_t milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

// libcurl wants to hear of a socket, of more of it, or no longer.
static int on_socket(CURL *easy, curl_socket_t socket, int what, void *context, void *known) {
    (void)easy;
    CCurlLoop *loop = context;
    if (what == CURL_POLL_REMOVE) {
        epoll_ctl(loop->epoll, EPOLL_CTL_DEL, socket, NULL);
        return 0;
    }
    struct epoll_event event = {.data.fd = socket};
    if (what & CURL_POLL_IN) event.events |= EPOLLIN;
    if (what & CURL_POLL_OUT) event.events |= EPOLLOUT;
    int change = known == NULL ? EPOLL_CTL_ADD : EPOLL_CTL_MOD;
    if (epoll_ctl(loop->epoll, change, socket, &event) != 0) return -1;
    library.multi_assign(loop->multi, socket, loop);
    return 0;
}

static int on_timer(CURLM *multi, long timeout, void *context) {
    (void)multi;
    CCurlLoop *loop = context;
    loop->due = timeout < 0 ? -1 : milliseconds() + timeout;
    return 0;
}

CCurlLoop *ccurl_create(void) {
    CCurlLoop *loop = calloc(1, sizeof *loop);
    if (loop == NULL) return NULL;
    loop->due = -1;
    loop->multi = library.multi_init();
    loop->epoll = epoll_create1(EPOLL_CLOEXEC);
    loop->bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    struct epoll_event event = {.events = EPOLLIN, .data.fd = loop->bell};
    if (loop->multi == NULL || loop->epoll < 0 || loop->bell < 0 ||
        epoll_ctl(loop->epoll, EPOLL_CTL_ADD, loop->bell, &event) != 0) {
        ccurl_destroy(loop);
        return NULL;
    }
    library.multi_setopt(loop->multi, CURLMOPT_SOCKETFUNCTION, on_socket);
    library.multi_setopt(loop->multi, CURLMOPT_SOCKETDATA, loop);
    library.multi_setopt(loop->multi, CURLMOPT_TIMERFUNCTION, on_timer);
    library.multi_setopt(loop->multi, CURLMOPT_TIMERDATA, loop);
    return loop;
}

void ccurl_destroy(CCurlLoop *loop) {
    // It closes its connections, and says so to `on_socket`.
    if (loop->multi != NULL) library.multi_cleanup(loop->multi);
    if (loop->epoll >= 0) close(loop->epoll);
    if (loop->bell >= 0) close(loop->bell);
    free(loop);
}

void ccurl_wake(CCurlLoop *loop) { eventfd_write(loop->bell, 1); }

void ccurl_turn(CCurlLoop *loop) {
    struct epoll_event events[64];
    int timeout = -1;
    if (loop->due >= 0) {
        int64_t left = loop->due - milliseconds();
        timeout = left < 0 ? 0 : left > 1000000 ? 1000000 : (int)left;
    }
    int count = epoll_wait(loop->epoll, events, 64, timeout);
    int running;
    for (int index = 0; index < count; index++) {
        int socket = events[index].data.fd;
        if (socket == loop->bell) {
            eventfd_t rings;
            eventfd_read(loop->bell, &rings);
            continue;
        }
        int mask = 0;
        if (events[index].events & EPOLLIN) mask |= CURL_CSELECT_IN;
        if (events[index].events & EPOLLOUT) mask |= CURL_CSELECT_OUT;
        if (events[index].events & (EPOLLERR | EPOLLHUP)) mask |= CURL_CSELECT_ERR;
        library.multi_socket_action(loop->multi, socket, mask, &running);
    }
    if (loop->due >= 0 && milliseconds() >= loop->due) {
        loop->due = -1;
        library.multi_socket_action(loop->multi, CURL_SOCKET_TIMEOUT, 0, &running);
    }
}

CCurlTransfer *ccurl_next_ended(CCurlLoop *loop) {
    int left;
    CURLMsg *message;
    while ((message = library.multi_info_read(loop->multi, &left)) != NULL) {
        if (message->msg != CURLMSG_DONE) continue;
        CCurlTransfer *transfer = NULL;
        CURLcode code = message->data.result;
        library.easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
        transfer->code = code;
        return transfer;
    }
    return NULL;
}
