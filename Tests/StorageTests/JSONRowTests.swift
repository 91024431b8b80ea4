import Records
import Storage
import Testing

@Suite struct JSONRowTests {
    private func read(
        _ text: String, _ layout: JSONRowLayout
    ) throws -> (rows: [JSONRow], broken: [JSONRowFault]) {
        var rows: [JSONRow] = []
        var broken: [JSONRowFault] = []
        try JSONReader.forEachRow(in: Array(text.utf8), file: "f", layout: layout) { outcome in
            switch outcome {
            case .success(let row): rows.append(row)
            case .failure(let fault): broken.append(fault)
            }
        }
        return (rows, broken)
    }

    struct Case {
        var layout: JSONRowLayout
        var text: String
    }

    @Test(arguments: [
        Case(layout: .lines, text: "{\"q\": \"a\" , \"n\":1.10}\n\n{ \"q\":\"\\u00e9\"}\r\n"),
        Case(layout: .document(), text: "[{\"q\": \"a\" , \"n\":1.10},\n\n { \"q\":\"\\u00e9\"} ]"),
        Case(
            layout: .document(path: ["data", "rows"]),
            text:
                "{\"v\":[1],\"data\":{\"rows\":[{\"q\": \"a\" , \"n\":1.10},\n\n{ \"q\":\"\\u00e9\"}]}}"
        ),
        Case(
            layout: .document(),
            text: "{\"x\":{\"q\": \"a\" , \"n\":1.10},\n\n\"y\":{ \"q\":\"\\u00e9\"}}"),
        Case(
            layout: .lines,
            text: "\u{FEFF}{\"q\": \"a\" , \"n\":1.10}\n\n{ \"q\":\"\\u00e9\"}"),
    ])
    func rowsKeepTheirText(_ each: Case) throws {
        let (rows, broken) = try read(each.text, each.layout)
        #expect(broken.isEmpty)
        try #require(rows.count == 2)
        #expect(rows.map(\.line) == [1, 3])
        #expect(rows.map(\.index) == [0, 1])
        #expect(rows[0]["q"] == "a")
        #expect(rows[1]["q"] == "é")
        #expect(rows[0].text == "{\"q\": \"a\" , \"n\":1.10}")
        #expect(rows[0].text(of: "n") == "1.10")
        #expect(rows[1].text(of: "q") == "\"\\u00e9\"")
        #expect(rows[1].text(of: "n") == nil)
        #expect(rows[0].fields(besides: JSONNames(["q"])) == [.init(name: "n", json: "1.10")])
        #expect(rows[0].names == ["q", "n"])
    }

    struct Plain: Sendable, CustomTestStringConvertible {
        var name: String
        var member: String?
        var orElement: String?
        var testDescription: String { name }
    }

    @Test(arguments: [
        Plain(name: "a", member: "x y", orElement: "x y"), Plain(name: "b", orElement: "z"),
        Plain(name: "two"), Plain(name: "none"), Plain(name: "deep"), Plain(name: "n"),
        Plain(name: "null"), Plain(name: "escaped"), Plain(name: "of escaped"),
        Plain(name: "missing"), Plain(name: "empty", member: "", orElement: ""),
        Plain(name: "o"), Plain(name: "x\n", member: "named", orElement: "named"),
        // Names are equal as Swift's texts are, on both sides.
        Plain(name: "e\u{301}", member: "3", orElement: "3"),
        Plain(name: "K", member: "4", orElement: "4"),
        Plain(name: "\u{212A}", member: "4", orElement: "4"),
    ])
    func `a plain text is a member without escapes, or the only element of one`(
        given: Plain
    ) throws {
        let text =
            #"{"a": "x y" , "b": ["z"], "two": ["z", "z"], "none": [], "deep": [["z"]], "n": 1, "#
            + #""null": null, "escaped": "x\u0000", "of escaped": ["\n"], "empty": "", "#
            + #""o": {"a": "z"}, "x\n": "named", "\u00e9": "3", "\u212a": "4"}"#
        let row = try #require(try read(text, .single).rows.first)
        let name = JSONName(given.name)
        #expect(row.plainText(of: name) == given.member)
        #expect(row.plainText(of: name, orOnlyElement: true) == given.orElement)
    }

    @Test(arguments: ["[\"a\"]", "\"a\"", "1"])
    func `a row without names has no plain text`(text: String) throws {
        let row = try #require(try read(text, .single).rows.first)
        #expect(row.plainText(of: JSONName("0")) == nil)
        #expect(row.plainText(of: JSONName("a"), orOnlyElement: true) == nil)
    }

    struct Part: Sendable, CustomTestStringConvertible {
        var path: [String]
        var found: String
        var testDescription: String { path.joined(separator: ".") }
    }

    @Test(arguments: [
        Part(path: [], found: "whole"), Part(path: ["a", "1", "b"], found: "2"),
        Part(path: ["a", "01", "b"], found: "2"), Part(path: ["a", "2"], found: "nowhere"),
        Part(path: ["a", "-1"], found: "nowhere"), Part(path: ["a", "b"], found: "list 1"),
        Part(path: ["a", "0", "b"], found: "nowhere"), Part(path: ["n"], found: "null"),
        Part(path: ["n", "x"], found: "after null"), Part(path: ["c", "0"], found: "nowhere"),
        // Names are equal as Swift's texts are, on both sides.
        Part(path: ["e\u{301}"], found: "3"), Part(path: ["K"], found: "4"),
        Part(path: ["\u{212A}"], found: "4"), Part(path: ["long name, over 15 bytes"], found: "5"),
    ])
    func `a path leads to a value or says why not`(given: Part) throws {
        let text =
            #"{"a": [1, {"b": 2}], "c": {}, "n": null, "\u00e9": 3, "\u212a": 4, "#
            + #""long name, over 15 bytes": 5}"#
        let row = try #require(try read(text, .single).rows.first)
        let found =
            switch row.part(at: given.path) {
            case .value(.number(let text)): text
            case .value(.null): "null"
            case .value: "whole"
            case .list(_, let step): "list \(step)"
            case .afterNull: "after null"
            case .nowhere: "nowhere"
            }
        #expect(found == given.found)
        #expect(row.value.objectValue?.count == 6 && row.kind == .object)
    }

