import Records

/// What the events of a run's latest session come to: a state machine without input or output.
struct SessionProgress: Sendable, Hashable {
    /// What the events say of a stage.
    struct Stage: Sendable, Hashable {
        /// How its turn ended.
        enum End: String, Sendable, Hashable {
            case finished
            case failed
            case skipped
        }

        /// Its name.
        var name: String
        /// How many units it has; nothing before they are known.
        var unitCount: Int?
        /// How many of them are done, in this session or before.
        var unitsDone = 0
        /// How many of them failed.
        var unitsFailed = 0
        /// How it ended; nothing while it has not.
        var end: End?
        /// The progress of the unit that last spoke.
        var progress: UnitProgress?
    }

    /// When the session began.
    private(set) var start: Timestamp?
    /// When the session last said something.
    private(set) var latest: Timestamp?
    /// The stages that had a turn, in the order of their turns.
    private(set) var stages: [Stage] = []
    /// What ended the session; nothing while it goes on, or was killed.
    private(set) var end: Event.Kind?
    /// What was said of its end.
    private(set) var message: String?

    /// Takes an event in.
    mutating func apply(_ event: Event) {
        defer { latest = event.time }
        switch event.kind {
        case .runStarted:
            self = SessionProgress()
            start = event.time
        case .runFinished, .runFailed, .runInterrupted:
            end = event.kind
            message = event.message
        default:
            guard let name = event.stage else { return }
            let index = stages.lastIndex { $0.name == name }
            var stage = index.map { stages[$0] } ?? Stage(name: name)
            guard stage.apply(event) else { return }
            if let index { stages[index] = stage } else { stages.append(stage) }
        }
    }
}

extension SessionProgress.Stage {
    /// Takes an event of this stage in; false if it says nothing here.
    mutating func apply(_ event: Event) -> Bool {
        switch event.kind {
        case .stagePlanned:
            unitCount = event.unitCount
            unitsDone = event.cachedCount ?? 0
        case .stageCached, .stageFinished:
            unitCount = event.unitCount
            unitsDone = event.unitCount ?? 0
            end = .finished
        case .stageFailed: end = .failed
        case .stageSkipped: end = .skipped
        case .unitFinished, .unitCached: unitsDone += 1
        case .unitFailed: unitsFailed += 1
        case .unitProgress: progress = event.progress
        default: return false
        }
        return true
    }
}

extension SessionProgress: TableRow {
    var json: JSONValue {
        .object([
            .init("start", start.map { .string($0.description) } ?? .null),
            .init("latest", latest.map { .string($0.description) } ?? .null),
            .init("end", end.map { .string($0.rawValue) } ?? .null),
            .init("message", message.map { .string($0) } ?? .null),
            .init("stages", .array(stages.map(\.json))),
        ])
    }

    init(json: JSONValue) throws(Fault) {
        start = json["start"]?.stringValue.flatMap { Timestamp($0) }
        latest = json["latest"]?.stringValue.flatMap { Timestamp($0) }
        end = json["end"]?.stringValue.flatMap { Event.Kind(rawValue: $0) }
        message = json["message"]?.stringValue
        for stage in try json.column("stages", \.arrayValue) {
            stages.append(try Stage(json: stage))
        }
    }
}

extension SessionProgress.Stage: TableRow {
    var json: JSONValue {
        .object([
            .init("name", .string(name)),
            .init("units", unitCount.map { .integer($0) } ?? .null),
            .init("units_done", .integer(unitsDone)),
            .init("units_failed", .integer(unitsFailed)),
            .init("end", end.map { .string($0.rawValue) } ?? .null),
            .init("progress", progress?.json ?? .null),
        ])
    }

    init(json: JSONValue) throws(Fault) {
        name = try json.column("name", \.stringValue)
        unitCount = json["units"]?.integerValue
        unitsDone = try json.column("units_done", \.integerValue)
        unitsFailed = try json.column("units_failed", \.integerValue)
        end = json["end"]?.stringValue.flatMap { End(rawValue: $0) }
        if let value = json["progress"], value != .null { progress = try UnitProgress(json: value) }
    }
}
