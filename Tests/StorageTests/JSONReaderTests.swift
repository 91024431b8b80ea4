import Records
import Storage
import Testing

@Suite struct JSONReaderTests {
    @Test(arguments: [
        "null", "true", "[]", "{}", "0", "-0", "1.10", "1E+400", "123456789012345678901234567890",
        #""""#, #"{"b":[1,{"c":null}],"a":"x"}"#, #"["é🙂"]"#, "[[[[[1]]]]]",
        #"{"":{"":""}}"#,
    ])
    func compactTextComesBack(text: String) throws {
        #expect(try JSONReader.parse(Array(text.utf8), file: "f").serialized == text)
    }

    struct Escape {
        var json: String
        var text: String
    }

    @Test(arguments: [
        Escape(json: #""\"\\\/\b\f\n\r\t""#, text: "\"\\/\u{8}\u{C}\n\r\t"),
        Escape(json: #""\u0041\u00e9\u20AC\ud83d\ude42""#, text: "Aé€🙂"),
        Escape(json: #""a\u0000b""#, text: "a\0b"),
        Escape(json: #""before \\ and \" after""#, text: #"before \ and " after"#),
        Escape(json: #""\\""#, text: #"\"#),
    ])
    func escapesAreDecoded(_ each: Escape) throws {
        #expect(try JSONReader.parse(Array(each.json.utf8), file: "f") == .string(each.text))
    }

    @Test func spaceAndAByteOrderMarkAreSkipped() throws {
        let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array(" \r\n\t[ 1 , 2 ] \n".utf8)
        #expect(try JSONReader.parse(bytes, file: "f") == [1, 2])
    }

    /// A broken text; ⌖ marks where the fault must point.
    struct Broken: CustomTestStringConvertible {
        var text: String
        var says: String
        var testDescription: String { text.debugDescription }
    }

    @Test(arguments: [
        Broken(text: "⌖", says: "no JSON value"),
        Broken(text: "⌖ \n ", says: "no JSON value"),
        Broken(text: "[1, 2⌖", says: "ends inside"),
        Broken(text: #"{"a":⌖"#, says: "ends inside"),
        Broken(text: #"{"a"⌖"#, says: "ends inside"),
        Broken(text: #"["abc", ⌖"def]"#, says: "does not end"),
        Broken(text: "[1] ⌖[2]", says: "follows after"),
        Broken(text: "{} ⌖x", says: "follows after"),
        Broken(text: "[1 ⌖2]", says: "not JSON"),
        Broken(text: "[1,⌖]", says: "not JSON"),
        Broken(text: "[⌖,1]", says: "not JSON"),
        Broken(text: "[1⌖}", says: "not JSON"),
        Broken(text: #"{"a":1,⌖}"#, says: "not JSON"),
        Broken(text: "{⌖1:2}", says: "not JSON"),
        Broken(text: #"{"a"⌖,1}"#, says: "not JSON"),
        Broken(text: "[⌖'a']", says: "not JSON"),
        Broken(text: "[⌖nul]", says: "not JSON"),
        Broken(text: "[⌖nullx]", says: "not JSON"),
        Broken(text: "[⌖NaN]", says: "not JSON"),
        Broken(text: "[⌖-Infinity]", says: "not a JSON number"),
        Broken(text: "[⌖01]", says: "not a JSON number"),
        Broken(text: "[⌖1.]", says: "not a JSON number"),
        Broken(text: "[⌖.5]", says: "not JSON"),
        Broken(text: "[⌖1e]", says: "not a JSON number"),
        Broken(text: "[⌖1x]", says: "not a JSON number"),
        Broken(text: "[⌖+1]", says: "not JSON"),
        Broken(text: "{\"é\":\n  \"a⌖\tb\"}", says: "control character"),
        Broken(text: "[\"é\",\n \"ab⌖\\x\"]", says: "escape"),
        Broken(text: #"["⌖\u12"]"#, says: "escape"),
        Broken(text: #"["⌖\ud83d"]"#, says: "surrogate"),
        Broken(text: #"["⌖\ud83d\u0041"]"#, says: "surrogate"),
        Broken(text: #"["⌖\ude42"]"#, says: "surrogate"),
        Broken(text: #"["a"⌖"b"]"#, says: "not JSON"),
        Broken(text: "{\"a\":1,\n\"b\":2,\n⌖\"a\":3}", says: "twice"),
        Broken(text: #"{"a":1,⌖"\u0061":3}"#, says: "twice"),
        Broken(text: "// a\n⌖", says: "not JSON"),
    ])
    func faultsPointAtThePlace(_ each: Broken) throws {
        var line = 1
        var column = 1
        for scalar in each.text.unicodeScalars {
            if scalar == "⌖" { break }
            if scalar == "\n" {
                line += 1
                column = 1
            } else {
                column += 1
            }
        }
        let text = String(each.text.unicodeScalars.filter { $0 != "⌖" })
        let fault = #expect(throws: Fault.self) {
            try JSONReader.parse(Array(text.utf8), file: "f.json")
        }
        #expect(fault?.message.contains(each.says) == true, "\(fault as Any)")
        // A comment begins the text; where it is found depends on its first mark.
        guard !text.hasPrefix("//") else { return }
        let place = SourceLocation(file: "f.json", line: line, column: column)
        #expect(fault?.location == place)
    }

    @Test(
        arguments: [
            [0x22, 0xC0, 0xAF, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xFF, 0x22],
            [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x22, 0xE2, 0x82], [0x22, 0xE2, 0x82, 0x22],
        ] as [[UInt8]])
    func whatIsNotUTF8IsRefused(bytes: [UInt8]) throws {
        let fault = #expect(throws: Fault.self) { try JSONReader.parse(bytes, file: "f") }
        #expect(fault?.message.contains("UTF-8") == true)
        #expect(fault?.location?.column == 2)
    }

    @Test func depthIsBounded() throws {
        func nested(_ depth: Int) -> [UInt8] {
            Array(
                (String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
        }
        #expect(throws: Never.self) { try JSONReader.parse(nested(64), file: "f") }
        for depth in [65, 1_000_000] {
            let fault = #expect(throws: Fault.self) {
                try JSONReader.parse(nested(depth), file: "f")
            }
            #expect(fault?.location?.column == 65)
        }
    }

    @Test func manyMembersAreComparedToo() throws {
        let members = (0..<5000).map { "\"k\($0)\":\($0)" }
        let good = "{" + members.joined(separator: ",") + "}"
        #expect(try JSONReader.parse(Array(good.utf8), file: "f")["k4999"]?.integerValue == 4999)
        let bad = "{" + members.joined(separator: ",") + ",\"k17\":0}"
        #expect(throws: Fault.self) { try JSONReader.parse(Array(bad.utf8), file: "f") }
    }

    /// Any change of one byte gives a value or a fault, and what is accepted reads back the same.
    @Test func noBrokenByteCrashes() throws {
        let text = Array(#"{"a":[1.5,-2e3,"é\u00e9\n"],"b":{"c":null,"d":true},"e":"🙂"}"#.utf8)
        var accepted = 0
        for index in text.indices {
            for byte in [0, 9, 0x22, 0x5C, 0x5B, 0x7D, 0x2C, 0x31, 0x80, 0xC3, 0xFF] as [UInt8] {
                var changed = text
                changed[index] = byte
                guard let value = try? JSONReader.parse(changed, file: "f") else { continue }
                accepted += 1
                let again = try JSONReader.parse(Array(value.serialized.utf8), file: "f")
                #expect(again == value)
            }
            _ = try? JSONReader.parse(Array(text[..<index]), file: "f")
        }
        #expect(accepted > 0)
    }
}
