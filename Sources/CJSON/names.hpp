#ifndef NAMES_HPP
#define NAMES_HPP

#include "parser.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

static const size_t noPlace = SIZE_MAX;

inline std::string_view textOf(
    const cjson_parser &parser, const uint8_t *bytes, const cjson_node &node) {
    const uint8_t *base = node.decoded ? parser.decoded.data() : bytes;
    return {reinterpret_cast<const char *>(base) + node.text, node.count};
}

inline size_t locateTwin(const cjson_parser &parser, const uint8_t *bytes, uint32_t index) {
    uint32_t end = parser.nodes[index].next;
    std::vector<std::pair<std::string_view, uint32_t>> found;
    for (uint32_t child = index + 1; child < end; child = parser.nodes[child + 1].next) {
        const cjson_node &name = parser.nodes[child];
        found.push_back({textOf(parser, bytes, name), name.start});
    }
    std::stable_sort(
        found.begin(), found.end(),
        [](auto &left, auto &right) { return left.first < right.first; });
    size_t first = noPlace;
    for (size_t at = 1; at < found.size(); at++)
        if (found[at].first == found[at - 1].first)
            first = std::min(first, size_t(found[at].second));
    return first;
}

// Where an object names a member for the second time, or noPlace. Names are compared as decoded
// text.
inline size_t duplicateName(cjson_parser &parser, const uint8_t *bytes, uint32_t index) {
    uint32_t end = parser.nodes[index].next;
    std::vector<std::string_view> &names = parser.names;
    names.clear();
    for (uint32_t child = index + 1; child < end; child = parser.nodes[child + 1].next)
        names.push_back(textOf(parser, bytes, parser.nodes[child]));
    bool twice = false;
    if (names.size() <= 12) {
        for (size_t left = 1; left < names.size() && !twice; left++)
            for (size_t right = 0; right < left && !twice; right++)
                twice = names[left] == names[right];
    } else {
        std::sort(names.begin(), names.end());
        twice = std::adjacent_find(names.begin(), names.end()) != names.end();
    }
    return twice ? locateTwin(parser, bytes, index) : noPlace;
}

#endif
