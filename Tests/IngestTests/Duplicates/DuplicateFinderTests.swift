import Manifests
import Records
import Testing

@testable import Ingest

@Suite struct DuplicateFinderTests {
    private typealias Row = FingerprintFixture

    @Test func `a row that was there before is dropped and names it`() throws {
        let report = try Row.report([
            Row(id: "a"), Row(id: "b", question: 2), Row(id: "c"), Row(id: "d", pictures: [1, 1]),
            Row(id: "e", pictures: [2]), Row(id: "f"),
        ])
        #expect(report.lines == ["c duplicate_row a!", "f duplicate_row a!"])
        #expect(report.droppedRows == [2, 5])
        #expect(report.rowCount == 6)
    }

    @Test func `another answer to the same question is a conflict, with the first of them`() throws
    {
        let rows = [
            Row(id: "a", answer: 11), Row(id: "b", answer: 999), Row(id: "c", answer: 999),
            Row(id: "d", answer: 11),
        ]
        #expect(
            try Row.report(rows).lines == [
                "b conflicting_answers a", "c duplicate_row b!", "d duplicate_row a!",
            ])
        let dropping = try Row.report(rows, duplicates: { $0.conflictingAnswers = .drop })
        #expect(
            dropping.lines == [
                "b conflicting_answers a!", "c conflicting_answers a!", "d duplicate_row a!",
            ])
        #expect(
            try Row.report(
                rows, duplicates: { ($0.conflictingAnswers, $0.exact) = (.ignore, .flag) }
            )
            .lines == ["c duplicate_row b", "d duplicate_row a"])
    }

    @Test func `rows are compared within a split, and across data sets by rule`() throws {
        let rows = [
            Row(id: "a"), Row(id: "b", split: "warm"), Row(id: "c", dataset: "other"),
            Row(id: "d", dataset: "other"),
        ]
        func lines(_ acrossDatasets: Bool) throws -> [String] {
            try Row.report(
                rows, duplicates: { $0.acrossDatasets = acrossDatasets },
                leakage: { $0.acrossSplits = .ignore }
            ).lines
        }
        #expect(try lines(true) == ["c duplicate_row a!", "d duplicate_row a!"])
        #expect(try lines(false) == ["d duplicate_row c!"])
    }

    @Test func `of a chain only what is near a kept row is dropped`() throws {
        let rows = [
            Row(id: "a", pictures: [1], looks: [0]), Row(id: "b", pictures: [2], looks: [0b111]),
            Row(id: "c", pictures: [3], looks: [0b11_1111]),
            Row(id: "d", pictures: [4], looks: [0b1_1111]),
        ]
        let report = try Row.report(
            rows,
            duplicates: {
                $0.nearPictures = DuplicateRules.NearPictures()
                $0.nearPictures?.radius = 3
                $0.nearPictures?.action = .drop
            })
        #expect(report.lines == ["b near_picture a!", "d near_picture c!"])
        #expect(report.findings.map(\.distance) == [3, 1])
    }

    @Test func `flagging finds what dropping would`() throws {
        let rows = (0..<40).map { index in
            Row(
                id: "\(index)", pictures: [index / 3], question: index % 2,
                looks: [UInt64(index % 7)])
        }
        func lines(_ action: DuplicateRules.Action) throws -> [String] {
            try Row.report(
                rows,
                duplicates: {
                    $0.exact = action
                    $0.nearPictures = DuplicateRules.NearPictures()
                    $0.nearPictures?.radius = 1
                    $0.nearPictures?.action = action
                }
            ).lines.map { $0.filter { $0 != "!" } }
        }
        #expect(try lines(.flag) == lines(.drop))
        #expect(try !lines(.flag).isEmpty)
    }

    struct Near: Sendable, CustomTestStringConvertible {
        var rule: String
        var set: @Sendable (inout DuplicateRules) -> Void
        var testDescription: String { rule }
    }

    @Test(arguments: [
        Near(rule: "near_picture") { $0.nearPictures = DuplicateRules.NearPictures() },
        Near(rule: "near_text") {
            $0.nearText = DuplicateRules.NearText()
            $0.nearText?.equal = [.answer]
        },
    ])
    func `a copy of a row that is only flagged as near is dropped, and a conflict with it told`(
        near: Near
    ) throws {
        let text =
            "How many of the red circles lie to the left of the big blue square in the middle"
        let rows = [
            Row(id: "a", pictures: [1], looks: [0], text: text),
            Row(id: "b", pictures: [2], looks: [1], text: text),
            Row(id: "c", pictures: [2], looks: [1], text: text),
            Row(id: "d", pictures: [2], answer: 2, looks: [1], text: text),
        ]
        func lines(_ also: (inout DuplicateRules) -> Void) throws -> [String] {
            try Row.report(
                rows,
                duplicates: {
                    near.set(&$0)
                    also(&$0)
                }
            ).lines
        }
        #expect(
            try lines { _ in } == [
                "b \(near.rule) a", "c duplicate_row b!", "d conflicting_answers b",
            ])
        #expect(
            try lines { $0.exact = .flag } == [
                "b \(near.rule) a", "c \(near.rule) a", "d conflicting_answers b",
            ])
        #expect(
            try lines { $0.conflictingAnswers = .drop } == [
                "b \(near.rule) a", "c duplicate_row b!", "d conflicting_answers b!",
            ])
    }

    @Test func `pictures are near only where all are, and the rest is equal as the rule says`()
        throws
    {
        let rows = [
            Row(id: "a", pictures: [1, 2], looks: [0, 0]),
            Row(id: "b", pictures: [3, 4], looks: [1, 0b1_1111]),
            Row(id: "c", pictures: [3], looks: [0]),
            Row(id: "d", pictures: [5, 6], question: 2, looks: [0, 1]),
            Row(id: "e", pictures: [5, 7], answer: 2, looks: [0, 1]),
            Row(id: "f", pictures: [8, 9]),
        ]
        func lines(_ equal: [DuplicateRules.NearPictures.Part]) throws -> [String] {
            try Row.report(
                rows,
                duplicates: {
                    $0.nearPictures = DuplicateRules.NearPictures()
                    $0.nearPictures?.equal = equal
                }
            ).lines
        }
        #expect(try lines([.question, .answer]) == [])
        #expect(try lines([.answer]) == ["d near_picture a"])
        #expect(try lines([]) == ["d near_picture a", "e near_picture a"])
    }

    @Test func `questions that read alike are found where the rest is equal`() throws {
        let text =
            "How many of the red circles in the picture lie to the left of the big blue square"
        let rows = [
            Row(id: "a", question: 1, text: text),
            Row(id: "b", question: 2, text: text + " shown?"),
            Row(id: "c", pictures: [2], question: 3, text: text),
            Row(id: "d", question: 4, answer: 2, text: text),
            Row(id: "e", question: 5, text: "What is the colour of the largest shape?"),
            Row(id: "f", question: 6, text: "?"), Row(id: "g", question: 7, text: ""),
        ]
        func lines(_ equal: [DuplicateRules.NearText.Part]) throws -> [String] {
            try Row.report(
                rows,
                duplicates: {
                    $0.nearText = DuplicateRules.NearText()
                    $0.nearText?.equal = equal
                    $0.nearText?.action = .drop
                }
            ).lines
        }
        #expect(try lines([.pictures, .answer]) == ["b near_text a!"])
        #expect(try lines([.answer]) == ["b near_text a!", "c near_text a!"])
        #expect(
            try lines([]) == ["b near_text a!", "c near_text a!", "d near_text a!"])
    }

    /// Compares every row with every row kept before it, as the rules read.
    private func expected(_ rows: [FingerprintFixture], radius: Int) -> [String] {
        var kept: [FingerprintFixture] = []
        var lines: [String] = []
        for row in rows {
            let peers = kept.filter { $0.split == row.split && $0.question == row.question }
            if let other = peers.first(where: {
                $0.pictures == row.pictures && $0.answer == row.answer
            }) {
                lines.append("\(row.id) duplicate_row \(other.id)!")
                continue
            }
            if let other = peers.first(where: { $0.pictures == row.pictures }) {
                lines.append("\(row.id) conflicting_answers \(other.id)")
            }
            let near = peers.first { other in
                other.answer == row.answer && other.looks.count == row.looks.count
                    && zip(other.looks, row.looks).allSatisfy {
                        ($0 ^ $1).nonzeroBitCount <= radius
                    }
            }
            if let near {
                lines.append("\(row.id) near_picture \(near.id)!")
                continue
            }
            kept.append(row)
        }
        return lines
    }

    @Test(arguments: 1...12)
    func `what is found is what comparing all finds`(seed: Int) throws {
        var generator = CounterGenerator(Seed(UInt64(seed)))
        // Few questions make groups so large that they get an index.
        let (count, questions) = seed.isMultiple(of: 3) ? (700, 1) : (400, 4)
        let rows = (0..<count).map { index in
            let pictureCount = Int.random(in: 1...2, using: &generator)
            let pictures = (0..<pictureCount).map { _ in
                Int.random(in: 0..<count / 3, using: &generator)
            }
            // A picture has one look; looks lie in clumps.
            let looks = pictures.map { picture in
                var own = CounterGenerator(Seed(UInt64(picture)))
                return UInt64(picture % 30) &* 0x9E37_79B9_7F4A_7C15
                    ^ 1 << (own.next() % 64) ^ 1 << (own.next() % 64)
            }
            return Row(
                id: "\(index)",
                split: Int.random(in: 0..<4, using: &generator) == 0 ? "test" : "train",
                pictures: pictures, question: Int.random(in: 0..<questions, using: &generator),
                answer: Int.random(in: 0..<2, using: &generator), looks: looks)
        }
        let report = try Row.report(
            rows,
            duplicates: {
                $0.nearPictures = DuplicateRules.NearPictures()
                $0.nearPictures?.radius = 3
                $0.nearPictures?.action = .drop
            }, leakage: { $0.acrossSplits = .ignore })
        #expect(report.lines == expected(rows, radius: 3))
        #expect(report.findings.contains { $0.kind == .nearPicture })
        // Every dropped row names a kept one.
        let dropped = Set(report.droppedRows)
        #expect(report.findings.allSatisfy { !$0.isDropped || !dropped.contains($0.other) })
    }

    @Test func `how rows are cut into units does not matter`() throws {
        let rows = (0..<50).map { index in
            Row(id: "\(index)", pictures: [index % 11], question: index % 3, answer: index % 2)
        }
        var whole = DuplicateFinder(duplicates: DuplicateRules(), leakage: LeakageRules())
        try whole.append(
            FingerprintFile(dataset: "made", split: "train", rows: rows.map { $0.fingerprint() }))
        #expect(whole.report().findings == (try Row.report(rows)).findings)
        #expect(whole.report().json == (try Row.report(rows)).json)
    }

    @Test func `no rows and rows without pictures are no trouble`() throws {
        #expect(try Row.report([]).findings.isEmpty)
        let report = try Row.report(
            [Row(id: "a", pictures: []), Row(id: "b", pictures: [])],
            duplicates: {
                $0.nearPictures = DuplicateRules.NearPictures()
                $0.nearText = DuplicateRules.NearText()
            })
        #expect(report.lines == ["b duplicate_row a!"])
    }

    @Test func `the report counts by kind and names rows`() throws {
        let report = try Row.report([Row(id: "a"), Row(id: "b"), Row(id: "c", answer: 2)])
        #expect(
            report.json["kinds"]?["duplicate_row"]?.serialized == #"{"flagged":0,"dropped":1}"#)
        #expect(
            report.json["kinds"]?["conflicting_answers"]?.serialized
                == #"{"flagged":1,"dropped":0}"#)
        #expect(
            report.json(of: report.findings[0]).serialized
                == #"{"row":{"dataset":"made","split":"train","id":"b"},"kind":"duplicate_row","#
                + #""match":null,"other":{"dataset":"made","split":"train","id":"a"},"#
                + #""distance":0.0,"dropped":true}"#)
    }
}
