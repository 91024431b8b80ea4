public import Records
import Storage

/// What units of some stages told of themselves as they worked, by how far they were: the curves of a stage
/// that is not published yet. It is read from the event log, from where the last reading ended.
///
/// A unit speaks five times a second at most (`UnitProgress`), so a quick one leaves steps out.
public struct ProgressHistory: Sendable {
    /// What a unit told at a place.
    public struct Point: Sendable, Hashable {
        /// How many were done.
        public var done: Int
        /// The numbers that it told.
        public var metrics: [UnitProgress.Metric]
    }

    private struct Stage {
        var name: String
        var points: [Point] = []
    }

    /// More points of a stage than this are thinned to half.
    static let mostPoints = 4000

    private let path: String
    private var offset = 0
    private var stages: [Stage]

    /// Nothing yet of some stages of a run.
    ///
    /// - Parameters:
    ///   - folder: the run's folder.
    ///   - stages: their names.
    public init(_ folder: RunFolder, stages: [String]) {
        path = folder.eventsPath
        self.stages = stages.map { Stage(name: $0) }
    }

    /// Takes in what was told since the last time.
    ///
    /// - Throws: a `Fault` if the log cannot be read.
    public mutating func update() throws(Fault) {
        guard let size = try FileSystem.status(path)?.byteCount else { return }
        if size < offset {
            offset = 0
            for index in stages.indices { stages[index].points = [] }
        }
        let bytes = try FileSystem.read(path, from: offset)
        // What is behind the last line's end is still being written.
        guard let end = bytes.lastIndex(of: UInt8(ascii: "\n")) else { return }
        offset += end + 1
        for event in EventLog.events(in: bytes[...end], kinds: [.unitProgress]) { apply(event) }
    }

    /// What a stage's units told, the least done first; nothing if it told no numbers.
    public func points(of stage: String) -> [Point] {
        stages.first { $0.name.utf8.elementsEqual(stage.utf8) }?.points ?? []
    }

    private mutating func apply(_ event: Event) {
        guard let progress = event.progress,
            !progress.metrics.isEmpty, let name = event.stage,
            let index = stages.firstIndex(where: { $0.name.utf8.elementsEqual(name.utf8) })
        else { return }
        // A unit that was resumed does again what came after its last checkpoint.
        while let last = stages[index].points.last, last.done >= progress.done {
            stages[index].points.removeLast()
        }
        stages[index].points.append(Point(done: progress.done, metrics: progress.metrics))
        guard stages[index].points.count > ProgressHistory.mostPoints else { return }
        let points = stages[index].points
        stages[index].points = stride(from: 0, to: points.count, by: 2).map { points[$0] }
    }
}
