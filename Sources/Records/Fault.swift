/// What went wrong, what was expected, and what to do about it: the one error type that crosses a
/// module's border.
///
/// A fault is rendered in one place, `FaultRenderer`; whoever throws one only fills in the facts.
public struct Fault: Error, Sendable, Equatable {
    /// The class of a fault; it decides the process's exit status.
    public enum Code: String, Sendable, Equatable, CaseIterable {
        /// Units failed; the rest is done. Exit status 1.
        case failedUnits
        /// There is work to do, where a command was asked to say so. Exit status 2.
        case workToDo
        /// The command line is wrong. Exit status 64.
        case usage
        /// A manifest, a data set or a file is wrong. Exit status 65.
        case badInput
        /// A file that was named is not there or cannot be read. Exit status 66.
        case noInput
        /// A program or a service that is needed is not there. Exit status 69.
        case unavailable
        /// A bug of ours. Exit status 70.
        case internalError
        /// A file or folder for results cannot be made. Exit status 73.
        case cannotCreate
        /// The disk or another device failed. Exit status 74.
        case inputOutput
        /// It may work when tried again: a lock is held, a disk is full. Exit status 75.
        case tryAgain
        /// The surroundings are set up wrongly: an environment variable, a root. Exit status 78.
        case configuration
        /// The user stopped the work. Exit status 130.
        case interrupted
        /// A signal to terminate stopped the work. Exit status 143.
        case terminated
    }

    /// The class of the fault.
    public var code: Code
    /// What was found, and what was expected.
    public var message: String
    /// What the reader can do about it.
    public var remedy: String?
    /// Where it was found.
    public var location: SourceLocation?
    /// What the system or a library said.
    public var cause: String?

    /// A fault with its facts.
    public init(
        _ code: Code, _ message: String, remedy: String? = nil, location: SourceLocation? = nil,
        cause: String? = nil
    ) {
        self.code = code
        self.message = message
        self.remedy = remedy
        self.location = location
        self.cause = cause
    }

    /// The process exit status that this fault ends in, after sysexits(3).
    public var exitStatus: Int32 { code.exitStatus }
}

extension Fault: CustomStringConvertible {
    /// One line for a log; `FaultRenderer` makes what a user reads.
    public var description: String {
        let place = location.map { "\($0): " } ?? ""
        let reason = cause.map { " (\($0))" } ?? ""
        return "\(place)\(message)\(reason)"
    }
}
