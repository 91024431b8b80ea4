#include "loop.h"

#include <stdlib.h>

static size_t on_read(char *into, size_t size, size_t count, void *context) {
    CCurlTransfer *transfer = context;
    size_t filled = 0;
    bool goes_on = transfer->handlers.read(
        transfer->context, (uint8_t *)into, size * count, &filled);
    return goes_on ? filled : CURL_READFUNC_ABORT;
}

static int on_seek(void *context, curl_off_t offset, int origin) {
    CCurlTransfer *transfer = context;
    // What libcurl asks for when a connection that it had kept turns out to be closed.
    if (offset != 0 || origin != SEEK_SET) return CURL_SEEKFUNC_FAIL;
    return transfer->handlers.rewind(transfer->context) ? CURL_SEEKFUNC_OK : CURL_SEEKFUNC_FAIL;
}

static size_t on_head(char *bytes, size_t size, size_t count, void *context) {
    CCurlTransfer *transfer = context;
    size_t length = size * count;
    return transfer->handlers.head(transfer->context, (uint8_t *)bytes, length) ? length : 0;
}

static size_t on_body(char *bytes, size_t size, size_t count, void *context) {
    CCurlTransfer *transfer = context;
    size_t length = size * count;
    return transfer->handlers.body(transfer->context, (uint8_t *)bytes, length) ? length : 0;
}

static void set_body(const CCurlTransfer *transfer, const CCurlRequest *request) {
    if (request->body_length < 0) {
        library.easy_setopt(transfer->easy, CURLOPT_HTTPGET, 1L);
        return;
    }
    library.easy_setopt(transfer->easy, CURLOPT_POST, 1L);
    library.easy_setopt(
        transfer->easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body_length);
    library.easy_setopt(transfer->easy, CURLOPT_READFUNCTION, on_read);
    library.easy_setopt(transfer->easy, CURLOPT_READDATA, transfer);
    library.easy_setopt(transfer->easy, CURLOPT_SEEKFUNCTION, on_seek);
    library.easy_setopt(transfer->easy, CURLOPT_SEEKDATA, transfer);
    // Of each transfer under way. Larger ones are not faster here.
    library.easy_setopt(transfer->easy, CURLOPT_UPLOAD_BUFFERSIZE, 32768L);
}

static void set_connection(const CCurlTransfer *transfer, const CCurlRequest *request) {
    CURL *easy = transfer->easy;
    library.easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    library.easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    library.easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    library.easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    library.easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
    library.easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long)request->timeout);
    library.easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)request->connect_timeout);
    if (request->is_local) library.easy_setopt(easy, CURLOPT_PROXY, "");
}

static bool set_headers(CCurlTransfer *transfer, const CCurlRequest *request) {
    for (const char *const *header = request->headers; *header != NULL; header++) {
        struct curl_slist *longer = library.slist_append(transfer->headers, *header);
        if (longer == NULL) return false;
        transfer->headers = longer;
    }
    return library.easy_setopt(transfer->easy, CURLOPT_HTTPHEADER, transfer->headers) == CURLE_OK;
}

static void discard(CCurlTransfer *transfer) {
    if (transfer->easy != NULL) library.easy_cleanup(transfer->easy);
    library.slist_free_all(transfer->headers);
    free(transfer);
}

CCurlTransfer *ccurl_start(CCurlLoop *loop, const CCurlRequest *request) {
    CCurlTransfer *transfer = calloc(1, sizeof *transfer);
    if (transfer == NULL) return NULL;
    transfer->context = request->context;
    transfer->handlers = request->handlers;
    CURL *easy = transfer->easy = library.easy_init();
    if (easy == NULL || library.easy_setopt(easy, CURLOPT_URL, request->url) != CURLE_OK ||
        !set_headers(transfer, request)) {
        discard(transfer);
        return NULL;
    }
    library.easy_setopt(easy, CURLOPT_PRIVATE, transfer);
    library.easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->message);
    library.easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_head);
    library.easy_setopt(easy, CURLOPT_HEADERDATA, transfer);
    library.easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
    library.easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
    set_connection(transfer, request);
    set_body(transfer, request);
    if (library.multi_add_handle(loop->multi, easy) != CURLM_OK) {
        discard(transfer);
        return NULL;
    }
    return transfer;
}

void ccurl_remove(CCurlLoop *loop, CCurlTransfer *transfer) {
    library.multi_remove_handle(loop->multi, transfer->easy);
    discard(transfer);
}

void *ccurl_context(const CCurlTransfer *transfer) { return transfer->context; }

CCurlResult ccurl_result(const CCurlTransfer *transfer) {
    switch (transfer->code) {
    case CURLE_OK: return CCURL_OK;
    case CURLE_URL_MALFORMAT: return CCURL_BAD_URL;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY: return CCURL_NAME;
    case CURLE_COULDNT_CONNECT: return CCURL_CONNECT;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_PEER_FAILED_VERIFICATION: return CCURL_CERTIFICATE;
    case CURLE_OPERATION_TIMEDOUT: return CCURL_TIMEOUT;
    case CURLE_WRITE_ERROR:
    case CURLE_ABORTED_BY_CALLBACK: return CCURL_STOPPED;
    case CURLE_UNSUPPORTED_PROTOCOL:  // bytes that are no HTTP
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_SEND_FAIL_REWIND: return CCURL_TRANSPORT;
    default: return CCURL_OTHER;
    }
}

int32_t ccurl_status(const CCurlTransfer *transfer) {
    long status = 0;
    library.easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
    return (int32_t)status;
}

const char *ccurl_message(const CCurlTransfer *transfer) {
    return transfer->message[0] != 0 ? transfer->message
                                     : library.easy_strerror(transfer->code);
}

double ccurl_seconds(const CCurlTransfer *transfer) {
    double seconds = 0;
    library.easy_getinfo(transfer->easy, CURLINFO_TOTAL_TIME, &seconds);
    return seconds;
}
