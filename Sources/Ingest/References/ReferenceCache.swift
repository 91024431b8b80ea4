import Records
import Storage

/// Lists of the pictures that annotations name, kept in a folder under a digest of the annotations and
/// of how they are read, so that a run with nothing to do parses none. Losing one costs only time.
struct ReferenceCache {
    /// The folder; it need not exist.
    let folder: String

    /// The fingerprints of splits, told from the lists kept under a key; nothing if there are none, or
    /// not those of these splits, or they cannot be read.
    ///
    /// - Parameter look: what stands for the pictures at some paths of a split.
    func fingerprints(
        _ key: Digest, of splits: [String],
        look: (_ split: Int, _ paths: [String]) throws(Fault) -> Key128
    ) throws(Fault) -> [SplitFingerprint]? {
        guard (try? FileSystem.status(path(key))) ?? nil != nil else { return nil }
        var found: [SplitFingerprint] = []
        var missing = 0
        var lookFault: Fault?
        do throws(Fault) {
            try TableReader.forEach(ReferenceRow.self, from: path(key)) { row throws(Fault) in
                switch row {
                case .split(let name, let count, let rest):
                    guard missing == 0, found.count < splits.count, name == splits[found.count]
                    else { throw Fault(.badInput, "the list is not of these splits") }
                    found.append(SplitFingerprint(rest: rest))
                    missing = count
                case .group(let content, let paths):
                    guard !found.isEmpty, missing > 0 else {
                        throw Fault(.badInput, "the list is not whole")
                    }
                    do throws(Fault) {
                        let pictures = try look(found.count - 1, paths)
                        found[found.count - 1].append(content: content, pictures: pictures)
                    } catch {
                        lookFault = error
                        throw error
                    }
                    missing -= 1
                }
            }
        } catch {
            if let lookFault { throw lookFault }
            return nil
        }
        return missing == 0 && found.count == splits.count ? found : nil
    }

    /// Keeps lines under a key. A failure loses nothing but time.
    func keep(_ lines: SpilledArray<UInt8>, as key: Digest) {
        do throws(Fault) {
            try FileSystem.createFolder(folder)
            try lines.write(to: path(key))
        } catch {
            return
        }
    }

    private func path(_ key: Digest) -> String { "\(folder)/\(key.hex).jsonl" }
}

/// What stands for a split: its rows, in order, and their pictures.
struct SplitFingerprint: Sendable, Equatable {
    private(set) var key: Key128

    /// A split without groups.
    init(rest: Key128) { key = rest }

    /// Adds a group.
    mutating func append(content: Key128, pictures: Key128) {
        let hash = KeyHasher()
        hash.update(key)
        hash.update(content)
        hash.update(pictures)
        key = hash.key()
    }
}
