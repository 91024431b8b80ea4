import Glibc
import Records
import Storage

/// A file of events that TensorBoard reads while it grows.
struct TensorBoardFile: ~Copyable {
    /// What a file's name has in it for TensorBoard to find it.
    private static let prefix = "events.out.tfevents."

    private var file: BufferedFile

    /// Makes the file of a finished run in a folder.
    ///
    /// - Throws: a `Fault` where it cannot be made.
    init(in folder: String) throws(Fault) {
        file = try TensorBoardFile.open(
            folder + "/" + TensorBoardFile.prefix + "pipeline",
            [TensorBoardEvent(time: 0, step: 0, content: .fileVersion)])
    }

    /// Makes the file of a session; those of earlier sessions stay.
    ///
    /// - Parameter step: the first that it takes. What earlier sessions wrote of it and later ones is
    ///   void.
    /// - Throws: a `Fault` where it cannot be made.
    init(session folder: String, first step: Int) throws(Fault) {
        let now = StepTiming.Clock.now
        // TensorBoard reads the files of a folder in the order of their names.
        file = try TensorBoardFile.open(
            "\(folder)/\(TensorBoardFile.prefix)\(TensorBoardFile.stamp(of: now)).\(getpid())",
            [
                TensorBoardEvent(time: now, step: 0, content: .fileVersion),
                TensorBoardEvent(time: now, step: step, content: .sessionStart),
            ])
    }

    /// A time in nanoseconds, all of one length: those of two sessions differ, and sort as they began.
    private static func stamp(of seconds: Double) -> String {
        let digits = String(Int(seconds * 1e9))
        return String(repeating: "0", count: max(0, 19 - digits.utf8.count)) + digits
    }

    private static func open(
        _ path: String, _ events: [TensorBoardEvent]
    ) throws(Fault) -> BufferedFile {
        var file = try BufferedFile(path: path)
        try file.append { bytes in for event in events { event.append(to: &bytes) } }
        try file.flush()
        return file
    }

    /// Adds the numbers of a step.
    mutating func append(
        step: Int, _ values: [(name: String, value: Double)], _ time: Double
    ) throws(Fault) {
        try file.append {
            TensorBoardEvent(time: time, step: step, content: .scalars(values)).append(to: &$0)
        }
    }

    /// Lets readers see what was added.
    mutating func flush() throws(Fault) { try file.flush() }
}
