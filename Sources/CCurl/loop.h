// What the loop and its transfers know of each other.
#ifndef CCURL_LOOP_H
#define CCURL_LOOP_H

#include "CCurl.h"
#include "library.h"

struct CCurlLoop {
    CURLM *multi;
    int epoll;
    int bell;     // an eventfd
    int64_t due;  // when the library wants to be called, in milliseconds; negative for never
};

struct CCurlTransfer {
    CURL *easy;
    struct curl_slist *headers;
    void *context;
    CCurlHandlers handlers;
    CURLcode code;
    char message[CURL_ERROR_SIZE];
};

#endif
