import Testing

/// How long things may be, that none is there twice, and that what is public is explained.
@Suite struct SizeRulesTests {
    private static let longestFunction = 60
    private static let medianLines = 120
    private static let copiedLines = 10

    @Test func `half of the files have at most 120 lines`() throws {
        let counts = try SourceFile.all(under: "Sources").map(\.lines.count).sorted()
        #expect(counts[counts.count / 2] <= SizeRulesTests.medianLines)
    }

    @Test func `no function is longer than 60 lines`() throws {
        for file in try SourceFile.all(under: "Sources") {
            for (first, count) in SizeRulesTests.functions(in: file.code)
            where count > SizeRulesTests.longestFunction {
                Issue.record("\(file.path):\(first + 1) has \(count) lines")
            }
        }
    }

    @Test func `functions are measured from their first line to their last`() {
        let code = [
            "protocol P {", "    func a(_ body: () -> Void)", "    var b: Int { get }", "}",
            "func c(", "    _ body: () -> Void = {},", "    d: Int", ") -> Int {",
            "    if d > 0 { return 1 }", "    return 2", "}",
        ]
        let found = SizeRulesTests.functions(in: code)
        #expect(found.map(\.first) == [4])
        #expect(found.map(\.count) == [7])
    }

    /// The first line and the number of lines of each function and initializer with a body.
    private static func functions(in code: [String]) -> [(first: Int, count: Int)] {
        code.indices.compactMap { first in
            let words = code[first].split { " (<?".contains($0) }
            let place = words.firstIndex { ["func", "init", "subscript"].contains($0) }
            guard let place,
                words[..<place].allSatisfy({ $0.first?.isLetter == true || $0.first == "@" })
            else { return nil }
            var brackets = 0
            var braces = 0
            for line in first..<code.count {
                for character in code[line] {
                    switch character {
                    case "(", "[": brackets += 1
                    case ")", "]": brackets -= 1
                    case "{" where brackets == 0 || braces > 0: braces += 1
                    case "}" where brackets == 0 && braces == 0: return nil
                    case "}" where braces > 0:
                        braces -= 1
                        if braces == 0 { return (first, line - first + 1) }
                    default: continue
                    }
                }
                let isNext = line + 1 < code.count && braces == 0 && brackets == 0
                if isNext && !continues(code[line + 1]) { return nil }
            }
            return nil
        }
    }

    /// Whether a line goes on with the head of a function.
    private static func continues(_ line: String) -> Bool {
        let text = line.drop { $0 == " " }
        return ["where", "{", "->", ")", "async", "throws"].contains { text.hasPrefix($0) }
    }

    @Test func `what is public says what it is`() throws {
        for file in try SourceFile.all(under: "Sources") {
            for (index, line) in file.code.enumerated() where SizeRulesTests.isPublic(line) {
                let above = file.lines[..<index].last { !$0.drop { $0 == " " }.hasPrefix("@") }
                let isExplained = above?.drop { $0 == " " }.hasPrefix("///") == true
                #expect(isExplained, "\(file.path):\(index + 1): \(line)")
            }
        }
    }

    private static func isPublic(_ line: String) -> Bool {
        let words = line.split(separator: " ")
        guard let place = words.firstIndex(of: "public"), place + 1 < words.count else {
            return false
        }
        return words[..<place].allSatisfy { $0.hasPrefix("@") }
            && !["import", "extension"].contains(words[place + 1])
    }

    @Test func `no ten lines are there twice`() throws {
        var places: [[Substring]: String] = [:]
        for file in try SourceFile.all(under: "Sources") {
            let lines = zip(file.lines, file.code).enumerated().compactMap { index, line in
                let text = line.0.drop { $0 == " " }
                let isCode = !line.1.allSatisfy { $0 == " " } && !text.contains("import ")
                return isCode ? (number: index + 1, text: text) : nil
            }
            for start in lines.indices.dropLast(SizeRulesTests.copiedLines - 1) {
                let block = lines[start..<(start + SizeRulesTests.copiedLines)]
                let place = "\(file.path):\(lines[start].number)"
                if let other = places.updateValue(place, forKey: block.map(\.text)) {
                    Issue.record("\(other) is at \(place) again")
                }
            }
        }
    }
}
