import Records
import Storage
import Synchronization

/// Finds what the path of a picture that is not there may have been meant for, among the files below
/// a data root. It is told, never used. Any thread may ask.
final class NearFiles: Sendable {
    private let root: String
    /// The names of folders that were looked at; nothing for one with too many.
    private let folders = Mutex<[[UInt8]: ArchiveNames?]>([:])

    /// The most names of a folder, which are all in memory.
    private static let mostNames = 50_000
    /// The most folders that are remembered.
    private static let mostFolders = 32

    /// The files below a folder.
    init(root: String) { self.root = root }

    /// What a reader of a reject should know of a path, relative to the root, that is not there.
    func hint(for path: String) -> String? {
        var found = ""
        for step in path.utf8.split(whereSeparator: { $0 == 0x2F || $0 == 0x5C }) {
            let name = String(decoding: step, as: UTF8.self)
            let here = found.isEmpty ? name : found + "/" + name
            if (try? FileSystem.linkStatus(root + "/" + here)) ?? nil != nil {
                found = here
                continue
            }
            guard let near = names(in: found.isEmpty ? "." : found)?.near(name) else { return nil }
            found = found.isEmpty ? near : found + "/" + near
        }
        guard let difference = NameDifference(of: path, from: found),
            (try? FileSystem.resolve(found, under: root)) != nil
        else { return nil }
        return "there is `\(found)`, which differs \(difference.rawValue)"
    }

    private func names(in folder: String) -> ArchiveNames? {
        folders.withLock { folders in
            let key = Array(folder.utf8)
            if let known = folders[key] { return known }
            if folders.count >= NearFiles.mostFolders { folders.removeAll() }
            let names = names(of: folder)
            folders[key] = .some(names)
            return names
        }
    }

    private func names(of folder: String) -> ArchiveNames? {
        do throws(Fault) {
            let path = try FileSystem.resolve(folder, under: root)
            let found = try FileSystem.names(in: path, limit: NearFiles.mostNames)
            return found.isWhole ? ArchiveNames(found.names) : nil
        } catch {
            return nil
        }
    }
}
