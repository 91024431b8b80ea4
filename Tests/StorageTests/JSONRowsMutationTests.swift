import Records
import Storage
import Testing

/// Texts with some bytes changed: reading ends, in rows or in a fault, and what is a row can be read
/// again by its place.
@Suite struct JSONRowsMutationTests {
    private static let lines = Array(
        (#"{"id": 1, "text": "a\u00e9\ud83d\ude00\"\\", "list": [1, -2.5e3, null, true, [], {}]}"#
            + "\n" + #"{"id": "b", "nested": {"a": {"b": {"c": [[["deep"]]]}}}}"# + "\n"
            + #"["rows", "without", "names", 0.1]"# + "\n").utf8)
    private static let document = Array(
        (#"{"meta": 1, "data": [{"id": 1, "text": "x"}, {"id": 2, "text": "[}{]"}, {"id": 3}]}"#)
            .utf8)

    private func mutated(_ bytes: [UInt8], _ seed: Int) -> [UInt8] {
        var generator = CounterGenerator(Seed(11).deriving(seed))
        var bytes = bytes
        for _ in 0...generator.index(below: 4) where bytes.count > 1 {
            let place = generator.index(below: bytes.count)
            switch generator.index(below: 5) {
            case 0: bytes[place] ^= 1 << UInt8(generator.index(below: 8))
            case 1: bytes[place] = UInt8(generator.index(below: 256))
            case 2: bytes.removeLast(generator.index(below: bytes.count / 2))
            case 3:
                bytes.insert(Array("{}[]\",:\\\n\0".utf8)[generator.index(below: 10)], at: place)
            default: bytes.insert(contentsOf: bytes.prefix(place), at: place)
            }
        }
        return bytes
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var layout: JSONRowLayout
        var testDescription: String { name }
    }

    @Test(arguments: [
        Case(name: "lines", layout: .lines),
        Case(name: "document", layout: .document(path: ["data"])),
        Case(name: "single", layout: .single),
    ])
    func `no changed text breaks the rows`(_ given: Case) {
        let base = given.layout == .lines ? Self.lines : Self.document
        var (rows, broken) = (0, 0)
        for seed in 0..<MutationCount.value(default: 1000) {
            let reader = JSONRows(
                ByteSlice(mutated(base, seed)), file: "x.json", layout: given.layout)
            do throws(Fault) {
                try reader.forEach { place, row throws(Fault) in
                    if case .success = row { rows += 1 } else { broken += 1 }
                    let again = reader.row(at: place)
                    #expect((try? row.get().value) == (try? again.get().value), "seed \(seed)")
                    return true
                }
            } catch {
                broken += 1
                #expect(!error.message.isEmpty)
            }
        }
        #expect(rows > 20 && broken > 20, "\(rows) rows, \(broken) broken")
    }
}
