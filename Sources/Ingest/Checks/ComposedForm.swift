// Foundation has composition as public interface, the standard library only as this; what it makes
// is checked by tests.
@_spi(_Unicode) import Swift

/// Unicode's composed form (NFC).
enum ComposedForm {
    /// The text in composed form, or nothing if it is that already.
    static func of(_ text: String) -> String? {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return nil }
        var composed = ""
        composed.reserveCapacity(text.utf8.count)
        composed.unicodeScalars.append(contentsOf: text._nfc)
        return composed.utf8.elementsEqual(text.utf8) ? nil : composed
    }
}
