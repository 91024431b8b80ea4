import Manifests
import Records
import Testing

@testable import Ingest

@Suite struct LeakSearchTests {
    private typealias Row = FingerprintFixture

    private static let rows = [
        FingerprintFixture(id: "t1", pictures: [1]), FingerprintFixture(id: "t2", pictures: [2]),
        FingerprintFixture(id: "t3", pictures: [3, 4], question: 2),
        FingerprintFixture(id: "t4", pictures: [5], looks: [0b11]),
        FingerprintFixture(id: "e1", split: "test", pictures: [1]),
        FingerprintFixture(id: "e2", split: "test", pictures: [2], question: 9),
        FingerprintFixture(id: "e3", split: "test", pictures: [4], question: 2),
        FingerprintFixture(id: "e4", split: "test", pictures: [6], looks: [0]),
    ]

    @Test func `rows that share a picture with the held-out split are named`() throws {
        let report = try Row.report(LeakSearchTests.rows)
        #expect(
            report.lines == [
                "t1 picture_and_question e1", "t2 picture e2", "t3 picture e3",
            ])
        #expect(report.droppedRows.isEmpty)
        #expect(report.sharedPictureCount == 3)
        #expect(
            report.leaks.map(\.json.serialized) == [
                #"{"split":"train","other":"test","picture_and_question":1,"picture":2,"#
                    + #""near_picture":0}"#
            ])
    }

    @Test func `they are dropped from training by rule, and never from the held-out split`() throws
    {
        let report = try Row.report(
            LeakSearchTests.rows,
            leakage: { ($0.acrossSplits, $0.nearRadius) = (.dropTrain, 2) })
        #expect(
            report.lines == [
                "t1 picture_and_question e1!", "t2 picture e2!", "t3 picture e3!",
                "t4 near_picture e4!",
            ])
        #expect(report.droppedIDs == ["t1", "t2", "t3", "t4"])
        let strict = try Row.report(
            LeakSearchTests.rows,
            leakage: { ($0.acrossSplits, $0.match) = (.dropTrain, .pictureAndQuestion) })
        #expect(strict.lines == ["t1 picture_and_question e1!"])
        #expect(
            try Row.report(LeakSearchTests.rows, leakage: { $0.acrossSplits = .ignore }).lines == []
        )
    }

    @Test func `splits that are both for training are only flagged, the later against the earlier`()
        throws
    {
        let report = try Row.report(
            [Row(id: "a", split: "warm"), Row(id: "b", split: "pool")],
            leakage: { $0.acrossSplits = .dropTrain })
        #expect(report.lines == ["b picture_and_question a"])
    }

    @Test func `a row that leaks is no longer there for others to repeat`() throws {
        let report = try Row.report(
            [
                Row(id: "a", pictures: [1], looks: [0]), Row(id: "b", pictures: [2], looks: [1]),
                Row(id: "x", split: "test", pictures: [1]),
            ],
            duplicates: {
                $0.nearPictures = DuplicateRules.NearPictures()
                $0.nearPictures?.action = .drop
            }, leakage: { $0.acrossSplits = .dropTrain })
        #expect(report.lines == ["a picture_and_question x!"])
    }

    @Test func `a leak names a kept row`() throws {
        let report = try Row.report(
            [
                Row(id: "x", split: "test", pictures: [1], looks: [0]),
                Row(id: "y", split: "test", pictures: [2], looks: [1]),
                Row(id: "a", pictures: [2], question: 5),
            ],
            duplicates: {
                $0.nearPictures = DuplicateRules.NearPictures()
                $0.nearPictures?.action = .drop
            })
        #expect(report.lines == ["y near_picture x!", "a picture x"])
    }

    @Test func `what a benchmark asks is dropped from all splits but the held-out ones`() throws {
        let rows = [
            Row(id: "a", pictures: [1, 7]), Row(id: "b", pictures: [2], looks: [0]),
            Row(id: "c", split: "test", pictures: [7]), Row(id: "d", pictures: [3]),
        ]
        let benchmarks = [
            Row(id: "m", split: "testmini", dataset: "mathvista", pictures: [7]),
            Row(id: "n", split: "testmini", dataset: "mathvista", pictures: [8], looks: [1]),
        ]
        let report = try Row.report(
            rows, benchmarks: benchmarks,
            leakage: { ($0.acrossSplits, $0.nearRadius) = (.ignore, 1) })
        #expect(report.lines == ["a picture m!", "b near_picture n!"])
        #expect(report.findings.map(\.kind) == [.benchmarkLeak, .benchmarkLeak])
        #expect(
            report.otherReference(of: report.findings[0])
                == RowReference(dataset: "mathvista", split: "testmini", id: "m"))
        #expect(report.json["kinds"]?["benchmark_leak"]?["dropped"]?.integerValue == 2)
    }

    @Test func `a picture in three splits is shared once`() throws {
        let report = try Row.report([
            Row(id: "a", pictures: [1, 1, 2]), Row(id: "b", split: "val", pictures: [1]),
            Row(id: "c", split: "test", pictures: [2, 1]), Row(id: "d", pictures: [2]),
        ])
        #expect(report.sharedPictureCount == 2)
        #expect(
            report.leaks.map { "\($0.split) \($0.other) \($0.picture)" } == [
                "train val 1", "train test 2", "test val 1",
            ])
    }
}
