// JSON as a flat list of nodes in source order, found with simdjson's first stage.
#ifndef CJSON_H
#define CJSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum {
    CJSON_NULL = 0,
    CJSON_FALSE = 1,
    CJSON_TRUE = 2,
    CJSON_NUMBER = 3,
    CJSON_STRING = 4,
    CJSON_ARRAY = 5,
    CJSON_OBJECT = 6
};

enum {
    CJSON_OK = 0,
    CJSON_EMPTY = 1,
    CJSON_BAD_UTF8 = 2,
    CJSON_CONTROL_CHARACTER = 3,
    CJSON_UNCLOSED_STRING = 4,
    CJSON_UNEXPECTED = 5,
    CJSON_BAD_NUMBER = 6,
    CJSON_BAD_ESCAPE = 7,
    CJSON_LONE_SURROGATE = 8,
    CJSON_DUPLICATE_NAME = 9,
    CJSON_TOO_DEEP = 10,
    CJSON_TRUNCATED = 11,
    CJSON_TRAILING = 12,
    CJSON_NO_MEMORY = 13,
    CJSON_TOO_LARGE = 14
};

// One value. The children of an object alternate: a name (a string), its value.
typedef struct {
    uint32_t kind;        // CJSON_NULL ... CJSON_OBJECT
    uint32_t start;       // first byte of the value in the source
    uint32_t end;         // one past its last byte
    uint32_t next;        // index of the first node after this one and its children
    uint32_t count;       // array: elements; object: members; string: bytes of its text
    uint32_t text;        // string: where its text starts, with CJSON_DECODED in `decoded`
    uint32_t decoded;     // string: 1 if the text lies in the decoded buffer, 0 if in the source
    uint32_t mark;        // name of a member: what cjson_mark makes of it
} cjson_node;

typedef struct cjson_parser cjson_parser;

// A parser that may be used again and again, by one thread at a time; NULL without memory.
cjson_parser *cjson_create(void);
void cjson_destroy(cjson_parser *parser);

// The most tokens of one document: values, names, brackets, colons and commas.
enum { CJSON_MAXIMUM_TOKENS = 1 << 23 };

// Reads one document. Returns CJSON_OK or what is wrong; cjson_error_offset says where.
int32_t cjson_parse(
    cjson_parser *parser, const uint8_t *bytes, size_t count, uint32_t max_depth);

const cjson_node *cjson_nodes(const cjson_parser *parser);
size_t cjson_node_count(const cjson_parser *parser);
const uint8_t *cjson_decoded(const cjson_parser *parser);
size_t cjson_decoded_count(const cjson_parser *parser);
// Whether the document and what is decoded of it are ASCII.
int32_t cjson_is_ascii(const cjson_parser *parser);
size_t cjson_error_offset(const cjson_parser *parser);

// A number that is the same for the same name, and seldom for others.
uint32_t cjson_mark(const uint8_t *name, size_t count);

#ifdef __cplusplus
}
#endif
#endif
