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

// From a name's length, its ends and its middle.
inline uint32_t markOf(const uint8_t *name, size_t count) {
    if (count == 0) return 0;
    uint32_t bytes = uint32_t(name[0]) << 16 | uint32_t(name[count - 1]) << 8 | name[count / 2];
    return (bytes * 31 + uint32_t(count)) * 0x9E3779B1u;
}

// Where an object names a member for the second time, or noPlace. Names are compared as decoded
// text.
inline size_t duplicateName(cjson_parser &parser, const uint8_t *bytes, uint32_t index) {
    uint32_t end = parser.nodes[index].next;
    // Most objects have few members, and no two with one mark: then no names need be compared.
    uint64_t seen[4] = {0, 0, 0, 0};
    bool mayBeTwice = false;
    for (uint32_t child = index + 1; child < end && !mayBeTwice;
         child = parser.nodes[child + 1].next) {
        uint32_t mark = parser.nodes[child].mark;
        uint64_t bit = uint64_t(1) << (mark >> 24 & 63);
        mayBeTwice = seen[mark >> 30] & bit;
        seen[mark >> 30] |= bit;
    }
    if (!mayBeTwice) return noPlace;
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
