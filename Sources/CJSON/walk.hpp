#ifndef WALK_HPP
#define WALK_HPP

#include "names.hpp"
#include "parser.hpp"

#include <cstring>

inline bool isSpace(uint8_t byte) { return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r'; }
inline bool isDigit(uint8_t byte) { return byte >= '0' && byte <= '9'; }

// What bytes hold. Has no early end, so that many are looked at at once.
struct Contents {
    bool isASCII;
    bool hasBackslash;

    Contents(const uint8_t *bytes, size_t count) {
        uint8_t all = 0, backslash = 0;
        for (size_t index = 0; index < count; index++) {
            all |= bytes[index];
            backslash |= bytes[index] == '\\';
        }
        isASCII = all < 0x80;
        hasBackslash = backslash;
    }
};

inline int hexDigit(uint8_t byte) {
    if (byte >= '0' && byte <= '9') return byte - '0';
    if (byte >= 'a' && byte <= 'f') return byte - 'a' + 10;
    if (byte >= 'A' && byte <= 'F') return byte - 'A' + 10;
    return -1;
}

// Walks over the marks of the first stage and fills the parser's nodes.
class Walk {
public:
    Walk(cjson_parser &parser, const uint8_t *bytes, size_t count, uint32_t maxDepth)
        : parser(parser), open(parser.open), bytes(bytes), count(count), maxDepth(maxDepth),
          contents(bytes, count), marks(parser.stage->structural_indexes.get()),
          markCount(parser.stage->n_structural_indexes) {}

    int32_t run() {
        open.clear();
        parser.nodes.makeRoom(markCount);
        do {
            if (int32_t code = value()) return code;
            if (int32_t code = next()) return code;
        } while (!open.empty());
        const std::vector<uint8_t> &decoded = parser.decoded;
        parser.is_ascii =
            contents.isASCII && Contents(decoded.data(), decoded.size()).isASCII;
        return position < markCount ? fail(CJSON_TRAILING, marks[position]) : CJSON_OK;
    }

private:
    cjson_parser &parser;
    std::vector<Open> &open;
    const uint8_t *bytes;
    size_t count;
    uint32_t maxDepth;
    Contents contents;
    const uint32_t *marks;
    size_t markCount;
    size_t position = 0;

    int32_t fail(int32_t code, size_t offset) {
        parser.error_offset = offset;
        return code;
    }

    bool endsToken(size_t at) const {
        if (at >= count) return true;
        switch (bytes[at]) {
        case ' ': case '\t': case '\n': case '\r': case ',': case ']': case '}': case ':':
            return true;
        default: return false;
        }
    }

    void push(uint32_t kind, size_t start, size_t end, uint32_t length = 0, uint32_t text = 0,
              uint32_t decoded = 0, uint32_t mark = 0) {
        parser.nodes.push({kind, uint32_t(start), uint32_t(end),
                           uint32_t(parser.nodes.size() + 1), length, text, decoded, mark});
    }

    // A value, or the start of one that holds others.
    int32_t value() {
        if (position >= markCount) return fail(CJSON_TRUNCATED, count);
        size_t at = marks[position];
        uint8_t byte = bytes[at];
        switch (byte) {
        case '"': return string(at);
        case '{': return begin(CJSON_OBJECT, at, '}');
        case '[': return begin(CJSON_ARRAY, at, ']');
        case 't': return literal(at, "true", 4, CJSON_TRUE);
        case 'f': return literal(at, "false", 5, CJSON_FALSE);
        case 'n': return literal(at, "null", 4, CJSON_NULL);
        default: break;
        }
        if (byte == '-' || isDigit(byte)) return number(at);
        return fail(CJSON_UNEXPECTED, at);
    }

    // Moves to the next value: past the ends of containers, a comma, and the name of a member.
    int32_t next() {
        while (!open.empty()) {
            Open &inner = open.back();
            if (position >= markCount) return fail(CJSON_TRUNCATED, count);
            uint8_t byte = bytes[marks[position]];
            if (byte == inner.close) {
                if (int32_t code = close(inner)) return code;
                continue;
            }
            if (inner.count > 0) {
                if (byte != ',') return fail(CJSON_UNEXPECTED, marks[position]);
                position++;
            }
            inner.count++;
            return inner.close == '}' ? name() : CJSON_OK;
        }
        return CJSON_OK;
    }

    // The name of a member, and the colon behind it.
    int32_t name() {
        if (position >= markCount) return fail(CJSON_TRUNCATED, count);
        size_t at = marks[position];
        if (bytes[at] != '"') return fail(CJSON_UNEXPECTED, at);
        // Most names have no escape, and end where the colon stands.
        size_t limit = position + 1 < markCount ? marks[position + 1] : count;
        if (!contents.hasBackslash && limit < count && bytes[limit] == ':' && limit >= at + 2
            && bytes[limit - 1] == '"') {
            size_t length = limit - at - 2;
            push(CJSON_STRING, at, limit, uint32_t(length), uint32_t(at + 1), 0,
                 markOf(bytes + at + 1, length));
            position += 2;
            return CJSON_OK;
        }
        if (int32_t code = otherString(at, limit, true)) return code;
        if (position >= markCount) return fail(CJSON_TRUNCATED, count);
        at = marks[position];
        if (bytes[at] != ':') return fail(CJSON_UNEXPECTED, at);
        position++;
        return CJSON_OK;
    }

    int32_t begin(uint32_t kind, size_t at, uint8_t close) {
        if (open.size() >= maxDepth) return fail(CJSON_TOO_DEEP, at);
        open.push_back({uint32_t(parser.nodes.size()), 0, close});
        push(kind, at, 0);
        position++;
        return CJSON_OK;
    }

    // Ends the innermost container.
    int32_t close(const Open &inner) {
        cjson_node &node = parser.nodes[inner.node];
        node.end = uint32_t(marks[position] + 1);
        node.next = uint32_t(parser.nodes.size());
        node.count = inner.count;
        if (inner.close == '}') {
            size_t twin = duplicateName(parser, bytes, inner.node);
            if (twin != noPlace) return fail(CJSON_DUPLICATE_NAME, twin);
        }
        open.pop_back();
        position++;
        return CJSON_OK;
    }

    int32_t literal(size_t at, const char *word, size_t length, uint32_t kind) {
        if (count - at < length || std::memcmp(bytes + at, word, length) != 0
            || !endsToken(at + length))
            return fail(CJSON_UNEXPECTED, at);
        push(kind, at, at + length);
        position++;
        return CJSON_OK;
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
            return fail(CJSON_BAD_NUMBER, start);
        }
        if (at < count && bytes[at] == '.') {
            at++;
            if (!digits()) return fail(CJSON_BAD_NUMBER, start);
        }
        if (at < count && (bytes[at] == 'e' || bytes[at] == 'E')) {
            at++;
            if (at < count && (bytes[at] == '+' || bytes[at] == '-')) at++;
            if (!digits()) return fail(CJSON_BAD_NUMBER, start);
        }
        if (!endsToken(at)) return fail(CJSON_BAD_NUMBER, start);
        push(CJSON_NUMBER, start, at);
        position++;
        return CJSON_OK;
    }

    // A string that is no name.
    __attribute__((always_inline)) int32_t string(size_t start) {
        size_t limit = position + 1 < markCount ? marks[position + 1] : count;
        // Most strings have no escape, and end where the next mark stands.
        if (contents.hasBackslash || limit < start + 2 || bytes[limit - 1] != '"')
            return otherString(start, limit, false);
        position++;
        if (!endsToken(limit)) return fail(CJSON_UNEXPECTED, limit);
        push(CJSON_STRING, start, limit, uint32_t(limit - start - 2), uint32_t(start + 1));
        return CJSON_OK;
    }

    // Any string, which is given a mark where it is a name.
    __attribute__((noinline)) int32_t otherString(size_t start, size_t limit, bool isName) {
        // The closing quote is the last byte before the next mark that is no blank: the first stage
        // made sure that there is one, and marks whatever follows it.
        size_t at = start + 1;
        size_t end = limit - 1;
        while (end > start && isSpace(bytes[end])) end--;
        if (end <= start || bytes[end] != '"') return fail(CJSON_UNCLOSED_STRING, start);
        auto escape = static_cast<const uint8_t *>(std::memchr(bytes + at, '\\', end - at));
        position++;
        if (escape == nullptr) {
            if (!endsToken(end + 1)) return fail(CJSON_UNEXPECTED, end + 1);
            push(CJSON_STRING, start, end + 1, uint32_t(end - at), uint32_t(at), 0,
                 isName ? markOf(bytes + at, end - at) : 0);
            return CJSON_OK;
        }
        return decode(start, size_t(escape - bytes), limit, isName);
    }

    int32_t decode(size_t start, size_t firstEscape, size_t limit, bool isName) {
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
                if (int32_t code = unicode(at, limit)) return fail(code, at);
                continue;
            default: return fail(CJSON_BAD_ESCAPE, at);
            }
            at += 2;
        }
        if (!endsToken(at + 1)) return fail(CJSON_UNEXPECTED, at + 1);
        if (out.size() > UINT32_MAX) return fail(CJSON_TOO_LARGE, start);
        push(CJSON_STRING, start, at + 1, uint32_t(out.size() - text), uint32_t(text), 1,
             isName ? markOf(out.data() + text, out.size() - text) : 0);
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
};

#endif
