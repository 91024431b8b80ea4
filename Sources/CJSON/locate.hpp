#ifndef LOCATE_HPP
#define LOCATE_HPP

#include "CJSON.h"

// What is wrong, and at which byte.
struct Failure {
    int32_t code;
    size_t offset;
};

// The length of the UTF-8 sequence at `bytes`, or 0 if it is not one (Unicode 15, table 3-7).
inline size_t sequenceLength(const uint8_t *bytes, size_t count) {
    uint8_t first = bytes[0];
    if (first < 0x80) return 1;
    size_t length = first >= 0xC2 && first <= 0xDF ? 2
        : first >= 0xE0 && first <= 0xEF           ? 3
        : first >= 0xF0 && first <= 0xF4           ? 4
                                                   : 0;
    if (length == 0 || length > count) return 0;
    uint8_t low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    uint8_t high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (bytes[1] < low || bytes[1] > high) return 0;
    for (size_t index = 2; index < length; index++)
        if ((bytes[index] & 0xC0) != 0x80) return 0;
    return length;
}

// What the first stage refused, and where: it does not say, so the text is walked once more.
inline Failure locate(const uint8_t *bytes, size_t count) {
    bool inside = false;
    size_t opening = 0;
    for (size_t index = 0; index < count;) {
        size_t length = sequenceLength(bytes + index, count - index);
        if (length == 0) return {CJSON_BAD_UTF8, index};
        uint8_t byte = bytes[index];
        if (inside) {
            if (byte < 0x20) return {CJSON_CONTROL_CHARACTER, index};
            if (byte == '"') inside = false;
            if (byte == '\\' && index + 1 < count && bytes[index + 1] < 0x80) length = 2;
        } else if (byte == '"') {
            inside = true;
            opening = index;
        }
        index += length;
    }
    return inside ? Failure{CJSON_UNCLOSED_STRING, opening} : Failure{CJSON_UNEXPECTED, 0};
}

#endif
