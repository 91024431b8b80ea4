import Records

/// A file that ends with the SHA-256 of what is before, published by one rename.
struct HashedFile: ~Copyable {
    private var file: AtomicFile
    private var hash = SHA256()

    init(_ path: String) throws(Fault) { file = try AtomicFile(for: path) }

    /// Appends bytes.
    mutating func append(_ bytes: [UInt8]) throws(Fault) {
        hash.update(bytes)
        unsafe try file.append(bytes.span.bytes)
    }

    /// Appends the digest, syncs the file and gives it its name.
    mutating func publish() throws(Fault) {
        let digest = hash.finalize().bytes
        unsafe try file.append(digest.span.bytes)
        try file.publish()
    }
}
