public import Records

/// A unit that could not be done. The others of its stage go on without it.
public struct UnitFailure: Sendable, Equatable {
    /// The stage.
    public var stage: String
    /// The unit.
    public var unit: String
    /// What ended its last attempt.
    public var fault: Fault
    /// Whether its stage has no other unit: then the stage itself is what failed.
    var isOnly = false

    /// A unit and what ended it.
    public init(stage: String, unit: String, fault: Fault) {
        self.stage = stage
        self.unit = unit
        self.fault = fault
    }
}

extension UnitFailure {
    /// How many units are named in a message.
    private static let namedCount = 10

    /// The one fault of a run in which units failed. A single failure keeps its place and remedy, and
    /// its code too if it is all that its stage has to do.
    ///
    /// - Parameters:
    ///   - failures: at least one, in the order of the stages.
    ///   - skipped: stages that could not run for want of these.
    static func fault(for failures: [UnitFailure], skipped: [String]) -> Fault {
        var fault = failures.count == 1 ? failures[0].fault : Fault(.failedUnits, "")
        let codes = Set(failures.map(\.fault.code))
        if failures.count != 1 || !failures[0].isOnly {
            // Only if trying again may help with all of them, it may help.
            fault.code =
                codes.contains(.internalError)
                ? .internalError : codes == [.tryAgain] ? .tryAgain : .failedUnits
        }
        if failures.count == 1 {
            let (unit, stage) = (failures[0].unit, failures[0].stage)
            let name =
                failures[0].fault.code == .tryAgain
                ? "the unit `\(unit)` of `\(stage)` is not done yet"
                : "the unit `\(unit)` of `\(stage)` failed"
            fault.message = "\(name): \(fault.message)"
        } else {
            let names = failures.prefix(namedCount).map { "`\($0.stage)/\($0.unit)`" }
            let more = failures.count - names.count
            fault.message = "\(failures.count) units failed: \(names.joined(separator: ", "))"
            if more > 0 { fault.message += " and \(more) more" }
        }
        if !skipped.isEmpty {
            let names = skipped.map { "`\($0)`" }.joined(separator: ", ")
            fault.message += "; not run for want of that: \(names)"
        }
        return fault
    }
}
