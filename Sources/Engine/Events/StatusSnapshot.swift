import Records
import Storage

/// A run's `status.json`: what its events came to, up to a place in the log. Whoever asks how a run
/// stands reads this and the events after it, not the whole log.
///
/// It is written beside the log, never instead of it, so it may be missing or late.
struct StatusSnapshot: Sendable {
    /// What the events before `offset` came to.
    var progress = SessionProgress()
    /// How many bytes of the log are taken in.
    var offset = 0

    /// How a run stands by its log.
    ///
    /// - Throws: a `Fault` if the log cannot be read.
    static func current(_ folder: RunFolder) throws(Fault) -> SessionProgress {
        guard let status = try FileSystem.status(folder.eventsPath) else {
            return SessionProgress()
        }
        var snapshot = read(folder)
        if snapshot.offset > status.byteCount { snapshot = StatusSnapshot() }
        for event in try EventLog.read(folder.eventsPath, from: snapshot.offset) {
            snapshot.progress.apply(event)
        }
        return snapshot.progress
    }

    /// Writes it. What keeps it from being written costs the next reader time and nothing else.
    func write(to folder: RunFolder) {
        let value: JSONValue = [
            "format": 1, "offset": .integer(offset), "session": progress.json,
        ]
        // Only who has the run's lock writes it: what a killed one left is replaced.
        let temporary = "\(folder.path)/.tmp-status"
        do throws(Fault) {
            try BufferedFile.write(Array((value.serialized + "\n").utf8), to: temporary)
            try FileSystem.rename(temporary, to: folder.statusPath)
        } catch {
            return
        }
    }

    private static func read(_ folder: RunFolder) -> StatusSnapshot {
        guard let bytes = try? FileSystem.read(folder.statusPath),
            let json = try? JSONReader.parse(bytes, file: folder.statusPath),
            json["format"]?.integerValue == 1, let offset = json["offset"]?.integerValue,
            let session = json["session"], let progress = try? SessionProgress(json: session)
        else { return StatusSnapshot() }
        return StatusSnapshot(progress: progress, offset: offset)
    }
}
