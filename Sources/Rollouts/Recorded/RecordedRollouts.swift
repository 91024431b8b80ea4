public import Records

/// Rollouts that somebody drew before, by question: where each lies in its file, and which rows
/// could not be used and why.
public final class RecordedRollouts: Sendable {
    /// How many rows the files have.
    public let rowCount: Int
    /// Rows that no rollout became.
    public let rejects: [Reject]
    /// Rows whose text its writer cut: they keep their recorded verdict.
    public let cutCount: Int

    private let format: RecordedFormat
    private let files: [RecordedFile]
    private let names: [String]
    private let ids: [String]
    private let places: [Subject: [Place]]

    private struct Place: Hashable, Sendable {
        var file: Int
        var place: RecordedFile.Place
    }

    private struct Subject: Hashable, Sendable {
        var question: Int
        var kind: RolloutKind
    }

    /// Reads files once, for where the rollouts of some questions lie.
    ///
    /// - Parameters:
    ///   - files: paths, and what they are called in rejects.
    ///   - format: what wrote the files.
    ///   - questions: those whose rollouts are wanted; ids are told apart by their bytes.
    /// - Throws: a `Fault` where a file cannot be read as a whole, or the files are of several
    ///   training steps, and so of several policies.
    public init(
        files: [(path: String, name: String)], format: RecordedFormat, questions: [Question]
    ) throws(Fault) {
        var builder = RecordedIndex(questions, format)
        var opened: [RecordedFile] = []
        for (path, name) in files {
            let file = try RecordedFile(path, name: name, format)
            try file.forEach(format) { place, row throws(Fault) in
                try builder.add(row, at: place, file: (opened.count, name))
            }
            opened.append(file)
        }
        self.format = format
        self.files = opened
        names = files.map(\.name)
        ids = questions.map(\.id)
        rowCount = builder.rowCount
        rejects = builder.rejects
        cutCount = builder.cutCount
        var places: [Subject: [Place]] = [:]
        for entry in builder.entries {
            places[Subject(question: entry.question, kind: entry.kind), default: []].append(
                Place(file: entry.file, place: entry.place))
        }
        self.places = places
    }

    /// Rows that no rollout becomes where each question has so many draws of each kind; of kinds that
    /// are not named it has none.
    public func leftovers(beyond limits: [RolloutKind: Int]) -> [Reject] {
        var result = rejects
        for (subject, places) in places {
            let draws = limits[subject.kind] ?? 0
            for place in places.dropFirst(draws) {
                result.append(
                    Reject(
                        source: "recorded", file: names[place.file], row: place.place.index,
                        position: place.place.position, id: ids[subject.question],
                        stage: "rollout", reason: "beyond_n",
                        detail: "the question has \(places.count) rollouts of the kind "
                            + "`\(subject.kind.rawValue)`, \(draws) are wanted"))
            }
        }
        let order = Dictionary(
            names.enumerated().map { (Array($1.utf8), $0) }, uniquingKeysWith: { first, _ in first }
        )
        return result.sorted {
            (order[Array($0.file.utf8)] ?? 0, $0.row ?? 0)
                < (order[Array($1.file.utf8)] ?? 0, $1.row ?? 0)
        }
    }

    /// How many rollouts of a question there are.
    public func count(of question: Int, _ kind: RolloutKind) -> Int {
        places[Subject(question: question, kind: kind)]?.count ?? 0
    }

    /// A rollout of a question, by its number in the files' order.
    ///
    /// - Returns: nothing if there are fewer.
    /// - Throws: a `Fault` where its file has changed since.
    func response(
        of question: Int, _ kind: RolloutKind, number: Int
    ) throws(Fault) -> PolicyResponse? {
        guard let places = places[Subject(question: question, kind: kind)], number < places.count
        else { return nil }
        let place = places[number]
        return try files[place.file].row(at: place.place, format).response
    }
}
