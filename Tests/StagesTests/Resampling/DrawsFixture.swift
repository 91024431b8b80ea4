import Glibc
import Manifests
import Records
import Storage

@testable import Sampling
@testable import Stages

/// Tables of draws in a folder that goes when the fixture does.
final class DrawsFixture {
    let root: String

    /// A draw.
    struct Draw: Hashable {
        var question: String
        var source: String
        var verdict: Verdict
    }

    init() throws {
        root = "/tmp/draws-\(getpid())-\(UInt64.random(in: .min ... .max))"
        try FileSystem.createFolder(root)
    }

    deinit { try? FileSystem.remove(root) }

    subscript(name: String) -> String { "\(root)/\(name)" }

    /// Four draws of each question, of which as many are right as the number's remainder by five says.
    static func draws(_ questions: Int) -> [Draw] {
        (0..<questions).flatMap { number in
            (0..<4).map { draw in
                Draw(
                    question: "q-\(number)", source: number % 3 == 0 ? "books" : "web",
                    verdict: draw < number % 5
                        ? .right : draw == 3 && number % 10 == 0 ? .truncated : .wrong)
            }
        }
    }

    func write(_ text: String, to name: String) throws -> String {
        try FileSystem.write(Array(text.utf8), to: self[name])
        return self[name]
    }

    func csv(_ draws: [Draw], _ name: String = "draws.csv") throws -> String {
        try write(
            "id,verdict,source\n"
                + draws.map { "\($0.question),\($0.verdict.rawValue),\"\($0.source)\"\n" }.joined(),
            to: name)
    }

    func lines(_ draws: [Draw]) throws -> String {
        try write(
            draws.map {
                """
                {"qid":"\($0.question)","verdict":"\($0.verdict.rawValue)","source":"\($0.source)"}

                """
            }.joined(), to: "draws.jsonl")
    }

    func parquet(_ draws: [Draw], rowGroupRowLimit: Int = 131_072) throws -> String {
        var options = ParquetWriterOptions()
        options.rowGroupRowLimit = rowGroupRowLimit
        let table = try ParquetRowWriter(
            self["draws.parquet"],
            columns: ["source", "question", "verdict"].map { ParquetColumn($0, .string) },
            options: options)
        for draw in draws {
            table.put(draw.source)
            table.put(draw.question)
            table.put(draw.verdict.rawValue)
            try table.endRow()
        }
        try table.close()
        return self["draws.parquet"]
    }

    /// Labels a table.
    func resample(
        _ table: String, _ output: String, _ rule: SampleSettings.Rule = .pebr,
        prior: SampleSettings.Prior = .uniform, dataset: String? = nil, memoryLimit: Int? = nil
    ) throws -> ResampledTable {
        var settings = SampleSettings()
        settings.rule = rule
        settings.prior = prior
        var resampling = TableResampling(table, settings, output: self[output], dataset: dataset)
        if let memoryLimit { resampling.memoryLimit = memoryLimit }
        return try resampling.run()
    }

    /// The pass rates that were written.
    func rates(_ output: String) throws -> [PassRate] {
        try ParquetTableReader.read(PassRate.self, from: self[output] + "/pass_rates.parquet")
    }

    /// The lines of a file.
    func lines(of name: String) throws -> [String] {
        String(decoding: try FileSystem.read(self[name]), as: UTF8.self)
            .split(separator: "\n").map(String.init)
    }

    /// Row and reason of each reject.
    func rejects(_ output: String) throws -> [String] {
        try TableReader.read(Reject.self, from: self[output] + "/rejects.jsonl")
            .map { "\($0.row ?? -1) \($0.reason)" }
    }
}
