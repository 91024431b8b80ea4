internal import CCrypto
import Glibc
public import Records

/// SHA-256, computed by libcrypto.
@safe public struct SHA256: ~Copyable {
    private let context: OpaquePointer

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
        var bytes = [UInt8](repeating: 0, count: 32)
        let status = unsafe EVP_DigestFinal_ex(context, &bytes, nil)
        precondition(status == 1, "libcrypto refused to end a digest")
        start()
        return Digest(bytes: bytes)
    }

    /// The digest of some bytes.
    public static func digest(of bytes: RawSpan) -> Digest {
        var hash = SHA256()
        hash.update(bytes)
        return hash.finalize()
    }

    /// The digest of some bytes.
    public static func digest(of bytes: [UInt8]) -> Digest {
        var hash = SHA256()
        hash.update(bytes)
        return hash.finalize()
    }

    /// The digest of some bytes.
    public static func digest(of bytes: ArraySlice<UInt8>) -> Digest {
        var hash = SHA256()
        hash.update(bytes)
        return hash.finalize()
    }

    /// The digest of a text's UTF-8 bytes.
    public static func digest(of text: String) -> Digest {
        var hash = SHA256()
        hash.update(text)
        return hash.finalize()
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

    private func start() {
        let status = unsafe EVP_DigestInit_ex(context, EVP_sha256(), nil)
        precondition(status == 1, "libcrypto refused to start a digest")
    }
}
