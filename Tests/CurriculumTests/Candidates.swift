import Curriculum
import Records
import Storage
import Testing

/// Questions made for tests.
enum Candidates {
    static func candidate(
        _ id: String, picture: String? = nil, source: UInt32 = 0, capability: Capability = .fine,
        difficulty: Difficulty = .medium, mean: Double = 0.5, mixed: Double = 0.5,
        variance: Double = 0.2, flags: Candidate.Flags = []
    ) -> Candidate {
        Candidate(
            id: TextHash(id), picture: picture.map { TextHash($0) }, source: source,
            capability: capability, difficulty: difficulty, posteriorMean: mean, mixed: mixed,
            variance: variance, flags: flags)
    }

    /// A question with the name of its source, before it is put into a table.
    struct Row: Sendable {
        var source: String
        var candidate: Candidate
    }

    /// Questions of several sources, capabilities, labels and pictures.
    static func rows(_ count: Int, sources: [String] = ["a", "b", "c"]) -> [Row] {
        var random = CounterGenerator(Seed(9))
        return (0..<count).map { number in
            let mean = random.uniform()
            let label: Difficulty = mean > 0.8 ? .easy : mean < 0.2 ? .hard : .medium
            return Row(
                source: sources[random.index(below: sources.count)],
                candidate: candidate(
                    "question \(number)", picture: "picture \(random.index(below: count / 3 + 1))",
                    capability: Capability.allCases[random.index(below: 3)],
                    difficulty: number % 10 == 9 ? .undecided : label, mean: mean,
                    mixed: 1 - abs(2 * mean - 1), variance: mean * (1 - mean),
                    flags: number % 7 == 0 ? .shortcut : []))
        }
    }

    /// A table of rows; it spills to a file if there are more than a few.
    static func table(_ rows: [Row]) throws -> CandidateTable {
        var table = CandidateTable(
            in: SpillSpace(folder: try Candidates.folder(), memoryLimit: 1 << 12))
        for row in rows {
            var candidate = row.candidate
            candidate.source = table.number(ofSource: ByteSlice(Array(row.source.utf8)))
            try table.append(candidate)
        }
        return table
    }

    /// A folder for files without a name.
    static func folder() throws -> String {
        let folder = "/tmp/curriculum-tests"
        try FileSystem.createFolder(folder)
        return folder
    }
}
