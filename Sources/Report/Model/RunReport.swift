public import Records

/// What a run came to: one model, which `text`, `json` and `ReportPage.html` show, so that their
/// figures cannot differ.
public struct RunReport: Sendable {
    /// The version of the JSON.
    public static let format = 1

    /// How the run stands.
    public enum State: String, Sendable, Hashable {
        /// Every stage is published.
        case done
        /// What was asked for is done, which was not all of it.
        case partlyDone = "partly_done"
        /// A process works on it.
        case running
        /// It was stopped, by a signal or a kill.
        case interrupted
        /// A stage failed.
        case failed
    }

    /// The run's name; several, in a comparison.
    public var runs: [String]
    /// How it stands; the least finished of several.
    public var state: State
    /// What is to be said of that; nothing where it is done.
    public var message: String?
    /// The parts, in the order in which they are shown.
    public var sections: [ReportSection]
    /// The questions to look at, if they were asked for.
    public var gallery: QuestionGallery?

    /// A section by its name.
    public func section(_ name: String) -> ReportSection? { sections.first { $0.name == name } }

    /// The report's heading.
    public var title: String { runs.joined(separator: " · ") }

    /// The whole model but for the gallery's rows, as one object.
    public var json: JSONValue {
        .object(
            [
                .init("format", .integer(RunReport.format)),
                .init("runs", .array(runs.map { .string($0) })),
                .init("state", .string(state.rawValue)),
                .init("message", message.map { .string($0) } ?? .null),
            ] + sections.map { .init($0.name, $0.json) })
    }
}