    @Test func `a row that is kept stays as it was while others are read`() throws {
        let lines = (0..<50).map { #"{"n": "row \#($0)", "e": "\u00e9\#($0)"}"# }
        var kept: [JSONRow] = []
        let source = Array(lines.joined(separator: "\n").utf8)
        try JSONReader.forEachRow(in: source, file: "f", layout: .lines) { outcome in
            let row = try? outcome.get()
            if let row, row.index % 3 == 1 { kept.append(row) }
        }
        #expect(kept.map(\.index) == Array(stride(from: 1, to: 50, by: 3)))
        for row in kept {
            #expect(row.text == lines[row.index] && row.line == row.index + 1)
            #expect(row["n"] == .string("row \(row.index)"))
            #expect(row["e"] == .string("é\(row.index)"))
        }
    }

    /// Names of all lengths, of which the parser compares only those that may be the same.
    @Test(arguments: [2, 3, 12, 13, 40])
    func `a name that stands twice among many is found`(count: Int) throws {
        let names = (0..<count).map { "name of a member \($0 * 7 % count)" }
        for twice in [0, count / 2, count - 1] {
            let members = (names + [names[twice]]).map { "\"\($0)\": 1" }
            let broken = try read("{\(members.joined(separator: ","))}", .lines).broken
            #expect(broken.map(\.reason) == ["duplicate_json_key"])
        }
        let members = names.map { "\"\($0)\": 1" }
        #expect(try read("{\(members.joined(separator: ","))}", .lines).broken.isEmpty)
    }

    @Test func rowsOfAnObjectKnowTheirName() throws {
        let rows = try read(#"{"x":{"q":1},"y":[2]}"#, .document()).rows
        #expect(rows.map(\.key) == ["x", "y"])
        #expect(rows[1].value == [2])
    }

    struct Broken {
        var row: String
        var reason: String
    }

    @Test(arguments: [
        Broken(row: #"{"a":1,"a":2}"#, reason: "duplicate_json_key"),
        Broken(row: #"{"a":NaN}"#, reason: "bad_json"),
        Broken(row: #"{"a":01}"#, reason: "bad_json"),
        Broken(row: #"{"a":"\q"}"#, reason: "bad_json"),
        Broken(row: #"{"a":"\ud800 \" x"}"#, reason: "bad_encoding"),
        Broken(row: #"{"a":nul}"#, reason: "bad_json"),
    ])
    func aBrokenRowLeavesTheOthers(_ each: Broken) throws {
        let good = #"{"a":3}"#
        let layouts: [(JSONRowLayout, String)] = [
            (.lines, [good, each.row, good].joined(separator: "\n")),
            (.document(), "[" + [good, each.row, good].joined(separator: ",\n") + "]"),
        ]
        for (layout, text) in layouts {
            let (rows, broken) = try read(text, layout)
            #expect(rows.map(\.index) == [0, 2])
            #expect(rows.map(\.line) == [1, 3])
            #expect(broken.map(\.index) == [1])
            #expect(broken.map(\.reason) == [each.reason])
            #expect(broken.first?.fault.location?.line == 2)
        }
    }

    @Test(arguments: [
        Case(layout: .lines, text: ""), Case(layout: .lines, text: " \n\n"),
        Case(layout: .lines, text: "[\n{}\n]"), Case(layout: .document(), text: "[{},{}"),
        Case(layout: .document(), text: "3"), Case(layout: .document(path: ["a"]), text: "{}"),
        Case(layout: .document(), text: "[{]"),
    ])
    func aFileThatIsNoTableIsAFault(_ each: Case) throws {
        #expect(throws: Fault.self) { try read(each.text, each.layout) }
    }

    /// Any change of one byte gives rows, broken rows or a fault, and row numbers without a gap.
    @Test func noBrokenByteCrashes() throws {
        let text = Array(
            #"[{"a":[1.5,"\u00e9\ud83d\ude42\n"],"b":nul},{"a":"x","c":{}},[true]]"#.utf8)
        var broken = 0
        for index in text.indices {
            for byte in [0, 9, 0x22, 0x5C, 0x5B, 0x7D, 0x2C, 0x31, 0x75, 0x80, 0xFF] as [UInt8] {
                var changed = text
                changed[index] = byte
                var seen: [Int] = []
                try? JSONReader.forEachRow(in: changed, file: "f", layout: .document()) { outcome in
                    switch outcome {
                    case .success(let row): seen.append(row.index)
                    case .failure(let fault):
                        seen.append(fault.index)
                        broken += 1
                    }
                }
                #expect(seen == Array(seen.indices))
            }
        }
        #expect(broken > text.count)
    }

    @Test func whatIsNotTextIsNamed() throws {
        let starts: [[UInt8]] = [[0xFF, 0xFE, 0x5B, 0], [0xFE, 0xFF, 0, 0x5B], [0x1F, 0x8B, 8]]
        for bytes in starts {
            let fault = #expect(throws: Fault.self) {
                try JSONReader.forEachRow(in: bytes, file: "f", layout: .lines) { _ in }
            }
            #expect(fault?.remedy != nil)
        }
    }
}
