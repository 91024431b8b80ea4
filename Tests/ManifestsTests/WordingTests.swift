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
    func findsTheNameThatWasMeant(_ slip: Slip) {
        #expect(
            Wording.nearest(to: slip.typed, among: ["shard_size", "steps", "batch"])
                == slip.meant)
    }

    @Test func aSwapOfNeighboursIsOneEdit() {
        #expect(Wording.editDistance(Array("ab".unicodeScalars), Array("ba".unicodeScalars)) == 1)
        #expect(
            Wording.editDistance(Array("kitten".unicodeScalars), Array("sitting".unicodeScalars))
                == 3)
        #expect(Wording.editDistance([], Array("abc".unicodeScalars)) == 3)
    }

    @Test func hostileTextIsCutAndMadeVisible() {
        #expect(Wording.quoted("\u{1B}[2J") == "`\\u{1b}[2J`")
        #expect(Wording.quoted(String(repeating: "x", count: 100)).unicodeScalars.count == 63)
    }
}
