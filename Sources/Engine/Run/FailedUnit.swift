public import Records
import Storage

/// A unit that failed in the last session of a run, as its log tells.
public struct FailedUnit: Sendable, Hashable {
    /// The stage.
    public var stage: String
    /// The unit.
    public var unit: String
    /// What ended its last attempt.
    public var message: String
    /// What the user can do about it.
    public var remedy: String?

    /// The units that failed in the last session of a run, in the order in which they did.
    ///
    /// Lines of other kinds are passed over without being parsed, so that it is quick with very many
    /// units.
    ///
    /// - Throws: a `Fault` if the log cannot be read.
    public static func all(of folder: RunFolder) throws(Fault) -> [FailedUnit] {
        var failed: [FailedUnit] = []
        let kinds: [Event.Kind] = [.runStarted, .unitFailed]
        for event in try EventLog.read(folder.eventsPath, kinds: kinds) {
            if event.kind == .runStarted {
                failed = []
            } else {
                failed.append(
                    FailedUnit(
                        stage: event.stage ?? "", unit: event.unit ?? "",
                        message: event.message ?? "", remedy: event.remedy))
            }
        }
        return failed
    }

    /// The failure as an object.
    public var json: JSONValue {
        .object([
            .init("stage", .string(stage)), .init("unit", .string(unit)),
            .init("message", .string(message)),
            .init("remedy", remedy.map { .string($0) } ?? .null),
        ])
    }
}
