import Records
import Testing

@testable import Manifests

@Suite struct WordingTests {
    struct Slip: Sendable {
        var typed: String
        var meant: String?
    }

    @Test(arguments: [
        Slip(typed: "shard_sise", meant: "shard_size"),
        Slip(typed: "shardsize", meant: "shard_size"),
        Slip(typed: "shard-size", meant: "shard_size"), Slip(typed: "Steps", meant: "steps"),
        Slip(typed: "setps", meant: "steps"), Slip(typed: "step", meant: "steps"),
        Slip(typed: "n", meant: nil), Slip(typed: "learning", meant: nil),
        Slip(typed: String(repeating: "s", count: 1000), meant: nil),
    ])
    func `finds the name that was meant`(_ slip: Slip) {
        #expect(
            Wording.nearest(to: slip.typed, among: ["shard_size", "steps", "batch"])
                == slip.meant)
    }

    @Test func `of thousands of unknown keys the first are named and the rest counted`() throws {
        let keys = (0..<5000).map { "shard_size\($0): 1" }.joined(separator: "\n")
        let document = YAMLDocument(Array(keys.utf8), file: "x")
        var decoding = Decoding()
        let found = decoding.entries(
            of: try #require(document.root), "", known: ["shard_size"], expected: "a mapping")
        #expect(found?.isEmpty == true)
        #expect(decoding.faults.count == 101)
        #expect(decoding.faults.first?.remedy == "did you mean `shard_size`?")
        #expect(decoding.faults.last?.message == "4900 more keys are not known in the file")
        #expect(decoding.faults.last?.location?.line == 101)
    }

    @Test func `a swap of neighbours is one edit`() {
        #expect(Wording.editDistance(Array("ab".unicodeScalars), Array("ba".unicodeScalars)) == 1)
        #expect(
            Wording.editDistance(Array("kitten".unicodeScalars), Array("sitting".unicodeScalars))
                == 3)
        #expect(Wording.editDistance([], Array("abc".unicodeScalars)) == 3)
    }

    @Test func `hostile text is cut and made visible`() {
        #expect(Wording.quoted("\u{1B}[2J") == "`\\u{1b}[2J`")
        #expect(Wording.quoted(String(repeating: "x", count: 100)).unicodeScalars.count == 63)
    }
}
