import Manifests
import Records
import Storage
import TestSupport
import Testing

@testable import Ingest

/// Which part of a divided split a picture's rows go to.
@Suite struct SplitPartsTests {
    private let hash = KeyHasher()

    /// The parts of a split of a data set.
    private func parts(
        _ shares: [(name: String, share: Double)], of name: String = "made", entry: String = "all"
    ) -> SplitParts {
        var dataset = DatasetSpecification()
        dataset.name = name
        var split = DatasetSplit()
        split.name = entry
        split.divide = shares.map { SplitPart(name: $0.name, share: $0.share) }
        return SplitParts(split, of: dataset)
    }

    private let shares = [(name: "warmup", share: 3.0), ("train", 6.0), ("test", 1.0)]

    /// The part of each of the pictures `0.png`, `1.png` and so on, by name.
    private func names(_ parts: SplitParts, count: Int = 10_000) -> [String] {
        (0..<count).map { parts.names[parts.part(of: [.path("\($0).png")], hash)] }
    }

    @Test func `shares are met`() {
        let found = names(parts(shares))
        // Each within five standard deviations.
        for (name, share) in shares {
            let expected = 1000 * share
            let bound = 5 * (expected * (1 - share / 10)).squareRoot()
            let count = Double(found.count { $0 == name })
            #expect(abs(count - expected) < bound, "\(name): \(count)")
        }
    }

    @Test func `shares count by their sum`() {
        let small = parts([("warmup", 0.3), ("train", 0.6), ("test", 0.1)])
        #expect(names(parts(shares)) == names(small))
    }

    @Test func `neither the order of parts nor the entry's name counts`() {
        let turned = parts(shares.reversed(), entry: "train")
        #expect(names(parts(shares)) == names(turned))
    }

    @Test func `the data set's name counts`() {
        let pairs = zip(names(parts(shares)), names(parts(shares, of: "other")))
        // Two divisions that know nothing of each other agree on 0.3² + 0.6² + 0.1² of all.
        let agreed = pairs.count { $0 == $1 }
        #expect((4000...5200).contains(agreed), "\(agreed)")
    }

    @Test func `a part that is added or grows only takes`() {
        let before = names(parts(shares))
        let added = names(parts(shares + [("validation", 1)]))
        let grown = names(parts([("warmup", 3), ("train", 6), ("test", 2)]))
        for (old, new) in zip(before, added) { #expect(new == old || new == "validation") }
        for (old, new) in zip(before, grown) { #expect(new == old || new == "test") }
        #expect(added.contains("validation"))
        #expect(grown.count { $0 == "test" } > before.count { $0 == "test" })
    }

    @Test func `only the first picture counts, however its path is written`() {
        let parts = parts(shares)
        for number in 0..<100 {
            let part = parts.part(of: [.path("a/\(number).png")], hash)
            #expect(parts.part(of: [.path("./a//b/../\(number).png")], hash) == part)
            #expect(parts.part(of: [.path("a/\(number).png"), .path("b.png")], hash) == part)
        }
    }

    @Test func `pictures in rows go by their bytes`() {
        let parts = parts(shares)
        let found = (0..<1000).map { number in
            let bytes = ByteSlice(Array("picture \(number)".utf8))
            let part = parts.part(of: [.bytes(bytes, name: nil)], hash)
            #expect(parts.part(of: [.bytes(bytes, name: "\(number).png")], hash) == part)
            return part
        }
        for part in 0..<3 { #expect(found.contains(part)) }
    }

    /// A division that moved would change which rows a policy was measured on: these never change.
    @Test func `the division is what it was`() {
        let found = names(parts(shares), count: 12).map { String($0.prefix(2)) }
        #expect(found.joined(separator: " ") == "tr wa tr tr wa tr tr tr tr tr tr tr")
    }
}
