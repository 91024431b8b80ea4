import Engine
import Records
import Storage
import Terminal

/// The logs of a stage's units, or its events while there are none, as they grow.
struct StageLogs {
    private struct Open {
        var log: UnitLog
        var file: GrowingFile
    }

    private let run: RunFolder
    private let stage: String
    private let unit: String?
    private let tail: Int?
    private var open: [Open] = []
    /// The logs that are open. By bytes: names that look alike may be two units.
    private var known: Set<[UInt8]> = []
    private var events: GrowingFile
    /// Whether nothing was looked at yet: only then `tail` counts.
    private var isFirst = true
    /// Whether a line has been shown.
    private var hasShown = false
    /// The log whose lines were shown last.
    private var shown: UnitLog?

    /// Logs from their start, or from their last lines on.
    init(_ run: RunFolder, stage: String, unit: String?, tail: Int?) {
        self.run = run
        self.stage = stage
        self.unit = unit
        self.tail = tail
        events = GrowingFile(run.eventsPath)
    }

    /// Shows what came since.
    mutating func write(to stream: OutputStream) throws(Fault) {
        defer { isFirst = false }
        for log in try UnitLog.all(of: stage, in: run) {
            if let unit, !log.unit.utf8.elementsEqual(unit.utf8) { continue }
            guard known.insert(Array(log.path.utf8)).inserted else { continue }
            // A log that begins while we look is shown from its start.
            open.append(Open(log: log, file: GrowingFile(log.path, last: isFirst ? tail : nil)))
        }
        if open.isEmpty { return try writeEvents(to: stream) }
        for index in open.indices {
            while true {
                let lines = try open[index].file.lines()
                if lines.isEmpty { break }
                show(lines.map { String(decoding: $0, as: UTF8.self) }, of: open[index].log, stream)
            }
        }
    }

    /// Shows the lines that have no end.
    ///
    /// - Throws: a `Fault` of code `noInput` if there is nothing at all.
    mutating func finish(_ stream: OutputStream) throws(Fault) {
        for index in open.indices {
            guard let rest = open[index].file.takeRest() else { continue }
            show([String(decoding: rest, as: UTF8.self)], of: open[index].log, stream)
        }
        guard !hasShown, open.isEmpty, tail != 0 else { return }
        let name = unit.map { "\(stage)/\($0)" } ?? stage
        throw Fault(
            .noInput, "the run `\(run.name)` has no log of `\(name)`",
            remedy: "`pipeline status \(ShellWord.quoted(run.name))` tells which stages have begun")
    }

    private mutating func writeEvents(to stream: OutputStream) throws(Fault) {
        // The last of them are only known when all are read.
        let mostHeld = isFirst ? tail : nil
        var held: [String] = []
        while true {
            let lines = try events.lines()
            if lines.isEmpty { break }
            held += lines.compactMap { EventLine.text(of: $0, stage: stage, unit: unit) }
            if let mostHeld {
                held = held.suffix(mostHeld)
            } else {
                write(&held, to: stream)
            }
        }
        write(&held, to: stream)
    }

    private mutating func write(_ lines: inout [String], to stream: OutputStream) {
        for line in lines { stream.write(line + "\n") }
        hasShown = hasShown || !lines.isEmpty
        lines = []
    }

    private mutating func show(_ lines: [String], of log: UnitLog, _ stream: OutputStream) {
        if unit == nil, shown != log {
            let name = FaultRenderer.printable("\(stage)/\(log.unit)")
            stream.write("\(shown == nil ? "" : "\n")==> \(name) <==\n")
        }
        shown = log
        hasShown = true
        for line in lines { stream.write(FaultRenderer.printable(line) + "\n") }
    }
}
