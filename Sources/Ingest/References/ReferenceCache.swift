import Records
import Storage

/// Lists of the pictures that annotations name, kept in a folder under a digest of the annotations and
/// of how they are read, so that a run with nothing to do parses none. Losing one costs only time.
struct ReferenceCache {
    /// The folder; it need not exist.
    let folder: String

    /// The lists kept under a key; nothing if there are none, or not those of these splits, or they
    /// cannot be read.
    func lists(_ key: Digest, of splits: [String]) -> [PictureReferences]? {
        guard let lists = try? TableReader.read(PictureReferences.self, from: path(key)),
            lists.map(\.split) == splits
        else { return nil }
        return lists
    }

    /// Keeps lists under a key. A failure loses nothing but time.
    func keep(_ lists: [PictureReferences], as key: Digest) {
        var bytes: [UInt8] = []
        for list in lists {
            list.json.append(to: &bytes)
            bytes.append(UInt8(ascii: "\n"))
        }
        do throws(Fault) {
            try FileSystem.createFolder(folder)
            try FileSystem.write(bytes, to: path(key))
        } catch {
            return
        }
    }

    private func path(_ key: Digest) -> String { "\(folder)/\(key.hex).jsonl" }
}
