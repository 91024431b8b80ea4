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

    struct Broken: Sendable, CustomTestStringConvertible {
        var row: String
        var column: Int
        var testDescription: String { row }
    }

    @Test(arguments: [
        Broken(row: "{\"question\": nul}", column: 14), Broken(row: "{}", column: 1),
    ])
    func `blank lines are no rows, but count as lines where a row is broken`(
        broken: Broken
    ) throws {
        try withFolder { folder in
            let row = TableCursorTests.draws[0]
            let path = folder + "/t.jsonl"
            let text = "\n\(row.json.serialized)\n \t\r\n\n\(broken.row)\n"
            try FileSystem.write(Array(text.utf8), to: path)
            let cursor = try TableCursor<MissingDraw>(path)
            #expect(try cursor.next() == row)
            let fault = #expect(throws: Fault.self) { try cursor.next() }
            #expect(fault?.location == SourceLocation(file: path, line: 5, column: broken.column))
        }
    }

    @Test func `a row of a Parquet table that is not of the type is told with its file and number`()
        throws
    {
        try withFolder { folder in
            let path = folder + "/t.parquet"
            let columns = ["question", "kind", "draw", "reason", "detail"].map {
                ParquetColumn($0, $0 == "draw" ? .int64 : .string)
            }
            let writer = try ParquetTableWriter(path, columns: columns)
            try writer.append(TableCursorTests.draws[0].json)
            try writer.append(["question": "q", "kind": "none", "draw": 1, "reason": "timeout"])
            try writer.close()
            let cursor = try ParquetTableCursor<MissingDraw>(path)
            _ = try cursor.next()
            let fault = #expect(throws: Fault.self) { try cursor.next() }
            let expected = "`\(path)`: row 1, counted from 0: the column `kind` holds \"none\""
            #expect(fault?.message.hasPrefix(expected) == true, "\(fault?.message ?? "")")
            let same = #expect(throws: Fault.self) {
                try ParquetTableReader.forEach(MissingDraw.self, from: path, rows: 1..<2) { _ in }
            }
            #expect(same == fault)
        }
    }

    @Test func `a Parquet table that is broken is named`() throws {
        try withFolder { folder in
            let path = folder + "/t.parquet"
            try FileSystem.write(Array("no table".utf8), to: path)
            let fault = #expect(throws: Fault.self) {
                try ParquetTableReader.read(MissingDraw.self, from: path)
            }
            #expect(fault?.message.hasPrefix("`\(path)`: ") == true, "\(fault?.message ?? "")")
        }
    }
}
