import Glibc
import Records

/// The file that a writer fills: written beside its final place, past the page cache, and published
/// by one rename.
struct ParquetOutput: ~Copyable {
    private let file: SequentialFile
    private let final: String
    private var isPublished = false

    init(for final: String) throws(Fault) {
        self.final = final
        file = try SequentialFile(TemporaryName.beside(final))
    }

    deinit {
        if !isPublished { unsafe unlink(file.path) }
    }

    /// How many bytes have been written.
    var byteCount: Int { file.byteCount }

    func append(_ bytes: RawSpan) throws(Fault) { try file.append(bytes) }

    /// Waits until the file is on the disk and gives it its name.
    mutating func publish() throws(Fault) {
        try file.finish()
        try FileSystem.publish(file.path, as: final)
        isPublished = true
    }
}
