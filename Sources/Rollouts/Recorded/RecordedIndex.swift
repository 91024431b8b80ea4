import Records

/// Which question each recorded row answers, while files are read.
struct RecordedIndex {
    /// A row that answers a question.
    struct Entry {
        var question: Int
        var kind: RolloutKind
        var file: Int
        var place: RecordedFile.Place
    }

    private(set) var entries: [Entry] = []
    private(set) var rejects: [Reject] = []
    private(set) var rowCount = 0
    private(set) var cutCount = 0

    private let places: [[UInt8]: Int]
    private let finder: QuestionFinder?
    private var step: Int?
    private var provenance: String?
    private var seen: Set<Seen> = []

    private struct Seen: Hashable {
        var question: Int
        var kind: RolloutKind
        var draw: RecordedRow.Draw
    }

    init(_ questions: [Question], _ format: RecordedFormat) {
        var places: [[UInt8]: Int] = [:]
        for (place, question) in questions.enumerated() { places[Array(question.id.utf8)] = place }
        self.places = places
        finder = format == .verl ? QuestionFinder(questions) : nil
    }

    mutating func add(
        _ row: Result<RecordedRow, Fault>, at place: RecordedFile.Place,
        file: (index: Int, name: String)
    ) throws(Fault) {
        rowCount += 1
        func refuse(_ reason: String, _ detail: String, id: String? = nil) -> Reject {
            Reject(
                source: "recorded", file: file.name, row: place.index, position: place.position,
                id: id, stage: "rollout", reason: reason, detail: detail)
        }
        switch row {
        case .failure(let fault):
            rejects.append(refuse("malformed_row", fault.message))
        case .success(let found):
            try check(found.step, file.name)
            try check(found.provenance, file.name)
            switch question(found.question) {
            case .found(let question):
                if let draw = found.draw,
                    !seen.insert(Seen(question: question, kind: found.kind, draw: draw)).inserted
                {
                    rejects.append(
                        refuse(
                            "repeated_draw", "draw \(draw.number) of the question is there twice"))
                    return
                }
                if found.isCut { cutCount += 1 }
                entries.append(
                    Entry(question: question, kind: found.kind, file: file.index, place: place))
            case .nothing:
                let id: String? = if case .id(let id) = found.question { id } else { nil }
                rejects.append(
                    refuse(
                        "unknown_question", "no question that is asked has this id or text", id: id)
                )
            case .ambiguous(let count):
                rejects.append(
                    refuse(
                        "ambiguous_question", "\(count) questions have the text of its prompt"))
            }
        }
    }

    private func question(_ subject: RecordedRow.Subject) -> QuestionFinder.Finding {
        switch subject {
        case .id(let id): places[Array(id.utf8)].map { .found($0) } ?? .nothing
        case .text(let prompt, let answer): finder?.find(in: prompt, answer: answer) ?? .nothing
        }
    }

    /// One pass rate is not made of rollouts that were drawn in different ways.
    private mutating func check(_ found: String?, _ file: String) throws(Fault) {
        guard let found else { return }
        if let provenance, provenance != found {
            throw Fault(
                .badInput,
                "`\(file)` has rollouts of provenance `\(found)`, and there are others of "
                    + "`\(provenance)`",
                remedy: "name tables of one provenance")
        }
        provenance = found
    }

    /// Rollouts of several training steps are of several policies: one pass rate cannot be made of
    /// them.
    private mutating func check(_ found: Int?, _ file: String) throws(Fault) {
        guard let found else { return }
        if let step, step != found {
            throw Fault(
                .badInput,
                "`\(file)` has rollouts of training step \(found), and there are others of step "
                    + "\(step): they are of different policies",
                remedy: "name the files of one step")
        }
        step = found
    }
}
