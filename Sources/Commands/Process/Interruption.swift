import Dispatch
import Engine
import Glibc
import Synchronization

/// Turns SIGINT and SIGTERM into the cancellation of a task. A second signal ends the process.
enum Interruption {
    /// How long the work may take to stop, before the process ends without it. What is under way then
    /// is lost, and nothing else: it is all temporary.
    private static let grace = DispatchTimeInterval.milliseconds(1500)

    /// Does some work, and cancels it at the first signal.
    ///
    /// - Parameters:
    ///   - body: the work.
    ///   - abandon: called on a thread of its own when the work has not stopped in time, before the
    ///     process ends with `exitStatus`.
    static func cancelling<Result: Sendable>(
        _ body: @escaping @Sendable () async throws -> Result,
        abandon: @escaping @Sendable () -> Void
    ) async throws -> Result {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return try await body() }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        signalPipe.store(ends[1], ordering: .sequentiallyConsistent)
        firstSignal.store(0, ordering: .sequentiallyConsistent)
        isTerminated.store(false, ordering: .sequentiallyConsistent)
        let task = Task { try await body() }
        // Threads of our own: the work may keep every thread of the cooperative pool busy.
        let readEnd = ends[0]
        DispatchQueue(label: "signals").async {
            var byte: UInt8 = 0
            while read(readEnd, &byte, 1) < 0 && errno == EINTR {}
            task.cancel()
            OutputStream.standardError.write(
                "\nstopping; what is done is kept (once more: stop at once)\n")
            DispatchQueue(label: "grace").asyncAfter(deadline: .now() + grace) {
                abandon()
                _exit(exitStatus)
            }
        }
        install()
        return try await task.value
    }

    /// How a process ends that a signal stopped: 143 if the first was to terminate it, else 130.
    static var exitStatus: Int32 {
        // Plain numbers: a signal handler asks for it.
        isTerminated.load(ordering: .sequentiallyConsistent) ? 143 : 130
    }

    private static func install() {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { number in
            let now = Interruption.monotonicMilliseconds()
            let (isFirst, first) = firstSignal.compareExchange(
                expected: 0, desired: now, ordering: .sequentiallyConsistent)
            if isFirst {
                isTerminated.store(number == SIGTERM, ordering: .sequentiallyConsistent)
                var byte: UInt8 = 1
                _ = write(signalPipe.load(ordering: .sequentiallyConsistent), &byte, 1)
            } else if now - first > 200 {
                // timeout(1) and terminals send one interrupt twice; 200 ms tell that from a wish.
                _exit(Interruption.exitStatus)
            }
        }
        sigaction(SIGINT, &action, nil)
        sigaction(SIGTERM, &action, nil)
    }

    /// Never 0.
    private static func monotonicMilliseconds() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int(time.tv_sec) * 1000 + Int(time.tv_nsec) / 1_000_000 + 1
    }
}

/// Where the handler writes. Initialised before the handler is installed.
private let signalPipe = Atomic<Int32>(-1)
/// When the first signal came, 0 before. Initialised before the handler is installed.
private let firstSignal = Atomic<Int>(0)
/// Whether the first signal was SIGTERM. Initialised before the handler is installed.
private let isTerminated = Atomic<Bool>(false)
