public import Records
import Storage

/// Writes the files of a phase: its questions in training order, and what each was chosen by.
public struct PhaseFiles {
    /// The columns of `phases/NAME.parquet`.
    static let columns = [
        ParquetColumn("question", .string, isNullable: false),
        ParquetColumn("rank", .int64, isNullable: false),
        ParquetColumn("source", .string, isNullable: false),
        ParquetColumn("capability", .string, isNullable: false),
        ParquetColumn("difficulty", .string, isNullable: false),
        ParquetColumn("posterior_mean", .double, isNullable: false),
        ParquetColumn("weight", .double, isNullable: false),
        ParquetColumn("key", .double, isNullable: false),
        ParquetColumn("replayed_from", .string),
    ]
    private let folder: String
    private let places: QuestionPlaces
    private let sources: [ByteSlice]
    private let phases: [ByteSlice]
    private let capabilities: [ByteSlice]
    private let difficulties: [ByteSlice]

    /// The files in a folder.
    ///
    /// - Parameters:
    ///   - folder: where each phase and its control get a table and a file of questions.
    ///   - places: where the questions' rows are.
    ///   - sources: the names of sources, by number.
    ///   - phases: the names of phases, by number.
    public init(_ folder: String, _ places: QuestionPlaces, sources: [String], phases: [String]) {
        func slices(_ names: [String]) -> [ByteSlice] { names.map { ByteSlice(Array($0.utf8)) } }
        self.folder = folder
        self.places = places
        self.sources = slices(sources)
        self.phases = slices(phases)
        capabilities = slices(Capability.allCases.map(\.rawValue))
        difficulties = slices(Difficulty.allCases.map(\.rawValue))
    }

    /// Writes a phase and its control.
    ///
    /// - Throws: a `Fault` where the disk refuses, or the questions were changed meanwhile.
    public func write(_ phase: BuiltPhase) throws(Fault) {
        try write(phase.members, "\(folder)/\(phase.rule.name)")
        try write(phase.control, "\(folder)/\(phase.rule.name).control")
    }

    private func write(_ members: [BuiltPhase.Member], _ path: String) throws(Fault) {
        var questions = try BufferedFile(path: path + ".jsonl")
        let table = try ParquetRowWriter(path + ".parquet", columns: PhaseFiles.columns)
        for (rank, member) in members.enumerated() {
            let line = try places.line(of: member.choice.row)
            guard let text = line.jsonText(behind: QuestionPlaces.rowStart) else {
                throw Fault(.tryAgain, "`questions.jsonl` was changed while it was read")
            }
            try put(member, rank, try QuestionPlaces.id(text), table)
            try questions.append { bytes in
                line.withBytes { bytes.append(contentsOf: $0) }
                bytes.append(UInt8(ascii: "\n"))
            }
        }
        try questions.close()
        try table.close()
    }

    private func put(
        _ member: BuiltPhase.Member, _ rank: Int, _ id: ByteSlice, _ table: ParquetRowWriter
    ) throws(Fault) {
        let choice = member.choice
        table.put(id)
        table.put(rank)
        table.put(sources[Int(choice.source)])
        table.put(capabilities[choice.capabilityNumber])
        table.put(difficulties[choice.difficultyNumber])
        table.put(choice.posteriorMean)
        table.put(choice.weight)
        table.put(choice.key)
        if let phase = member.replayedFrom { table.put(phases[phase]) } else { table.putNull() }
        try table.endRow()
    }
}
