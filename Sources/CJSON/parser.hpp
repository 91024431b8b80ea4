#ifndef PARSER_HPP
#define PARSER_HPP

#include "CJSON.h"

#include <simdjson.h>

#include <memory>
#include <string_view>
#include <vector>

// The buffers of a parser, kept from one document to the next.
struct cjson_parser {
    std::unique_ptr<simdjson::internal::dom_parser_implementation> stage;
    std::vector<cjson_node> nodes;
    std::vector<uint8_t> decoded;
    std::vector<std::string_view> names;
    size_t error_offset = 0;
};

#endif
