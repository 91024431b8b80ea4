import Records
import Storage

/// Makes keys of what is added to it, one after another. For one task at a time.
final class KeyHasher {
    private var hash = SHA256()

    /// Adds the UTF-8 bytes of a text.
    func update(_ text: String) { hash.update(text) }

    /// Adds bytes.
    func update(_ bytes: [UInt8]) { hash.update(bytes) }

    /// Adds bytes.
    func update(_ bytes: ByteSlice) { bytes.withSpan { hash.update($0) } }

    /// Adds the 16 bytes of a key.
    func update(_ key: Key128) {
        let words: InlineArray<2, UInt64> = [key.high.bigEndian, key.low.bigEndian]
        hash.update(words.span.bytes)
    }

    /// The key of the UTF-8 bytes of a text.
    func key(of text: String) -> Key128 {
        update(text)
        return key()
    }

    /// The key of all that was added since the last one.
    func key() -> Key128 { Key128(digest()) }

    /// The digest of all that was added since the last one.
    func digest() -> Digest { hash.finalize() }

    /// The key of two keys, in this order.
    func combined(_ left: Key128, _ right: Key128) -> Key128 {
        update(left)
        update(right)
        return key()
    }
}
