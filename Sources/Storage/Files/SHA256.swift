internal import CCrypto
import Glibc
public import Records

/// SHA-256, computed by libcrypto.
@safe public struct SHA256: ~Copyable {
    private let context: OpaquePointer

    /// The algorithm, looked up once: `EVP_sha256` has it looked up for each digest.
    nonisolated(unsafe) private static let algorithm =
        unsafe EVP_MD_fetch(nil, "SHA256", nil) ?? EVP_sha256()

    /// A digest of nothing yet.
    public init() {
        // Fails only without memory.
        guard let context = unsafe EVP_MD_CTX_new() else { preconditionFailure("out of memory") }
        unsafe self.context = unsafe context
        start()
    }

    deinit { unsafe EVP_MD_CTX_free(context) }

    /// Adds bytes.
    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        let status = unsafe EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
        precondition(status == 1, "libcrypto refused an update")
    }

    /// Adds bytes.
    public mutating func update(_ bytes: RawSpan) {
        unsafe bytes.withUnsafeBytes { unsafe update($0) }
    }

    /// Adds bytes.
    public mutating func update(_ bytes: [UInt8]) { unsafe update(bytes.span.bytes) }

    /// Adds bytes.
    public mutating func update(_ bytes: ArraySlice<UInt8>) { unsafe update(bytes.span.bytes) }

    /// Adds the UTF-8 bytes of a text.
    public mutating func update(_ text: String) {
        var text = text
        text.withUTF8 { unsafe update(UnsafeRawBufferPointer($0)) }
    }

    /// The digest of all that was added. What is added afterwards starts a new digest.
    public mutating func finalize() -> Digest {
        let digest = end()
        start()
        return digest
    }

    /// The digest of some bytes.
    public static func digest(of bytes: RawSpan) -> Digest {
        var hash = SHA256()
        hash.update(bytes)
        return hash.end()
    }

    /// The digest of some bytes.
    public static func digest(of bytes: [UInt8]) -> Digest {
        var hash = SHA256()
        hash.update(bytes)
        return hash.end()
    }

    /// The digest of some bytes.
    public static func digest(of bytes: ArraySlice<UInt8>) -> Digest {
        var hash = SHA256()
        hash.update(bytes)
        return hash.end()
    }

    /// The digest of a text's UTF-8 bytes.
    public static func digest(of text: String) -> Digest {
        var hash = SHA256()
        hash.update(text)
        return hash.end()
    }

    /// The digest of a file, read a mebibyte at a time.
    ///
    /// - Throws: a `Fault` where it cannot be read.
    public static func digest(ofFile path: String) throws(Fault) -> Digest {
        let file = try FileDescriptor.open(path, O_RDONLY | O_NONBLOCK, for: "read")
        guard try file.status().kind == .file else {
            throw Fault(.badInput, "`\(path)` is not a file")
        }
        var hash = SHA256()
        try file.forEachChunk { hash.update($0) }
        return hash.finalize()
    }

    private func end() -> Digest {
        unsafe withUnsafeTemporaryAllocation(byteCount: 32, alignment: 8) { bytes in
            let status = unsafe EVP_DigestFinal_ex(
                context, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), nil)
            precondition(status == 1, "libcrypto refused to end a digest")
            func word(_ index: Int) -> UInt64 {
                UInt64(bigEndian: unsafe bytes.load(fromByteOffset: index * 8, as: UInt64.self))
            }
            return Digest(words: (word(0), word(1), word(2), word(3)))
        }
    }

    private func start() {
        let status = unsafe EVP_DigestInit_ex(context, SHA256.algorithm, nil)
        precondition(status == 1, "libcrypto refused to start a digest")
    }
}
