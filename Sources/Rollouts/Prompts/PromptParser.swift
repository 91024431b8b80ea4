import Records

/// Reads a prompt template.
struct PromptParser {
    private static let deepest = 8

    private let source: String
    private let name: String
    private var index: String.Index
    /// Whether white space at the front of the next text is dropped (`-%}`).
    private var trimsNext = false
    private var depth = 0
    private var loopName: String?

    init(_ source: String, name: String) {
        // As Jinja: a template's last line end is not part of it.
        self.source = source.hasSuffix("\n") ? String(source.dropLast()) : source
        self.name = name
        index = self.source.startIndex
    }

    /// The whole template.
    mutating func template() throws(Fault) -> [PromptNode] {
        let (nodes, end) = try block(until: [])
        precondition(end == nil, "nothing ends a template but its end")
        guard nodes.contains(where: { $0.uses(.content) || $0.uses(.question) }) else {
            throw Fault(
                .badInput, "the template has no place for the question",
                remedy: "write `{{ content }}` where it belongs", location: place(source.startIndex)
            )
        }
        return nodes
    }

    /// Nodes up to one of some words in `{% … %}`, or to the end where there are none.
    private mutating func block(
        until ends: [String]
    ) throws(Fault) -> (nodes: [PromptNode], end: String?) {
        var nodes: [PromptNode] = []
        let start = index
        while index < source.endIndex {
            guard let (opening, tag) = nextTag() else {
                text(source[index...], into: &nodes)
                index = source.endIndex
                break
            }
            text(source[index..<opening], into: &nodes)
            index = opening
            let words = try inside(tag)
            if tag == .place {
                nodes.append(try self.place(words, opening))
            } else if tag == .statement {
                if let word = words.first, ends.contains(word), words.count == 1 {
                    return (nodes, word)
                }
                nodes.append(try statement(words, opening))
            }
        }
        if !ends.isEmpty {
            throw fault("the template ends before `\(ends[ends.count - 1])`", start)
        }
        return (nodes, nil)
    }

    private enum Tag: String, CaseIterable {
        case place = "{{"
        case statement = "{%"
        case comment = "{#"

        var closing: String {
            switch self {
            case .place: "}}"
            case .statement: "%}"
            case .comment: "#}"
            }
        }
    }

    private func nextTag() -> (String.Index, Tag)? {
        var at = index
        while let brace = source[at...].firstIndex(of: "{") {
            if let tag = Tag.allCases.first(where: { source[brace...].hasPrefix($0.rawValue) }) {
                return (brace, tag)
            }
            at = source.index(after: brace)
        }
        return nil
    }

    /// The words of the tag that the index is at; the index moves behind it.
    private mutating func inside(_ tag: Tag) throws(Fault) -> [String] {
        let opening = index
        index = source.index(index, offsetBy: 2)
        guard let closing = source[index...].firstRange(of: tag.closing) else {
            throw fault("`\(tag.rawValue)` is never closed; expected `\(tag.closing)`", opening)
        }
        var inner = source[index..<closing.lowerBound]
        if inner.hasPrefix("-") { inner = inner.dropFirst() }
        trimsNext = inner.hasSuffix("-")
        if trimsNext { inner = inner.dropLast() }
        index = closing.upperBound
        // A bar stands by itself, with or without spaces around it.
        return inner.split(separator: "|", omittingEmptySubsequences: false)
            .map { $0.split(whereSeparator: \.isWhitespace).map(String.init) }
            .joined(separator: ["|"]).map(\.self)
    }

    private mutating func text(_ part: Substring, into nodes: inout [PromptNode]) {
        var kept = trimsNext ? part.drop(while: \.isWhitespace) : part
        trimsNext = false
        // `{%-` takes the white space before it.
        if part.endIndex < source.endIndex {
            let inner = source.index(part.endIndex, offsetBy: 2)
            if inner < source.endIndex, source[inner] == "-" {
                while kept.last?.isWhitespace == true { kept.removeLast() }
            }
        }
        if !kept.isEmpty { nodes.append(.text(String(kept))) }
    }

    private func place(_ words: [String], _ at: String.Index) throws(Fault) -> PromptNode {
        let parts = words.split(separator: "|", omittingEmptySubsequences: false)
        guard let first = parts.first, first.count == 1, let word = first.first else {
            throw fault("`{{ }}` holds no value; expected one name", at)
        }
        let subject: PromptNode.Subject
        if let value = PromptValue(rawValue: word) {
            subject = .value(value)
        } else if word == loopName {
            subject = .choice
        } else if word == "loop.index", loopName != nil {
            subject = .number
        } else {
            throw fault("there is no value `\(word)`; there are \(PromptParser.known)", at)
        }
        var filters: [PromptNode.Filter] = []
        for part in parts.dropFirst() {
            guard part.count == 1, let filter = part.first.flatMap(PromptNode.Filter.init) else {
                throw fault(
                    "there is no filter `\(part.joined(separator: " "))`; there are `trim` and "
                        + "`letter`", at)
            }
            if filter == .letter, subject != .number {
                throw fault("the filter `letter` takes `loop.index` alone", at)
            }
            filters.append(filter)
        }
        return .place(subject, filters)
    }

    private mutating func statement(
        _ words: [String], _ at: String.Index
    ) throws(Fault) -> PromptNode {
        depth += 1
        defer { depth -= 1 }
        if depth > PromptParser.deepest {
            throw fault("statements stand more than \(PromptParser.deepest) deep", at)
        }
        if words.count == 2, words[0] == "if" {
            guard let value = PromptValue(rawValue: words[1]) else {
                throw fault("there is no value `\(words[1])`; there are \(PromptParser.known)", at)
            }
            let (first, end) = try block(until: ["else", "endif"])
            let second = end == "else" ? try block(until: ["endif"]).nodes : []
            return .condition(value, first, second)
        }
        if words.count == 4, words[0] == "for", words[2] == "in", words[3] == "choices" {
            guard loopName == nil, PromptValue(rawValue: words[1]) == nil else {
                throw fault("the loop's name `\(words[1])` is taken, or it is inside a loop", at)
            }
            loopName = words[1]
            defer { loopName = nil }
            return .loop(try block(until: ["endfor"]).nodes)
        }
        throw fault(
            "`\(words.joined(separator: " "))` is no statement; there are `if VALUE`, `else`, "
                + "`endif`, `for NAME in choices` and `endfor`", at)
    }

    private static let known = PromptValue.allCases.map { "`\($0.rawValue)`" }
        .joined(separator: ", ")

    private func fault(_ message: String, _ at: String.Index) -> Fault {
        Fault(
            .badInput, message,
            remedy: "the templates' language is described in docs/rollouts.md",
            location: place(at))
    }

    private func place(_ at: String.Index) -> SourceLocation {
        let before = source[..<at]
        let line = before.count { $0.isNewline } + 1
        let start = before.lastIndex(where: \.isNewline).map { source.index(after: $0) }
        let column = source[(start ?? source.startIndex)..<at].unicodeScalars.count + 1
        return SourceLocation(file: name, line: line, column: column)
    }
}
