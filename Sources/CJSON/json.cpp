// simdjson's first stage checks UTF-8, finds strings and marks where every token starts; the walk
// over those marks is ours, because the library's own readers drop the source text of numbers, keep
// duplicate names and do not say where they stopped. No exception leaves this file.
#include "CJSON.h"
#include "locate.hpp"
#include "parser.hpp"
#include "walk.hpp"

#include <algorithm>
#include <new>

namespace {

int32_t parse(cjson_parser &parser, const uint8_t *bytes, size_t count, uint32_t maxDepth) {
    parser.nodes.clear();
    parser.decoded.clear();
    parser.error_offset = 0;
    if (count == 0) return CJSON_EMPTY;
    // Marks are 32 bits wide.
    if (count > 0x7FFFFFFF) return CJSON_TOO_LARGE;
    if (!parser.stage) {
        auto code = simdjson::get_active_implementation()->create_dom_parser_implementation(
            std::max(count, size_t(4096)), 1, parser.stage);
        if (code) return CJSON_NO_MEMORY;
    } else if (parser.stage->capacity() < count) {
        size_t capacity = std::max(count, parser.stage->capacity() * 2);
        if (parser.stage->set_capacity(capacity)) return CJSON_NO_MEMORY;
    }
    auto code = parser.stage->stage1(bytes, count, simdjson::stage1_mode::regular);
    if (code == simdjson::EMPTY) return CJSON_EMPTY;
    if (code == simdjson::MEMALLOC || code == simdjson::CAPACITY) return CJSON_NO_MEMORY;
    if (code) {
        Failure failure = locate(bytes, count);
        parser.error_offset = failure.offset;
        return failure.code;
    }
    // A token may cost a node of 28 bytes, and a value of ours on top.
    if (parser.stage->n_structural_indexes > CJSON_MAXIMUM_TOKENS) return CJSON_TOO_LARGE;
    return Walk(parser, bytes, count, maxDepth).run();
}

}  // namespace

extern "C" cjson_parser *cjson_create(void) { return new (std::nothrow) cjson_parser; }

extern "C" void cjson_destroy(cjson_parser *parser) { delete parser; }

extern "C" int32_t cjson_parse(
    cjson_parser *parser, const uint8_t *bytes, size_t count, uint32_t max_depth) {
    try {
        return parse(*parser, bytes, count, max_depth);
    } catch (...) {
        return CJSON_NO_MEMORY;
    }
}

extern "C" const cjson_node *cjson_nodes(const cjson_parser *parser) {
    return parser->nodes.data();
}

extern "C" size_t cjson_node_count(const cjson_parser *parser) { return parser->nodes.size(); }

extern "C" const uint8_t *cjson_decoded(const cjson_parser *parser) {
    return parser->decoded.data();
}

extern "C" size_t cjson_decoded_count(const cjson_parser *parser) {
    return parser->decoded.size();
}

extern "C" int32_t cjson_is_ascii(const cjson_parser *parser) { return parser->is_ascii; }

extern "C" uint32_t cjson_mark(const uint8_t *name, size_t count) { return markOf(name, count); }

extern "C" size_t cjson_error_offset(const cjson_parser *parser) { return parser->error_offset; }
