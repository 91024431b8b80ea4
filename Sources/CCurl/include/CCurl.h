// libcurl, loaded when the first request is made: loading it and what it needs takes longer than most
// commands. Its options are variadic and its loop works by callbacks, which need C.
#ifndef CCURL_H
#define CCURL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// How a transfer ended.
typedef enum {
    CCURL_OK = 0,
    CCURL_BAD_URL = 1,
    CCURL_NAME = 2,         // the host's name has no address
    CCURL_CONNECT = 3,      // nobody answered there
    CCURL_CERTIFICATE = 4,  // TLS failed, or the certificate is not to be trusted
    CCURL_TIMEOUT = 5,
    CCURL_TRANSPORT = 6,    // the connection broke, or what came is not HTTP
    CCURL_STOPPED = 7,      // a handler said so
    CCURL_OTHER = 8
} CCurlResult;

typedef struct CCurlLoop CCurlLoop;
typedef struct CCurlTransfer CCurlTransfer;

// What a transfer calls while `ccurl_turn` runs, with the request's context.
typedef struct {
    // Fills `into` with up to `count` bytes of the body, at least one unless it is at its end; false
    // where the body is no more.
    bool (*read)(void *context, uint8_t *into, size_t count, size_t *filled);
    // The body is to be read again from its start; false where it is no more.
    bool (*rewind)(void *context);
    // A line of the head, its end included; false to stop.
    bool (*head)(void *context, const uint8_t *bytes, size_t count);
    // Some of the response's body; false to stop.
    bool (*body)(void *context, const uint8_t *bytes, size_t count);
} CCurlHandlers;

typedef struct {
    const char *url;
    const char *const *headers;  // `Name: value`, ends with NULL
    int64_t body_length;         // negative: GET; otherwise POST
    int64_t timeout;             // of all of it, in milliseconds
    int64_t connect_timeout;     // in milliseconds
    bool is_local;               // no proxy is asked
    void *context;
    CCurlHandlers handlers;
} CCurlRequest;

// Loads the library, once. NULL, or why it cannot be loaded. The rest is to be called only after
// this gave NULL.
const char *ccurl_load(void);

// The library's version and those of what it was built with.
const char *ccurl_version(void);

// A loop, or NULL. It belongs to one thread; only `ccurl_wake` may be called by others.
CCurlLoop *ccurl_create(void);
// Ends a loop that has no transfers left.
void ccurl_destroy(CCurlLoop *loop);

// Makes the turn that is waiting, or the next, return soon.
void ccurl_wake(CCurlLoop *loop);

// Waits until there is something to do for a transfer, or a wake, and does it.
void ccurl_turn(CCurlLoop *loop);

// Starts a transfer; what the request points to is copied. NULL where there is no memory.
CCurlTransfer *ccurl_start(CCurlLoop *loop, const CCurlRequest *request);

// The next transfer that has ended and was not removed yet, or NULL.
CCurlTransfer *ccurl_next_ended(CCurlLoop *loop);

// Of a transfer that has ended.
void *ccurl_context(const CCurlTransfer *transfer);
CCurlResult ccurl_result(const CCurlTransfer *transfer);
int32_t ccurl_status(const CCurlTransfer *transfer);
const char *ccurl_message(const CCurlTransfer *transfer);
double ccurl_seconds(const CCurlTransfer *transfer);

// Forgets a transfer, wherever it stands; its handlers are not called again.
void ccurl_remove(CCurlLoop *loop, CCurlTransfer *transfer);

#endif
