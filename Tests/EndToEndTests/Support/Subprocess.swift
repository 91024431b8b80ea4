import Glibc
import Records
import Storage
import TestSupport

/// A process that a test started, with its output going to files.
final class Subprocess: Sendable {
    /// How a process ended and what it wrote.
    struct End: Sendable {
        /// The exit status, or 128 + the signal's number as a shell has it.
        var status: Int32
        var output: String
        var errors: String
        /// From the start, or from the signal that `wait` was told of.
        var wall: Duration
    }

    let identifier: pid_t
    private let start = ContinuousClock.now
    private let folder: TemporaryFolder

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - arguments: the program, looked up in `PATH` unless it is a path, and its arguments.
    ///   - directory: where it works.
    init(_ arguments: [String], in directory: String) throws {
        folder = try TemporaryFolder("process")
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let flags = O_WRONLY | O_CREAT | O_TRUNC
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "\(folder.path)/output", flags, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, "\(folder.path)/errors", flags, 0o600)
        // The test runner may block or ignore signals; a shell's child does not.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigaddset(&signals, SIGINT)
        sigaddset(&signals, SIGTERM)
        sigaddset(&signals, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
        // env(1) changes the folder and becomes the program: the process stays the same.
        let command = ["/usr/bin/env", "-C", directory] + arguments
        var strings = command.map { strdup($0) } + [nil]
        defer { for string in strings { free(string) } }
        var identifier: pid_t = 0
        let error = posix_spawn(
            &identifier, command[0], &actions, &attributes, &strings, environ)
        guard error == 0 else {
            throw Fault(
                .internalError, "`\(command[0])` cannot be started",
                cause: String(cString: strerror(error)))
        }
        self.identifier = identifier
    }

    /// Sends a signal, and says when.
    @discardableResult func signal(_ number: Int32) -> ContinuousClock.Instant {
        kill(identifier, number)
        return .now
    }

    /// What it wrote to standard output so far.
    var output: String { text("output") }

    /// Whether it has ended. `wait` still tells how.
    var hasEnded: Bool {
        var information = siginfo_t()
        let options = WEXITED | WNOHANG | WNOWAIT
        return waitid(P_PID, id_t(identifier), &information, options) == 0
            && information.si_signo == SIGCHLD
    }

    /// Waits for the end.
    ///
    /// - Throws: a `Fault` if the process runs longer than `limit`; it is killed then.
    func wait(
        atMost limit: Duration = .seconds(120), since: ContinuousClock.Instant? = nil
    ) async throws -> End {
        let deadline = ContinuousClock.now + limit
        var status: Int32 = 0
        while waitpid(identifier, &status, WNOHANG) == 0 {
            if ContinuousClock.now > deadline {
                kill(identifier, SIGKILL)
                waitpid(identifier, &status, 0)
                throw Fault(
                    .internalError, "the process ran longer than \(limit)", cause: text("errors"))
            }
            try await Task.sleep(for: .milliseconds(2))
        }
        let wall = (since ?? start).duration(to: .now)
        let signal = status & 0x7F
        return End(
            status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal, output: text("output"),
            errors: text("errors"), wall: wall)
    }

    private func text(_ name: String) -> String {
        String(decoding: (try? FileSystem.read("\(folder.path)/\(name)")) ?? [], as: UTF8.self)
    }
}

nonisolated(unsafe) private let environ = Glibc.environ
