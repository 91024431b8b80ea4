import Glibc
import Storage

/// Adds up what removing folders frees: a file goes when its last name does.
struct FreedBytes {
    private struct File {
        var namesLeft: Int
        var byteCount: Int
    }

    private var files: [ArtifactFolder.Identity: File] = [:]

    /// How many bytes have no name left once the folders are gone.
    var byteCount: Int {
        files.values.reduce(0) { $1.namesLeft > 0 ? $0 : $0 + $1.byteCount }
    }

    /// Takes a folder in, before it is removed.
    mutating func add(folder: String) {
        for path in ArtifactCheck.files(in: folder) {
            var facts = stat()
            guard lstat("\(folder)/\(path)", &facts) == 0 else { continue }
            let identity = ArtifactFolder.Identity(
                device: UInt64(facts.st_dev), inode: UInt64(facts.st_ino))
            var file =
                files[identity]
                ?? File(
                    namesLeft: Int(facts.st_nlink), byteCount: Int(facts.st_size))
            file.namesLeft -= 1
            files[identity] = file
        }
    }
}
