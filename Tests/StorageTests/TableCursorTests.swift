import Glibc
import Records
import Storage
import Testing

@Suite struct TableCursorTests {
    static let draws = (0..<300).map {
        MissingDraw(
            question: "q\($0)\u{E9}", kind: $0 % 2 == 0 ? .answer : .blind, draw: $0,
            reason: "timeout", detail: "\"\($0)\"\n")
    }

    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = "/tmp/table-cursor-\(getpid())-\(UInt64.random(in: .min ... .max))"
        try FileSystem.createFolder(folder)
        defer { try? FileSystem.remove(folder) }
        try body(folder)
    }

    @Test(arguments: [0, 1, 300])
    func `rows of both kinds of tables come one by one, as they were written`(count: Int) throws {
        let rows = Array(TableCursorTests.draws.prefix(count))
        try withFolder { folder in
            try TableWriter<MissingDraw>.write(rows, to: folder + "/t.jsonl")
            try ParquetTableWriter.write(
                rows,
                columns: ["question", "kind", "draw", "reason", "detail"].map {
                    ParquetColumn($0, $0 == "draw" ? .int64 : .string, isNullable: false)
                }, to: folder + "/t.parquet")
            let lines = try TableCursor<MissingDraw>(folder + "/t.jsonl")
            let cursor = try ParquetTableCursor<MissingDraw>(folder + "/t.parquet")
            let light = try ParquetTableCursor<MissingDraw>(
                folder + "/t.parquet", columns: ["question", "kind", "draw", "reason"],
                others: [.init("detail", "left out")])
            for row in rows {
                #expect(try lines.next() == row)
                #expect(try cursor.next() == row)
                var short = row
                short.detail = "left out"
                #expect(try light.next() == short)
            }
            #expect(try lines.next() == nil)
            #expect(try cursor.next() == nil)
            #expect(try light.next() == nil)
        }
    }

    @Test func `a broken row is told with its line, a column that is not there by its name`() throws
    {
        try withFolder { folder in
            try TableWriter<MissingDraw>.write(
                TableCursorTests.draws.prefix(2), to: folder + "/t.jsonl")
            let bytes = try FileSystem.read(folder + "/t.jsonl")
            try FileSystem.write(bytes + Array("{\"question\":1}\n".utf8), to: folder + "/b.jsonl")
            let cursor = try TableCursor<MissingDraw>(folder + "/b.jsonl")
            _ = try cursor.next()
            _ = try cursor.next()
            let fault = #expect(throws: Fault.self) { try cursor.next() }
            #expect(fault?.location?.line == 3)
            try ParquetTableWriter.write(
                [MissingDraw](), columns: [ParquetColumn("question", .string)],
                to: folder + "/t.parquet")
            let missing = #expect(throws: Fault.self) {
                try ParquetTableCursor<MissingDraw>(folder + "/t.parquet", columns: ["nothing"])
            }
            #expect(missing?.message.contains("nothing") == true)
        }
    }
}
