import Manifests
import Records
import Storage
import TestSupport
import Testing

@testable import Ingest

@Suite struct RepeatSieveTests {
    /// Rows of three splits with few pictures and questions, so that much is alike.
    private static func rows(_ seed: Int) -> [Fingerprint] {
        var generator = CounterGenerator(Seed(UInt64(seed)))
        return (0..<40).map { number in
            let pictures = (0...(Int(generator.next() % 4) / 3)).map { _ in
                UInt128(generator.next() % 120) << 64 | UInt128(generator.next() % 2)
            }
            return Fingerprint(
                id: "\(seed)/\(number)", question: generator.next() % 9,
                answer: generator.next() % 2, pictures: pictures)
        }
    }

    private struct Unit {
        var file: FingerprintFile
        var isBenchmark: Bool
    }

    private static func units(_ seed: Int) -> [Unit] {
        (0..<8).map { unit in
            let split = ["train", "test", "more", "train"][unit % 4]
            return Unit(
                file: FingerprintFile(
                    dataset: "made", split: split, rows: rows(100 * seed + unit)),
                isBenchmark: unit == 5)
        }
    }

    @Test(arguments: 0..<8)
    func `what it keeps is enough to find all`(seed: Int) throws {
        let units = RepeatSieveTests.units(seed)
        let folder = try TemporaryFolder()
        var sieve = RepeatSieve(
            looksAtPictures: true, in: SpillSpace(folder: folder.path, memoryLimit: 500))
        for unit in units { try sieve.append(unit.file, isBenchmark: unit.isBenchmark) }
        var repeated = try RepeatedRows(sieve.rows())
        var rules = (DuplicateRules(), LeakageRules())
        rules.1.acrossSplits = seed % 2 == 0 ? .flag : .dropTrain
        rules.0.conflictingAnswers = seed % 3 == 0 ? .flag : .drop
        var whole = DuplicateFinder(duplicates: rules.0, leakage: rules.1)
        var sieved = DuplicateFinder(duplicates: rules.0, leakage: rules.1)
        var keptCount = 0
        for unit in units {
            let rows = try repeated.next(unit.file.rows.count)
            keptCount += rows.count
            if unit.isBenchmark {
                try whole.append(benchmark: unit.file)
                try sieved.append(benchmark: unit.file, rows: rows)
            } else {
                try whole.append(unit.file)
                try sieved.append(unit.file, rows: rows)
            }
        }
        let (expected, found) = (whole.report(), sieved.report())
        #expect(found.lines == expected.lines)
        #expect(found.json == expected.json)
        #expect(found.findings.map { found.number(of: $0.row) } == expected.findings.map(\.row))
        #expect(expected.findings.isEmpty == false)
        #expect(keptCount < 320, "rows that have nothing in common are left out")
    }

    @Test func `rows that share only a picture of their own split are left out`() throws {
        let rows = (0..<5).map {
            Fingerprint(id: "\($0)", question: UInt64($0), answer: 0, pictures: [7])
        }
        var sieve = RepeatSieve(
            looksAtPictures: true, in: SpillSpace(folder: "", memoryLimit: 1 << 20))
        let file = FingerprintFile(dataset: "made", split: "train", rows: rows)
        try sieve.append(file, isBenchmark: false)
        var repeated = try RepeatedRows(sieve.rows())
        #expect(try repeated.next(5) == [])
    }
}
