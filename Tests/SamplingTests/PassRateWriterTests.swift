import Records
import Sampling
import Storage
import Testing

@Suite struct PassRateWriterTests {
    @Test func `the table is the one of the same rows, and is read back`() throws {
        let folder = "/tmp/pass-rates-\(UInt64.random(in: .min ... .max))"
        try FileSystem.createFolder(folder)
        defer { try? FileSystem.remove(folder) }
        let rates = (0..<100).map { row in
            var rate = PassRate(
                question: "question \(row)", source: row % 3 == 0 ? "" : "source \(row % 3)",
                capability: row % 4 == 0 ? nil : .fine, picture: row % 5 == 0 ? nil : "ab\(row)",
                counts: VerdictCounts(right: row % 9, notRight: 8 - row % 9, missing: row % 2),
                difficulty: .medium)
            rate.constantRewards = row % 2 == 0 ? [] : ["accuracy", "format"]
            rate.shortcutProbability = row % 7 == 0 ? nil : 0.5
            rate.isShortcut = row % 11 == 0
            return rate
        }
        let writer = try PassRateWriter(folder + "/a.parquet")
        for rate in rates { try writer.append(rate) }
        try writer.close()
        try ParquetTableWriter.write(rates, columns: PassRate.columns, to: folder + "/b.parquet")
        #expect(writer.count == 100)
        #expect(
            try FileSystem.read(folder + "/a.parquet") == FileSystem.read(folder + "/b.parquet"))
        #expect(try ParquetTableReader.read(PassRate.self, from: folder + "/a.parquet") == rates)
    }

    @Test func `a constant reward that is no text is a fault`() throws {
        var rate = PassRate(
            question: "q", source: "s", counts: VerdictCounts(right: 1, notRight: 7),
            difficulty: .medium)
        rate.constantRewards = ["format"]
        var members = try #require(rate.json.objectValue)
        #expect(try PassRate(json: .object(members)) == rate)
        let place = try #require(members.firstIndex { $0.name == "constant_rewards" })
        members[place].value = ["format", 1]
        let fault = #expect(throws: Fault.self) { try PassRate(json: .object(members)) }
        #expect(fault?.message.contains("`constant_rewards`") == true)
    }
}
