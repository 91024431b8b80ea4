import Records
import Storage

/// The right to work on a run. One process has it; `lock` in the run's folder says which.
public enum RunLock {
    /// Who has the lock, as written into it.
    public struct Holder: Sendable, Hashable {
        /// The process.
        public var processIdentifier: Int
        /// The machine it runs on.
        public var host: String
        /// When it started.
        public var started: String
    }

    /// Takes the lock.
    ///
    /// - Throws: a `Fault` of code `tryAgain` that names the holder if somebody has it.
    static func take(_ folder: RunFolder) async throws(Fault) -> FileLock {
        // `status` takes the lock for an instant; a holder keeps it.
        for attempt in 0..<4 {
            if attempt > 0 { try? await Task.sleep(for: .milliseconds(15)) }
            guard let lock = try FileLock(path: folder.lockPath) else { continue }
            let holder: JSONValue = [
                "pid": .integer(Host.processIdentifier), "host": .string(Host.name),
                "started": .string(Timestamp.now.description),
            ]
            lock.write(holder.serialized + "\n")
            return lock
        }
        let holder = RunLock.holder(folder)
        let who = holder.map { "process \($0.processIdentifier) on \($0.host)" }
        let since = holder.map { ", since \($0.started)" } ?? ""
        throw Fault(
            .tryAgain,
            "the run `\(folder.name)` is being worked on by \(who ?? "another process")\(since)",
            remedy: "wait for it, or stop it, or give this run another name: "
                + "`pipeline run MANIFEST --set name=NAME`")
    }

    /// Who works on a run now, or nothing.
    public static func currentHolder(_ folder: RunFolder) -> Holder? {
        guard FileLock.isHeld(folder.lockPath) else { return nil }
        return holder(folder) ?? Holder(processIdentifier: 0, host: "unknown", started: "")
    }

    private static func holder(_ folder: RunFolder) -> Holder? {
        guard let bytes = try? FileSystem.read(folder.lockPath, limit: 4096),
            let json = try? JSONReader.parse(bytes, file: folder.lockPath),
            let process = json["pid"]?.integerValue, let host = json["host"]?.stringValue
        else { return nil }
        return Holder(
            processIdentifier: process, host: host, started: json["started"]?.stringValue ?? "")
    }
}
