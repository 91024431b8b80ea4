import Curriculum
import Records
import Storage
import Testing

@Suite struct CandidateReaderTests {
    /// Writes tables as other programs might: each column may be empty.
    private func table(_ rows: [JSONValue]) throws -> CandidateTable {
        let folder = try Candidates.folder()
        let path = "\(folder)/rates-\(UInt64.random(in: .min ... .max)).parquet"
        defer { try? FileSystem.remove(path) }
        let writer = try ParquetTableWriter(
            path,
            columns: ["question", "source", "capability", "difficulty", "picture"].map {
                ParquetColumn($0, .string)
            } + ["posterior_mean", "p_mixed", "reward_variance"].map { ParquetColumn($0, .double) }
                + [
                    ParquetColumn("shortcut", .bool),
                    ParquetColumn("constant_rewards", .list(of: .string)),
                ])
        for row in rows { try writer.append(row) }
        try writer.close()
        return try CandidateTable(passRates: path, in: SpillSpace(folder: folder))
    }

    private func row(_ id: String, without column: String? = nil) -> JSONValue {
        let row: JSONValue = [
            "question": .string(id), "source": "s", "capability": "fine", "difficulty": "medium",
            "picture": .null, "posterior_mean": .real(0.5), "p_mixed": .real(0.75),
            "reward_variance": .real(0.25),
            "shortcut": true, "constant_rewards": ["format"],
        ]
        return .object((row.objectValue ?? []).filter { $0.name != column })
    }

    @Test func `a row is read as it is, with or without a picture`() throws {
        let table = try table([row("a"), row("b", without: "picture")])
        let candidate = try table.candidate(at: 1)
        #expect(table.count == 2)
        #expect(candidate.id == TextHash("b"))
        #expect(candidate.posteriorMean == 0.5)
        #expect(candidate.mixed == 0.75)
        #expect(candidate.variance == 0.25)
        #expect(candidate.flags == [.shortcut, .constantFormat])
    }

    @Test(arguments: [
        "question", "source", "capability", "difficulty", "posterior_mean", "p_mixed",
        "reward_variance", "shortcut",
    ])
    func `a value that is not there is a fault that names the row, and no zero`(
        column: String
    ) throws {
        let fault = #expect(throws: Fault.self) {
            try table([row("a"), row("b", without: column)])
        }
        #expect(fault?.message.hasPrefix("row 1 of `pass_rates.parquet`") == true)
    }
}
