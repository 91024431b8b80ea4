import Records
import Testing

@testable import Manifests

@Suite struct ValueTypeTests {
    private func read<Value>(_ type: ValueType<Value>, _ text: String) -> Value? {
        guard let node = YAMLDocument(Array("v: \(text)".utf8), file: "x").root?["v"] else {
            return nil
        }
        var decoding = Decoding()
        let value = type.decode(node, "v", &decoding)
        // A value or a fault, never neither and never both.
        #expect((value == nil) == !decoding.faults.isEmpty)
        return value
    }

    @Test(arguments: ["no", "1.10", "~", "on", "0x10", "null", "2024-01-01", "010", "1e3", "y"])
    func `text stays as written`(_ text: String) {
        #expect(read(.text, text) == text)
        #expect(read(.someText, text) == text)
        #expect(read(.optional(.text), text) == .some(text))
        #expect(read(.list(of: .text), "[\(text)]") == [text])
    }

    struct Number: Sendable {
        var text: String
        var value: Int?
    }

    @Test(arguments: [
        Number(text: "0", value: 0), Number(text: "600", value: 600),
        Number(text: "-5", value: -5), Number(text: "010"), Number(text: "1_000"),
        Number(text: "0x10"), Number(text: "1e3"), Number(text: "1.0"), Number(text: "'600'"),
        Number(text: "+5"), Number(text: "--5"), Number(text: "1001"), Number(text: "-6"),
        Number(text: "99999999999999999999"), Number(text: "~"), Number(text: "[1]"),
        Number(text: "six"), Number(text: "٣"),
    ])
    func `whole numbers are written in one way`(_ number: Number) {
        #expect(read(.integer(from: -5, to: 1000), number.text) == number.value)
    }

    @Test func `seeds take all bits`() {
        #expect(
            read(ValueType<UInt64>.integer(from: 0, to: .max), "18446744073709551615") == .max)
        #expect(read(ValueType<UInt64>.integer(from: 0, to: .max), "18446744073709551616") == nil)
    }

    struct Real: Sendable {
        var text: String
        var value: Double?
    }

    @Test(arguments: [
        Real(text: "0.5", value: 0.5), Real(text: "1", value: 1), Real(text: "1e-4", value: 1e-4),
        Real(text: "3.0E2", value: 300), Real(text: "-0.0", value: 0), Real(text: ".nan"),
        Real(text: "nan"), Real(text: ".inf"), Real(text: "inf"), Real(text: "1e999"),
        Real(text: "0x1p3"), Real(text: "1,5"), Real(text: "'0.5'"), Real(text: "-1"),
        Real(text: "00.5"), Real(text: "e5"), Real(text: "1e400"), Real(text: "-"),
    ])
    func `real numbers are finite decimals`(_ real: Real) {
        #expect(read(.real(from: 0, to: 1000), real.text) == real.value)
    }

    @Test func `bounds are kept`() {
        #expect(read(.real(above: 0), "0") == nil)
        #expect(read(.real(above: 0), "1e-9") == 1e-9)
        #expect(read(.real(to: 1), "1") == 1)
        #expect(read(.real(to: 1), "1.0001") == nil)
    }

    @Test(arguments: ["yes", "no", "on", "True", "1", "'true'", "~"])
    func `only true and false are truth values`(_ text: String) {
        #expect(read(.bool, text) == nil)
        #expect(read(.bool, "true") == true)
        #expect(read(.bool, "false") == false)
    }

    struct Size: Sendable {
        var text: String
        var value: Int?
    }

    @Test(arguments: [
        Size(text: "4096", value: 4096), Size(text: "64MiB", value: 64 << 20),
        Size(text: "64 MiB", value: 64 << 20), Size(text: "1GB", value: 1_000_000_000),
        Size(text: "1kB", value: 1000), Size(text: "1KiB", value: 1024), Size(text: "7B", value: 7),
        Size(text: "'2TiB'", value: 2 << 40), Size(text: "0"), Size(text: "1.5GB"),
        Size(text: "-1MB"), Size(text: "MiB"), Size(text: "64mb"), Size(text: "1 000"),
        Size(text: "9999999999TiB"), Size(text: "99999999999999999999"),
    ])
    func `byte counts may have a unit`(_ size: Size) {
        #expect(read(.byteCount(from: 1), size.text) == size.value)
    }

    @Test func `no value is read where one is optional`() {
        #expect(read(.optional(.integer(from: 1)), "~") == .some(Int?.none))
        #expect(read(.optional(.integer(from: 1)), "") == .some(Int?.none))
        #expect(read(.optional(.integer(from: 1)), "'~'") == nil)
        #expect(read(.optional(.integer(from: 1)), "5") == .some(5))
    }

    @Test(arguments: ["Quick", "a b", "a.b", "a/b", "../x", "''", "é", "[a]"])
    func `names are fit for paths`(_ text: String) {
        #expect(read(.name, text) == nil)
        #expect(read(.name, "quick-start_2") == "quick-start_2")
    }

    @Test func `lists have their least length and nothing twice`() {
        #expect(read(.list(of: .name, minimum: 1), "[]") == nil)
        #expect(read(.list(of: .name), "[]") == [])
        var decoding = Decoding()
        let node = YAMLDocument(Array("[a, b, a]".utf8), file: "x").root
        if let node {
            _ = ValueType<[String]>.list(of: .name, isUnique: true).decode(node, "v", &decoding)
        }
        #expect(decoding.faults.map(\.location?.column) == [8])
    }

    @Test func `columns are fields, templates or constants`() throws {
        #expect(read(.column, "meta.answer") == .field(FieldPath(steps: ["meta", "answer"])))
        #expect(read(.column, "0") == .field(FieldPath(steps: ["0"])))
        #expect(read(.column, "{constant: no}") == .constant("no"))
        let template = try #require(read(.column, "{template: 'a{{b}}/{2.x}.png'}"))
        guard case .template(let parts) = template else {
            Issue.record("not a template: \(template)")
            return
        }
        #expect(
            parts.parts == [
                .text("a{b}/"), .field(FieldPath(steps: ["2", "x"])), .text(".png"),
            ])
        #expect(read(.column, "a..b") == nil)
        #expect(read(.column, "{template: '{2.png'}") == nil)
        #expect(read(.column, "{template: '2}.png'}") == nil)
        #expect(read(.column, "{constant: a, template: b}") == nil)
        #expect(read(.column, "{}") == nil)
    }

    @Test func `capabilities are told in one of three ways`() throws {
        #expect(read(.capability, "{constant: fine}") == .constant(.fine))
        #expect(
            read(.capability, "{field: kind, values: {no: fine, 1.10: coarse}}")
                == .values(
                    field: FieldPath(steps: ["kind"]),
                    values: [
                        .init(text: "no", capability: .fine),
                        .init(text: "1.10", capability: .coarse),
                    ]))
        #expect(
            read(
                .capability,
                "{rules: [{field: q, matches: '^what', capability: coarse}], otherwise: fine}")
                == .patterns(
                    [
                        .init(
                            field: FieldPath(steps: ["q"]), matches: "^what", capability: .coarse)
                    ], otherwise: .fine))
        #expect(read(.capability, "{}") == nil)
        #expect(read(.capability, "{field: kind}") == nil)
        #expect(read(.capability, "{constant: fine, otherwise: fine}") == nil)
        #expect(
            read(.capability, "{rules: [{field: q, matches: '(', capability: fine}]}") == nil)
    }
}
