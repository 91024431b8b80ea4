import Records
import Storage
import Testing

@testable import Commands

/// Rejects, a line each.
@Suite struct RejectsTextTests {
    /// Rejects in the order in which an ingest writes them: not that of the rows.
    private static let rejects = [
        Reject(
            source: "s", file: "b.parquet", row: nil, reason: "bad_footer", detail: "too short"),
        Reject(
            source: "s", file: "a.jsonl", row: 9, line: 11, id: "q9", reason: "missing_image",
            detail: "no, \"none\""),
        Reject(
            source: "s", file: "a.jsonl", row: 1, line: 2, entry: "x/1.png", id: "q1",
            reason: "not_an_image", detail: "a web page"),
        Reject(
            source: "s", file: "b.parquet", row: 3, id: "q\u{1B}[2J", reason: "missing_image",
            detail: "none"),
    ]

    private static func list(_ reason: String? = nil) throws -> RejectList {
        let scratch = try ScratchFolder()
        try TableWriter<Reject>.write(rejects, to: "\(scratch.path)/rejects.jsonl")
        return try RejectList(
            RejectTables.Table(name: "out", path: "\(scratch.path)/rejects.jsonl"),
            reason: reason)
    }

    @Test func `rejects stand in the order of the rows, under their counts`() throws {
        let text = RejectsText.text([try Self.list()], of: "out", reason: nil, most: 100)
        #expect(
            text == """
                out: 4 rejects: 2 missing_image, 1 bad_footer, 1 not_an_image
                place            id          reason         found
                b.parquet                    bad_footer     too short
                b.parquet row 3  q\\u{1b}[2J  missing_image  none
                a.jsonl:2        q1          not_an_image   x/1.png: a web page
                a.jsonl:11       q9          missing_image  no, "none"

                """)
    }

    @Test func `a reason and a limit leave out others, and the counts say all`() throws {
        let list = try Self.list("missing_image")
        let text = RejectsText.text([list], of: "out", reason: "missing_image", most: 1)
        let lines = text.split(separator: "\n")
        #expect(lines.first == "out: 4 rejects: 2 missing_image, 1 bad_footer, 1 not_an_image")
        #expect(lines.count == 4)
        #expect(lines.last == "and 1 more: --limit 0 shows all")
        let other = RejectsText.text(
            [try Self.list("bad_json")], of: "out", reason: "bad_json", most: 1)
        #expect(other.hasSuffix("1 not_an_image; none is `bad_json`\n"))
        let none = try RejectList(RejectTables.Table(name: "run/first", path: nil))
        for lists in [[], [none]] {
            let text = RejectsText.text(lists, of: "run", reason: nil, most: 1)
            #expect(text == "run: no rejects\n")
        }
        #expect(
            RejectsText.text([none, list], of: "run", reason: nil, most: 1).hasPrefix("out: 4 "))
    }

    @Test func `CSV quotes what needs it, and JSON has every column`() throws {
        let list = try Self.list()
        let lines = RejectsText.csv([list], most: .max).split(separator: "\n")
        #expect(lines.count == 5)
        #expect(
            lines.last
                == #"out,s,a.jsonl,11,9,,,q9,ingest,missing_image,"no, ""none""",,"#)
        let json = RejectsText.json([list], most: 2)
        #expect(json["rejects"]?.arrayValue?.count == 2)
        #expect(json["rejects"]?.arrayValue?.first?["table"] == "out")
        #expect(json["tables"]?.arrayValue?.first?["rejects"] == 4)
    }
}
