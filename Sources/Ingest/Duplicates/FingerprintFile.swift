public import Records
import Storage

/// The fingerprints of a unit's rows, in plan order, and the file they are kept in.
///
/// A header of 80 bytes: the magic `pipefpr` and a NUL; version, numbers of a signature (0 or
/// `MinHash.count`), bytes of the data set's name, bytes of the split's name (each 32 bits); rows,
/// pictures, bytes of all ids (each 64 bits); SHA-256 of the rest. Then records of a fixed size: 24
/// bytes for each row (question, answer: 64 bits; pictures, with the highest bit set where they have
/// perceptual hashes, and bytes of the id: 32 bits), 24 bytes for each picture (SHA-256: 128 bits;
/// perceptual hash: 64 bits), 32 bits for each number of the signatures. Then the names and the ids.
/// All little-endian.
public struct FingerprintFile: Sendable, Hashable {
    /// The data set.
    public var dataset: String
    /// The split.
    public var split: String
    /// The rows in plan order.
    public var rows: [Fingerprint]

    static let magic = Array("pipefpr\0".utf8)
    static let version = 1
    static let headerSize = 80
    static let recordSize = 24
    static let perceptualFlag = 1 << 31

    /// The fingerprints of some rows of a split.
    public init(dataset: String, split: String, rows: [Fingerprint] = []) {
        self.dataset = dataset
        self.split = split
        self.rows = rows
    }

    /// The bytes of the file; the same for the same rows.
    ///
    /// - Precondition: all rows have a signature, or none.
    public var encoded: [UInt8] {
        let signatureCount = rows.first?.signature.count ?? 0
        var body: [UInt8] = []
        var pictures: [UInt8] = []
        var signatures: [UInt8] = []
        var ids: [UInt8] = []
        for row in rows {
            precondition(row.signature.count == signatureCount, "a signature for all rows, or none")
            let id = Array(row.id.utf8)
            let flag = row.perceptualHashes.isEmpty ? 0 : FingerprintFile.perceptualFlag
            body.appendInteger(row.question)
            body.appendInteger(row.answer)
            body.appendInteger(UInt32(truncatingIfNeeded: row.pictures.count | flag))
            body.appendInteger(UInt32(truncatingIfNeeded: id.count))
            for (index, digest) in row.pictures.enumerated() {
                pictures.appendInteger(digest)
                let hash = row.perceptualHashes.isEmpty ? 0 : row.perceptualHashes[index]
                pictures.appendInteger(hash)
            }
            for number in row.signature { signatures.appendInteger(number) }
            ids += id
        }
        let names = (dataset: Array(dataset.utf8), split: Array(split.utf8))
        let pictureCount = pictures.count / FingerprintFile.recordSize
        body += pictures
        body += signatures
        body += names.dataset + names.split
        body += ids
        var bytes = FingerprintFile.magic
        for value in [
            FingerprintFile.version, signatureCount, names.dataset.count, names.split.count,
        ] {
            bytes.appendInteger(UInt32(truncatingIfNeeded: value))
        }
        for value in [rows.count, pictureCount, ids.count] {
            bytes.appendInteger(UInt64(truncatingIfNeeded: value))
        }
        bytes += SHA256.digest(of: body).bytes
        return bytes + body
    }

    /// Writes the file into a folder that is not published yet.
    ///
    /// - Throws: a `Fault` if the disk refuses.
    public func write(to path: String) throws(Fault) {
        try BufferedFile.write(encoded, to: path)
    }

    /// Reads a file.
    ///
    /// - Throws: a `Fault` if it cannot be read, is of another version or is damaged.
    public init(file path: String) throws(Fault) {
        try self.init(encoded: try FileSystem.read(path), name: path)
    }
}
