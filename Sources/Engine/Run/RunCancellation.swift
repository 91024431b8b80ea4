import Glibc
public import Records
import Storage

/// Asks the process that works on a run to stop.
public enum RunCancellation {
    /// How the process was asked.
    public enum Means: Sendable, Hashable {
        /// By SIGINT: it runs here.
        case signal
        /// By a file in the run's folder, for which it looks once a second: it runs elsewhere, or
        /// belongs to somebody else.
        case file
    }

    /// Asks the holder of a run's lock to stop.
    ///
    /// A signal goes only to a process of this machine that has the run's lock file open, so that a
    /// number that was given to another process meanwhile harms nobody.
    ///
    /// - Throws: a `Fault` if the request cannot be written.
    public static func request(
        _ folder: RunFolder, of holder: RunLock.Holder
    ) throws(Fault) -> Means {
        if holder.host == Host.name, hasOpen(folder.lockPath, process: holder.processIdentifier),
            let identifier = pid_t(exactly: holder.processIdentifier), identifier > 1,
            kill(identifier, SIGINT) == 0
        {
            return .signal
        }
        try leaveRequest(folder, for: holder)
        return .file
    }

    /// Writes the file for which the holder looks.
    static func leaveRequest(_ folder: RunFolder, for holder: RunLock.Holder) throws(Fault) {
        try FileSystem.write(requestBytes(holder), to: folder.cancelPath)
    }

    /// Whether this process was asked to stop; the request is taken away then. A request that an
    /// earlier process left unanswered means nobody.
    public static func takeRequest(of folder: RunFolder) -> Bool {
        guard let bytes = try? FileSystem.read(folder.cancelPath, limit: 4096),
            let holder = RunLock.currentHolder(folder), bytes == requestBytes(holder),
            holder.processIdentifier == Host.processIdentifier, holder.host == Host.name
        else { return false }
        try? FileSystem.remove(folder.cancelPath)
        return true
    }

    private static func requestBytes(_ holder: RunLock.Holder) -> [UInt8] {
        let value: JSONValue = [
            "pid": .integer(holder.processIdentifier), "host": .string(holder.host),
            "started": .string(holder.started),
        ]
        return Array((value.serialized + "\n").utf8)
    }

    /// Whether a process of this machine has a file open.
    private static func hasOpen(_ path: String, process: Int) -> Bool {
        guard let file = try? FileSystem.status(path) else { return false }
        let folder = "/proc/\(process)/fd"
        for name in (try? FileSystem.list(folder)) ?? [] {
            guard let open = try? FileSystem.status("\(folder)/\(name)") else { continue }
            if open.inode == file.inode && open.device == file.device { return true }
        }
        return false
    }
}
