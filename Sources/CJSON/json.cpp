// simdjson's first stage checks UTF-8, finds strings and marks where every token starts; the walk
// over those marks is ours, because the library's own readers drop the source text of numbers, keep
// duplicate names and do not say where they stopped. No exception leaves this file.
#include "CJSON.h"

#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>
#include <string_view>
#include <vector>

struct cjson_parser {
    std::unique_ptr<simdjson::internal::dom_parser_implementation> stage;
    std::vector<cjson_node> nodes;
    std::vector<uint8_t> decoded;
    std::vector<std::string_view> names;
    std::vector<cjson_problem> problems;
    size_t error_offset = 0;
};

namespace {

struct Failure {
    int32_t code;
    size_t offset;
};

bool isSpace(uint8_t byte) { return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r'; }
bool isDigit(uint8_t byte) { return byte >= '0' && byte <= '9'; }

int hexDigit(uint8_t byte) {
    if (byte >= '0' && byte <= '9') return byte - '0';
    if (byte >= 'a' && byte <= 'f') return byte - 'a' + 10;
    if (byte >= 'A' && byte <= 'F') return byte - 'A' + 10;
    return -1;
}

// The length of the UTF-8 sequence at `bytes`, or 0 if it is not one (Unicode 15, table 3-7).
size_t sequenceLength(const uint8_t *bytes, size_t count) {
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
Failure locate(const uint8_t *bytes, size_t count) {
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

class Walk {
public:
    Walk(cjson_parser &parser, const uint8_t *bytes, size_t count, uint32_t maxDepth, bool lenient)
        : parser(parser), bytes(bytes), count(count), maxDepth(maxDepth), lenient(lenient),
          marks(parser.stage->structural_indexes.get()),
          markCount(parser.stage->n_structural_indexes) {}

    int32_t run() {
        struct Open {
            uint32_t node;
            bool object;
        };
        std::vector<Open> open;
        open.reserve(maxDepth);
        bool wantsValue = true;   // a value must follow
        bool mayClose = false;    // the innermost container may end here
        while (true) {
            if (!wantsValue && open.empty()) break;
            if (position >= markCount) return fail(CJSON_TRUNCATED, count);
            size_t at = marks[position];
            uint8_t byte = bytes[at];
            if (!open.empty() && (mayClose || !wantsValue)
                && byte == (open.back().object ? '}' : ']')) {
                cjson_node &node = parser.nodes[open.back().node];
                node.end = uint32_t(at + 1);
                node.next = uint32_t(parser.nodes.size());
                if (open.back().object) {
                    if (int32_t code = checkNames(open.back().node)) return code;
                }
                open.pop_back();
                position++;
                wantsValue = false;
                mayClose = false;
                continue;
            }
            if (!wantsValue) {
                if (byte != ',') return fail(CJSON_UNEXPECTED, at);
                position++;
                wantsValue = true;
                mayClose = false;
                continue;
            }
            if (!open.empty()) {
                parser.nodes[open.back().node].count++;
                if (open.back().object) {
                    if (byte != '"') return fail(CJSON_UNEXPECTED, at);
                    if (int32_t code = scalar(at, byte)) return code;
                    if (position >= markCount) return fail(CJSON_TRUNCATED, count);
                    at = marks[position];
                    if (bytes[at] != ':') return fail(CJSON_UNEXPECTED, at);
                    position++;
                    if (position >= markCount) return fail(CJSON_TRUNCATED, count);
                    at = marks[position];
                    byte = bytes[at];
                }
            }
            if (byte == '{' || byte == '[') {
                if (open.size() >= maxDepth) return fail(CJSON_TOO_DEEP, at);
                open.push_back({uint32_t(parser.nodes.size()), byte == '{'});
                parser.nodes.push_back({byte == '{' ? uint32_t(CJSON_OBJECT)
                                                    : uint32_t(CJSON_ARRAY),
                                        uint32_t(at), 0, 0, 0, 0, 0});
                position++;
                wantsValue = true;
                mayClose = true;
            } else {
                if (int32_t code = scalar(at, byte)) return code;
                wantsValue = false;
                mayClose = false;
            }
        }
        return position < markCount ? fail(CJSON_TRAILING, marks[position]) : CJSON_OK;
    }

private:
    cjson_parser &parser;
    const uint8_t *bytes;
    size_t count;
    uint32_t maxDepth;
    bool lenient;
    const uint32_t *marks;
    size_t markCount;
    size_t position = 0;

    int32_t fail(int32_t code, size_t offset) {
        parser.error_offset = offset;
        return code;
    }

    // A problem inside one value: the walk can go on behind it.
    int32_t failInside(int32_t code, size_t offset) {
        if (!lenient) return fail(code, offset);
        parser.problems.push_back({code, uint32_t(offset)});
        return CJSON_OK;
    }

    // A number or a word that is wrong: null stands for it.
    int32_t failToken(int32_t code, size_t offset) {
        if (int32_t result = failInside(code, offset)) return result;
        push(CJSON_NULL, offset, offset + 1);
        position++;
        return CJSON_OK;
    }

    // An escape that is wrong: an empty string stands for all of it.
    int32_t failEscape(int32_t code, size_t start, size_t at, size_t limit) {
        if (int32_t result = failInside(code, at)) return result;
        while (at < limit && bytes[at] != '"') at += bytes[at] == '\\' ? 2 : 1;
        if (at >= limit) return fail(CJSON_UNCLOSED_STRING, start);
        push(CJSON_STRING, start, at + 1);
        return CJSON_OK;
    }

    bool endsToken(size_t at) const {
        if (at >= count) return true;
        uint8_t byte = bytes[at];
        return isSpace(byte) || byte == ',' || byte == ']' || byte == '}' || byte == ':';
    }

    void push(uint32_t kind, size_t start, size_t end, uint32_t length = 0, uint32_t text = 0,
              uint32_t decoded = 0) {
        parser.nodes.push_back({kind, uint32_t(start), uint32_t(end),
                                uint32_t(parser.nodes.size() + 1), length, text, decoded});
    }

    int32_t literal(size_t at, const char *word, size_t length, uint32_t kind) {
        if (count - at < length || std::memcmp(bytes + at, word, length) != 0
            || !endsToken(at + length))
            return failToken(CJSON_UNEXPECTED, at);
        push(kind, at, at + length);
        position++;
        return CJSON_OK;
    }

    int32_t scalar(size_t at, uint8_t byte) {
        switch (byte) {
        case '"': return string(at);
        case 't': return literal(at, "true", 4, CJSON_TRUE);
        case 'f': return literal(at, "false", 5, CJSON_FALSE);
        case 'n': return literal(at, "null", 4, CJSON_NULL);
        default: break;
        }
        if (byte == '-' || isDigit(byte)) return number(at);
        bool isMark = byte == ',' || byte == ':' || byte == ']' || byte == '}';
        return isMark ? fail(CJSON_UNEXPECTED, at) : failToken(CJSON_UNEXPECTED, at);
    }

    // The grammar of RFC 8259, section 6.
    int32_t number(size_t start) {
        size_t at = start;
        auto digits = [&] {
            size_t first = at;
            while (at < count && isDigit(bytes[at])) at++;
            return at > first;
        };
        if (bytes[at] == '-') at++;
        if (at < count && bytes[at] == '0') {
            at++;
        } else if (!digits()) {
            return failToken(CJSON_BAD_NUMBER, start);
        }
        if (at < count && bytes[at] == '.') {
            at++;
            if (!digits()) return failToken(CJSON_BAD_NUMBER, start);
        }
        if (at < count && (bytes[at] == 'e' || bytes[at] == 'E')) {
            at++;
            if (at < count && (bytes[at] == '+' || bytes[at] == '-')) at++;
            if (!digits()) return failToken(CJSON_BAD_NUMBER, start);
        }
        if (!endsToken(at)) return failToken(CJSON_BAD_NUMBER, start);
        push(CJSON_NUMBER, start, at);
        position++;
        return CJSON_OK;
    }

    int32_t string(size_t start) {
        // The closing quote lies before the next mark: the first stage made sure that there is one.
        size_t limit = position + 1 < markCount ? marks[position + 1] : count;
        size_t at = start + 1;
        auto closing = static_cast<const uint8_t *>(std::memchr(bytes + at, '"', limit - at));
        if (closing == nullptr) return fail(CJSON_UNCLOSED_STRING, start);
        size_t end = size_t(closing - bytes);
        auto escape = static_cast<const uint8_t *>(std::memchr(bytes + at, '\\', end - at));
        position++;
        if (escape == nullptr) {
            if (!endsToken(end + 1)) return fail(CJSON_UNEXPECTED, end + 1);
            push(CJSON_STRING, start, end + 1, uint32_t(end - at), uint32_t(at), 0);
            return CJSON_OK;
        }
        return decode(start, size_t(escape - bytes), limit);
    }

    int32_t decode(size_t start, size_t firstEscape, size_t limit) {
        std::vector<uint8_t> &out = parser.decoded;
        size_t text = out.size();
        out.insert(out.end(), bytes + start + 1, bytes + firstEscape);
        size_t at = firstEscape;
        while (true) {
            size_t plain = at;
            while (at < limit && bytes[at] != '"' && bytes[at] != '\\') at++;
            out.insert(out.end(), bytes + plain, bytes + at);
            if (at >= limit) return fail(CJSON_UNCLOSED_STRING, start);
            if (bytes[at] == '"') break;
            if (at + 1 >= limit) return fail(CJSON_UNCLOSED_STRING, start);
            switch (bytes[at + 1]) {
            case '"': out.push_back('"'); break;
            case '\\': out.push_back('\\'); break;
            case '/': out.push_back('/'); break;
            case 'b': out.push_back('\b'); break;
            case 'f': out.push_back('\f'); break;
            case 'n': out.push_back('\n'); break;
            case 'r': out.push_back('\r'); break;
            case 't': out.push_back('\t'); break;
            case 'u':
                if (int32_t code = unicode(at, limit)) return failEscape(code, start, at, limit);
                continue;
            default: return failEscape(CJSON_BAD_ESCAPE, start, at, limit);
            }
            at += 2;
        }
        if (!endsToken(at + 1)) return fail(CJSON_UNEXPECTED, at + 1);
        if (out.size() > UINT32_MAX) return fail(CJSON_TOO_LARGE, start);
        push(CJSON_STRING, start, at + 1, uint32_t(out.size() - text), uint32_t(text), 1);
        return CJSON_OK;
    }

    // The four digits at `at`, or -1.
    int32_t codeUnit(size_t at, size_t limit) const {
        if (limit < 6 || at > limit - 6) return -1;
        int32_t unit = 0;
        for (size_t index = at + 2; index < at + 6; index++) {
            int digit = hexDigit(bytes[index]);
            if (digit < 0) return -1;
            unit = unit << 4 | digit;
        }
        return unit;
    }

    // A \uXXXX, or a pair of them, at `at`, which is moved past it; or what is wrong with it.
    int32_t unicode(size_t &at, size_t limit) {
        int32_t unit = codeUnit(at, limit);
        if (unit < 0) return CJSON_BAD_ESCAPE;
        size_t next = at + 6;
        uint32_t scalar = uint32_t(unit);
        if (unit >= 0xDC00 && unit <= 0xDFFF) return CJSON_LONE_SURROGATE;
        if (unit >= 0xD800 && unit <= 0xDBFF) {
            if (limit - next < 6 || bytes[next] != '\\' || bytes[next + 1] != 'u')
                return CJSON_LONE_SURROGATE;
            int32_t low = codeUnit(next, limit);
            if (low < 0xDC00 || low > 0xDFFF) return CJSON_LONE_SURROGATE;
            scalar = 0x10000 + (uint32_t(unit - 0xD800) << 10) + uint32_t(low - 0xDC00);
            next += 6;
        }
        std::vector<uint8_t> &out = parser.decoded;
        if (scalar < 0x80) {
            out.push_back(uint8_t(scalar));
        } else if (scalar < 0x800) {
            out.push_back(uint8_t(0xC0 | scalar >> 6));
            out.push_back(uint8_t(0x80 | (scalar & 0x3F)));
        } else if (scalar < 0x10000) {
            out.push_back(uint8_t(0xE0 | scalar >> 12));
            out.push_back(uint8_t(0x80 | (scalar >> 6 & 0x3F)));
            out.push_back(uint8_t(0x80 | (scalar & 0x3F)));
        } else {
            out.push_back(uint8_t(0xF0 | scalar >> 18));
            out.push_back(uint8_t(0x80 | (scalar >> 12 & 0x3F)));
            out.push_back(uint8_t(0x80 | (scalar >> 6 & 0x3F)));
            out.push_back(uint8_t(0x80 | (scalar & 0x3F)));
        }
        at = next;
        return CJSON_OK;
    }

    std::string_view textOf(const cjson_node &node) const {
        const uint8_t *base = node.decoded ? parser.decoded.data() : bytes;
        return {reinterpret_cast<const char *>(base) + node.text, node.count};
    }

    // Refuses an object that names a member twice. Names are compared as decoded text.
    int32_t checkNames(uint32_t index) {
        const cjson_node &object = parser.nodes[index];
        std::vector<std::string_view> &names = parser.names;
        names.clear();
        for (uint32_t child = index + 1; child < object.next;) {
            names.push_back(textOf(parser.nodes[child]));
            child = parser.nodes[child + 1].next;
        }
        bool twice = false;
        if (names.size() <= 12) {
            for (size_t left = 1; left < names.size() && !twice; left++)
                for (size_t right = 0; right < left && !twice; right++)
                    twice = names[left] == names[right];
        } else {
            std::sort(names.begin(), names.end());
            twice = std::adjacent_find(names.begin(), names.end()) != names.end();
        }
        return twice ? locateTwin(index) : CJSON_OK;
    }

    int32_t locateTwin(uint32_t index) {
        uint32_t end = parser.nodes[index].next;
        std::vector<std::pair<std::string_view, uint32_t>> found;
        for (uint32_t child = index + 1; child < end; child = parser.nodes[child + 1].next)
            found.push_back({textOf(parser.nodes[child]), parser.nodes[child].start});
        std::stable_sort(found.begin(), found.end(),
                         [](auto &left, auto &right) { return left.first < right.first; });
        size_t first = SIZE_MAX;
        for (size_t at = 1; at < found.size(); at++)
            if (found[at].first == found[at - 1].first)
                first = std::min(first, size_t(found[at].second));
        return failInside(CJSON_DUPLICATE_NAME, first);
    }
};

int32_t parse(cjson_parser &parser, const uint8_t *bytes, size_t count, uint32_t maxDepth,
              bool lenient) {
    parser.nodes.clear();
    parser.decoded.clear();
    parser.problems.clear();
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
    return Walk(parser, bytes, count, maxDepth, lenient).run();
}

}  // namespace

extern "C" cjson_parser *cjson_create(void) { return new (std::nothrow) cjson_parser; }

extern "C" void cjson_destroy(cjson_parser *parser) { delete parser; }

extern "C" int32_t cjson_parse(
    cjson_parser *parser, const uint8_t *bytes, size_t count, uint32_t max_depth,
    int32_t lenient) {
    try {
        return parse(*parser, bytes, count, max_depth, lenient != 0);
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

extern "C" size_t cjson_error_offset(const cjson_parser *parser) { return parser->error_offset; }

extern "C" const cjson_problem *cjson_problems(const cjson_parser *parser) {
    return parser->problems.data();
}

extern "C" size_t cjson_problem_count(const cjson_parser *parser) {
    return parser->problems.size();
}
