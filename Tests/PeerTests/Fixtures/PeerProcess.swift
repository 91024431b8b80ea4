import Glibc
import Storage
import TestSupport

/// A program that a test runs, with its output going to files.
struct PeerProcess: Sendable {
    /// How it ended, and what it wrote.
    struct End {
        /// The exit status, or 128 + the signal's number as a shell has it.
        var status: Int32
        var output: String
        var errors: String
    }

    private let identifier: pid_t
    private let folder: TemporaryFolder

    /// Starts a program. Nothing of the machine's own packages is used.
    init(_ arguments: [String]) throws {
        folder = try TemporaryFolder()
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // A thread of a task has signals blocked, and a program would inherit that.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        let flags = O_WRONLY | O_CREAT | O_TRUNC
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, folder["output"], flags, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, folder["errors"], flags, 0o600)
        let command = ["/usr/bin/env", "PYTHONDONTWRITEBYTECODE=1", "PYTHONNOUSERSITE=1"]
        var strings = (command + arguments).map { strdup($0) } + [nil]
        defer { for string in strings { free(string) } }
        var identifier: pid_t = 0
        let error = posix_spawn(
            &identifier, command[0], &actions, &attributes, &strings, environ)
        guard error == 0 else {
            throw PeerFailure(
                description: "`\(arguments[0])` is not started: \(String(cString: strerror(error)))"
            )
        }
        self.identifier = identifier
    }

    /// Asks it to end.
    func stop() { kill(identifier, SIGTERM) }

    /// Waits for the end.
    func wait() -> End {
        var status: Int32 = 0
        while waitpid(identifier, &status, 0) < 0 && errno == EINTR {}
        let signal = status & 0x7F
        func text(_ name: String) -> String {
            String(decoding: (try? FileSystem.read(folder[name])) ?? [], as: UTF8.self)
        }
        return End(
            status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal, output: text("output"),
            errors: text("errors"))
    }
}

nonisolated(unsafe) private let environ = Glibc.environ
