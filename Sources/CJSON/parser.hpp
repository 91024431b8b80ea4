#ifndef PARSER_HPP
#define PARSER_HPP

#include "CJSON.h"

#include <simdjson.h>

#include <algorithm>
#include <memory>
#include <string_view>
#include <vector>

// The nodes of a document, in memory that is kept from one to the next. There are never more of them
// than marks, so room is made once and not looked for at each.
class Nodes {
public:
    void clear() { used = 0; }
    void makeRoom(size_t count) {
        if (count <= room) return;
        size_t wanted = std::max(count, room * 2);
        nodes.reset(new cjson_node[wanted]);
        room = wanted;
    }
    // There must be room.
    void push(const cjson_node &node) { nodes[used++] = node; }
    cjson_node &operator[](size_t index) { return nodes[index]; }
    const cjson_node &operator[](size_t index) const { return nodes[index]; }
    const cjson_node *data() const { return nodes.get(); }
    size_t size() const { return used; }

private:
    std::unique_ptr<cjson_node[]> nodes;
    size_t room = 0;
    size_t used = 0;
};

// A container that has not ended yet.
struct Open {
    uint32_t node;
    uint32_t count;  // its elements, or members, so far
    uint8_t close;   // the bracket that ends it
};

// The buffers of a parser, kept from one document to the next.
struct cjson_parser {
    std::unique_ptr<simdjson::internal::dom_parser_implementation> stage;
    Nodes nodes;
    std::vector<uint8_t> decoded;
    std::vector<Open> open;
    std::vector<std::string_view> names;
    bool is_ascii = false;
    size_t error_offset = 0;
};

#endif
