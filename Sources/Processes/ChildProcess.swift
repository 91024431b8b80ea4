import Glibc
public import Records

/// A program that is to run, without a shell, and end before we do.
///
/// It runs in a process group of its own, with nothing to read unless a file is named; what it and its
/// children print goes to a file. When it ends or is stopped, its whole group ends; so it does if this
/// process is killed.
public struct ChildProcess: Sendable {
    /// The program, looked up in `PATH` unless it is a path, and its arguments.
    public var arguments: [String]
    /// The folder it works in.
    public var folder: String
    /// Its environment, each `NAME=value`.
    public var environment: [String]
    /// The file that what it prints is appended to.
    public var logPath: String
    /// The file that it reads from its standard input; nothing if it has nothing to read.
    public var inputPath: String?
    /// The file that its standard output goes to, written anew; nothing for the log's.
    public var outputPath: String?
    /// How long it has between being asked to end (SIGTERM) and being killed.
    public var grace: Duration = .seconds(5)

    /// A program with its surroundings.
    public init(
        _ arguments: [String], folder: String, environment: [String], logPath: String
    ) {
        self.arguments = arguments
        self.folder = folder
        self.environment = environment
        self.logPath = logPath
    }

    /// Runs the program to its end, without blocking the thread. If the task is cancelled, the program
    /// is asked to end, and this returns once it has.
    ///
    /// - Returns: how it ended, whatever that means.
    /// - Throws: a `Fault` if it cannot be started.
    public func run() async throws(Fault) -> ProcessEnd {
        let path = try ProgramPath.find(arguments.first ?? "", folder, environment)
        let keeper = try ProcessKeeper.shared.get()
        let number = keeper.nextNumber()
        let answer = await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Answer, Never>) in
                keeper.send(
                    .start(
                        ProcessOrder(
                            number: number, path: path, process: self,
                            continuation: continuation)))
                // The handler may have run before there was anything to stop.
                if Task.isCancelled { keeper.send(.stop(number)) }
            }
        } onCancel: {
            keeper.send(.stop(number))
        }
        return try answer.result()
    }
}

extension ChildProcess {
    /// What became of an order.
    struct Answer: Sendable {
        var end: ProcessEnd?
        var fault: Fault?

        func result() throws(Fault) -> ProcessEnd {
            if let fault { throw fault }
            guard let end else { throw Fault(.internalError, "a process has no end") }
            return end
        }
    }
}

/// A program that somebody waits for.
struct ProcessOrder: Sendable {
    var number: Int
    var path: String
    var process: ChildProcess
    var continuation: CheckedContinuation<ChildProcess.Answer, Never>
}
