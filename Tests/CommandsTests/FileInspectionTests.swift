import Glibc
import Records
import Stages
import Testing

/// What `pipeline inspect` prints.
@Suite struct FileInspectionTests {
    private func inspection(of text: String, rows: Int = 2) throws -> FileInspection {
        let name = "/tmp/inspection-\(getpid())-\(UInt64.random(in: 0...UInt64.max)).jsonl"
        defer { unlink(name) }
        let file = try #require(fopen(name, "w"))
        let bytes = Array(text.utf8)
        let written = fwrite(bytes, 1, bytes.count, file)
        #expect(fclose(file) == 0 && written == bytes.count)
        return try FileInspection(name, rows: rows)
    }

    @Test func `a row's control characters do not reach the terminal`() throws {
        let found = try inspection(
            of: "{\"problem\":\"a\\u001b[2J\\nb\\u202ec\",\"x\\u0007\":1}\n")
        #expect(found.text.contains(#"a\u{1b}[2J\nb\u{202e}c"#))
        #expect(found.text.contains(#"x\u{7}"#))
        let isPlain = found.text.unicodeScalars.allSatisfy {
            $0 == "\n" || ($0.value >= 32 && $0.value != 127)
        }
        #expect(isPlain)
        #expect(found.refusal == nil)
    }

    @Test func `numbers, tables and rows stand in columns`() throws {
        let found = try inspection(of: "{\"problem\":\"q\",\"answer\":\"a\"}\n")
        let lines = found.text.split(separator: "\n").dropFirst()
        #expect(
            Array(lines.prefix(11)) == [
                "  size      29 bytes", "  encoding  ASCII", "  rows      1", "fields",
                "  name     types  in rows  longest", "  problem  text         1   1 byte",
                "  answer   text         1   1 byte", "first rows", "  0  problem  q",
                "     answer   a", "a data set of it could begin with",
            ])
        #expect(found.json["rows"] == 1)
    }

    @Test func `what an ingest refuses ends with status 65`() throws {
        let found = try inspection(of: "\n\n")
        #expect(found.refusal?.exitStatus == 65)
        #expect(found.refusal?.message.contains("empty_file") == true)
        #expect(found.json["refusal"]?["reason"] == "empty_file")
    }
}
