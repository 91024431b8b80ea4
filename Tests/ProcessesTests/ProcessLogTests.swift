import Records
import Storage
import TestSupport
import Testing

@testable import Processes

@Suite struct ProcessLogTests {
    @Test func `the last lines are those of this attempt`() throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/log"
        func append(_ text: String) throws {
            try FileSystem.write(try FileSystem.read(path) + Array(text.utf8), to: path)
        }
        let first = try ProcessLog(path, title: "$ first")
        #expect(first.lastLines(3) == [])
        try append("one\n\ntwo\nthree\nfour")
        #expect(first.lastLines(3) == ["two", "three", "four"])
        let second = try ProcessLog(path, title: "$ second")
        #expect(second.lastLines(3) == [])
        try append("five\n")
        #expect(second.lastLines(3) == ["five"])
        let text = String(decoding: try FileSystem.read(path), as: UTF8.self)
        #expect(text.hasPrefix("$ first\none\n") && text.contains("$ second\nfive"))
    }

    @Test func `long output and broken bytes are cut and replaced`() throws {
        let folder = try TemporaryFolder()
        let log = try ProcessLog("\(folder.path)/log", title: "$")
        let line = [UInt8](repeating: 120, count: 10_000) + [10]
        try FileSystem.write(
            try FileSystem.read(log.path) + line + [255, 0, 27, 10], to: log.path)
        let lines = log.lastLines(2)
        #expect(lines.map(\.utf8.count) == [400, 5])
        #expect(lines.last?.unicodeScalars.first == "\u{FFFD}")
    }

    @Test func `a log that cannot be made is a fault`() throws {
        let folder = try TemporaryFolder()
        #expect {
            _ = try ProcessLog("\(folder.path)/no/log", title: "$")
        } throws: { ($0 as? Fault)?.code == .cannotCreate }
    }
}
