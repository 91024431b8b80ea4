import Engine
import Records
import Sampling
import Storage
import TestSupport
import Testing

@testable import Report

@Suite struct GalleryTests {
    struct Shares {
        var sizes: [Int]
        var places: Int
        var shares: [Int]
    }

    @Test(arguments: [
        Shares(sizes: [10, 10], places: 10, shares: [5, 5]),
        Shares(sizes: [2, 100, 100], places: 12, shares: [2, 5, 5]),
        Shares(sizes: [3, 0, 1], places: 100, shares: [3, 0, 1]),
        Shares(sizes: [5, 5, 5], places: 2, shares: [1, 1, 0]),
        Shares(sizes: [], places: 3, shares: []),
    ])
    func `places are divided fairly`(_ one: Shares) {
        #expect(FairShare.of(one.sizes, places: one.places) == one.shares)
    }

    @Test func `hostile texts stay texts`() throws {
        var run = try SmallRun()
        run.texts = [
            "</script><script>alert(1)</script>", "<img src=x onerror=alert(2)>",
            "turn \u{202E}round \u{1B}[2J \u{2028}",
        ]
        run.answers = ["\" onmouseover=\"alert(3)", "'><svg/onload=alert(4)>", "\u{0}"]
        try run.write()
        let report = try RunReport.collect(try run.status(), hasGallery: true)
        let page = String(decoding: ReportPage.html(report), as: UTF8.self)
        for hostile in ["<script>alert", "<img src=x", "<svg/onload", "\" onmouseover=\""] {
            #expect(!page.contains(hostile), "\(hostile)")
        }
        for scalar in page.unicodeScalars {
            #expect(scalar.value >= 0x20 || scalar == "\n" || scalar == "\t")
            #expect(!(0x202A...0x202E).contains(scalar.value) && scalar.value != 0x2028)
        }
        // Elements open and close as often as the page itself says: none came in from outside.
        #expect(page.ranges(of: "<script").count == page.ranges(of: "</script>").count)
        let text = report.text()
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    }

    @Test func `each row has its answers, verdicts and picture`() throws {
        let run = try SmallRun()
        try run.write()
        let gallery = try #require(
            try RunReport.collect(try run.status(), hasGallery: true).gallery)
        #expect(gallery.rows.map(\.rate.question) == ["q0", "q1", "q2"])
        #expect(gallery.rows.map { $0.answers.map(\.count) } == [[2], [1, 1], [2]])
        #expect(gallery.rows[1].answers.map(\.verdict) == [.right, .wrong])
        #expect(gallery.thumbnails.allSatisfy { $0?.starts(with: [0xFF, 0xD8]) == true })
        #expect(try RunReport.collect(try run.status()).gallery == nil)
    }

    @Test func `a picture that cannot be read leaves a place for it`() throws {
        let run = try SmallRun()
        try run.write()
        let shards = run.workspace.artifactFolder(kind: "ingest", key: run.key("ingest"))
        try FileSystem.write([1, 2, 3], to: "\(shards)/shards/s.tar")
        let report = try RunReport.collect(try run.status(), hasGallery: true)
        #expect(report.gallery?.thumbnails.allSatisfy { $0 == nil } == true)
        let page = String(decoding: ReportPage.html(report), as: UTF8.self)
        #expect(page.contains("no picture in this file"))
    }

    @Test func `texts that cannot be compressed are cut to keep the file small`() throws {
        var generator = SystemRandomNumberGenerator()
        let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/")
        var rows: [GalleryRow] = []
        for place in 0..<12_000 {
            let text = String((0..<1200).map { _ in letters[Int(generator.next() & 63)] })
            let rate = PassRate(
                question: "q\(place)", counts: VerdictCounts(right: 1, notRight: 1),
                difficulty: .medium)
            rows.append(
                GalleryRow(
                    LabelledQuestions.Item(
                        rate: rate,
                        question: Question(
                            id: "q\(place)", source: "s", split: "train", capability: .fine,
                            text: text, answer: "yes")),
                    place: place))
        }
        let names = GalleryNames(rows)
        var budget = GalleryText.Budget(rows: rows.count)
        var size = 0
        for start in stride(from: 0, to: rows.count, by: GalleryNames.blockSize) {
            let block = Array(rows[start..<start + GalleryNames.blockSize])
            size += GalleryText.block(block, names, &budget).count
        }
        #expect(size > GalleryText.Budget.bytes / 2)
        #expect(size < GalleryText.Budget.bytes * 3 / 2, "\(size)")
    }
}
