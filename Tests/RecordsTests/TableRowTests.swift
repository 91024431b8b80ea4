import Testing

@testable import Records

@Suite("Records as rows")
struct TableRowTests {
    static let digest = Digest(bytes: (0..<32).map { UInt8($0 * 7) })

    @Test("a question reads back as it was, unknown fields byte for byte")
    func question() throws {
        let question = Question(
            id: "a/1", source: "s", split: "train", capability: .reasoning, text: "wie viele?\n",
            answer: "1.10", choices: ["1.10", "no"], keywords: ["nw red circle"], target: nil,
            textOnlyTarget: "x",
            pictures: [
                Picture(
                    digest: TableRowTests.digest, format: .png, width: 3, height: 4,
                    shard: "train-00000", offset: 512, byteCount: 99)
            ],
            extra: [.init(name: "n", json: "1.50e3"), .init(name: "o", json: #"{"a" : [1, 2]}"#)])
        #expect(try Question(json: question.json) == question)
    }

    @Test("a missing or mistyped column is named")
    func columns() {
        let missing = #expect(throws: Fault.self) {
            try Rollout(json: ["question": "a"])
        }
        #expect(missing?.message == "the column `draw` is missing")
        let mistyped = #expect(throws: Fault.self) {
            try Rollout(json: ["question": "a", "draw": "one"])
        }
        #expect(mistyped?.message.contains(#"`draw` holds "one""#) == true)
    }

    @Test("an accounting balances only if nothing is lost; sums keep order out")
    func accounting() throws {
        let first = Accounting(inputs: 5, outputs: 3, rejects: ["a": 2])
        let second = Accounting(inputs: 4, outputs: 2, rejects: ["a": 1, "b": 1])
        #expect(first.balances && (first + second).balances)
        #expect(first + second == second + first)
        #expect((first + second).rejects == ["a": 3, "b": 1])
        #expect(!Accounting(inputs: 2, outputs: 1).balances)
        #expect(try Accounting(json: first.json) == first)
    }

    @Test("a digest is its hexadecimal text and its bytes")
    func digests() {
        let digest = TableRowTests.digest
        #expect(Digest(hex: digest.hex) == digest)
        #expect(Digest(bytes: digest.bytes) == digest)
        #expect(Digest(hex: digest.hex.uppercased()) == digest)
        for text in [
            "", "0", String(digest.hex.dropLast()), digest.hex + "00", "g" + digest.hex.dropFirst(),
        ] {
            #expect(Digest(hex: text) == nil, "\(text)")
        }
    }

    @Test("strings are escaped, members keep their order, canonical form sorts them")
    func json() {
        let value: JSONValue = ["b": "a\"\\\n\u{1}\u{7F}é", "a": [1, true, .null]]
        #expect(value.serialized == #"{"b":"a\"\\\n\u0001\u007fé","a":[1,true,null]}"#)
        #expect(value.canonical.serialized.hasPrefix(#"{"a":"#))
    }

    @Test(
        "a character that needs an escape gets it wherever it stands, and no other does",
        arguments: [
            ("\"", #"\""#), ("\\", #"\\"#), ("\n", #"\n"#), ("\0", #"\u0000"#),
            ("\u{1F}", #"\u001f"#), ("\u{7F}", #"\u007f"#), (" ", " "), ("!", "!"), ("#", "#"),
            ("[", "["), ("]", "]"), ("~", "~"), ("\u{80}", "\u{80}"), ("\u{10FFFF}", "\u{10FFFF}"),
        ])
    func escapes(_ text: String, _ escaped: String) {
        for before in 0..<20 {
            for after in [0, 1, 7, 8, 9] {
                let (start, end) = (
                    String(repeating: "a", count: before), String(repeating: "é", count: after)
                )
                let value = JSONValue.string(start + text + end + text)
                #expect(value.serialized == "\"\(start)\(escaped)\(end)\(escaped)\"")
            }
        }
    }
}
