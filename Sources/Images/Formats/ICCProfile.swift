/// Whether a colour profile (ISO 15076) could be one: its length and its signature. The profile
/// itself is passed over.
struct ICCProfile {
    private var parts = 0
    private var expectedParts = 0
    private var byteCount = 0
    private var declaredByteCount = 0
    private var isSigned = false

    /// A header, with which every profile begins.
    static let headerByteCount = 128

    /// Adds the next part of a profile that is cut in several, as a JPEG holds it.
    mutating func add(part: RawSpan, of count: Int) {
        if parts == 0 {
            expectedParts = count
            if part.byteCount >= 40 {
                declaredByteCount = part.big32(0)
                isSigned = part.holds("acsp", at: 36)
            }
        }
        parts += 1
        byteCount += part.byteCount
    }

    /// Adds a profile that is whole, of which only the beginning is at hand.
    mutating func add(start: RawSpan, byteCount: Int) {
        add(part: start, of: 1)
        self.byteCount = byteCount
    }

    /// Whether there is a profile.
    var isPresent: Bool { parts > 0 }

    /// Whether there is a profile, and it cannot be one.
    var isDamaged: Bool {
        guard parts > 0 else { return false }
        return parts != expectedParts || !isSigned || byteCount < ICCProfile.headerByteCount
            || declaredByteCount > byteCount
    }
}
