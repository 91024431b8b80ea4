public import Records
import Storage
import Synchronization

/// Digests of files outside the store, remembered by path, size, modification time, inode and
/// device, so that a run in which nothing changed reads no data again.
///
/// A file that was written less than two seconds before it was hashed is not remembered: it might
/// change again within the clock's grain. A file whose bytes change while size and time are put back
/// is not noticed; that is the limit of any such cache.
public final class DigestCache: Sendable {
    private struct State {
        var rows: [String: DigestRow]?
        var changed = false
        /// What was hashed by this process.
        var fresh: Set<String> = []
    }

    private let path: String
    private let isTrusted: Bool
    private let state = Mutex(State())

    /// A cache kept in a file, which is read when it is first needed.
    ///
    /// - Parameter isTrusted: whether what was remembered before this process is believed.
    init(path: String, isTrusted: Bool = true) {
        self.path = path
        self.isTrusted = isTrusted
    }

    /// The digest of a file's bytes.
    ///
    /// - Throws: a `Fault` of code `badInput` if it cannot be read.
    public func digest(ofFile file: String) throws(Fault) -> Digest {
        guard let status = try FileSystem.status(file) else {
            throw Fault(.badInput, "`\(file)` does not exist")
        }
        var row = DigestRow(path: file, status: status, digest: nil)
        if let known = remembered(file), known.describesSameFile(as: row),
            let digest = known.digest
        {
            return digest
        }
        let digest = try SHA256.digest(ofFile: file)
        row.digest = digest
        let age = Timestamp.now.milliseconds - row.modified / 1_000_000
        if age > 2000, let after = try FileSystem.status(file),
            row.describesSameFile(as: DigestRow(path: file, status: after, digest: nil))
        {
            state.withLock {
                $0.rows?[file] = row
                $0.fresh.insert(file)
                $0.changed = true
            }
        }
        return digest
    }

    /// Writes the cache if it has learnt something. A failure loses nothing but time.
    public func save() {
        let rows = state.withLock { state -> [DigestRow]? in
            guard state.changed, let rows = state.rows else { return nil }
            state.changed = false
            return rows.values.sorted { $0.path < $1.path }
        }
        guard let rows else { return }
        var bytes: [UInt8] = []
        for row in rows {
            row.json.append(to: &bytes)
            bytes.append(UInt8(ascii: "\n"))
        }
        do throws(Fault) {
            let parent = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
            try FileSystem.createFolder(parent)
            try FileSystem.write(bytes, to: path)
        } catch {
            return
        }
    }

    private func remembered(_ file: String) -> DigestRow? {
        state.withLock { state in
            if state.rows == nil {
                let rows = (try? TableReader.read(DigestRow.self, from: path)) ?? []
                state.rows = Dictionary(
                    rows.map { ($0.path, $0) }, uniquingKeysWith: { _, last in last })
            }
            return isTrusted || state.fresh.contains(file) ? state.rows?[file] : nil
        }
    }
}
