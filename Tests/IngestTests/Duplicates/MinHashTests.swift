import Manifests
import Records
import Testing

@testable import Ingest

@Suite struct MinHashTests {
    private func similarity(_ left: [UInt32], _ right: [UInt32]) -> Double {
        Double(zip(left, right).count { $0 == $1 }) / Double(MinHash.count)
    }

    @Test(arguments: [0.0, 0.2, 0.5, 0.8, 0.95, 1.0])
    func `equal numbers estimate the share of common words`(share: Double) {
        let minHash = MinHash(shingle: 1, unit: .words)
        // Of 400 words in all, so many are common: the similarity is known exactly.
        let common = Int(400 * share)
        let own = (400 - common) / 2
        let both = (0..<common).map { "w\($0)" }
        let left = (both + (0..<own).map { "l\($0)" }).joined(separator: " ")
        let right = (both + (0..<own).map { "r\($0)" }).joined(separator: " ")
        let exact = Double(common) / Double(common + 2 * own)
        let estimate = similarity(minHash.signature(of: left), minHash.signature(of: right))
        #expect(abs(estimate - exact) <= 0.13)
        if share == 1 { #expect(estimate == 1) }
    }

    @Test func `a text without units has no numbers, a short one has one shingle`() {
        let minHash = MinHash(shingle: 3, unit: .words)
        #expect(minHash.signature(of: "<image> ?!").allSatisfy { $0 == .max })
        #expect(minHash.signature(of: "Find x") == minHash.signature(of: "find X."))
        #expect(minHash.signature(of: "Find x") != minHash.signature(of: "x find"))
    }

    struct Units: Sendable, CustomTestStringConvertible {
        var left: String
        var right: String
        var unit = DuplicateRules.NearText.Unit.words
        var isSame = true
        var testDescription: String { "\(left) | \(right)" }
    }

    @Test(arguments: [
        Units(left: "What colour is it?", right: "<image>\nwhat COLOUR,  is it"),
        Units(left: "x + 1", right: "x - 1", isSame: false),
        Units(left: "x+1", right: "x + 1"), Units(left: "1.5 cm", right: "15 cm", isSame: false),
        Units(left: "It is. 5", right: "It is 5"),
        Units(left: "ab c", right: "a bc", isSame: false),
        Units(left: "图中 有", right: "图中有"), Units(left: "三角", right: "角三", isSame: false),
        Units(left: "a\u{2009}b \u{2014} c", right: "a b c"),
        Units(left: "ab", right: "a b", unit: .characters, isSame: false),
        Units(left: " A  b ", right: "a b", unit: .characters),
        Units(left: "é", right: "è", isSame: false),
    ])
    func `words are read past case, blanks and punctuation`(given: Units) {
        let left = TextUnits.hashes(of: given.left, given.unit)
        let right = TextUnits.hashes(of: given.right, given.unit)
        #expect((left == right) == given.isSame)
        #expect(!left.isEmpty)
    }

    @Test(arguments: [0.3, 0.5, 0.7, 0.8, 0.9, 1.0])
    func `bands find 99 of 100 pairs at the threshold`(threshold: Double) {
        let bands = BandTable(threshold: threshold)
        #expect(bands.bandCount * bands.bandSize <= MinHash.count)
        var (agrees, misses) = (1.0, 1.0)
        for _ in 0..<bands.bandSize { agrees *= threshold }
        for _ in 0..<bands.bandCount { misses *= 1 - agrees }
        #expect(misses <= 0.01)
    }

    @Test func `a band's rows are all found after the table has grown`() {
        var bands = BandTable(threshold: 0.8)
        for row in 0..<5000 { bands.insert(row, KeyHash.mix(0, UInt64(row % 1700))) }
        for key in 0..<1700 {
            var rows: [Int] = []
            bands.forEachRow(KeyHash.mix(0, UInt64(key))) { rows.append($0) }
            #expect(rows == stride(from: key, to: 5000, by: 1700).reversed())
        }
        bands.forEachRow(12345) { Issue.record("row \($0) has no such key") }
    }
}
