/// In what a name that is not there differs from one that is, where that is easily overlooked. It is
/// told, never corrected: a wrong guess would give a question another picture.
public enum NameDifference: String, Sendable, Hashable, CaseIterable {
    /// `é` as one scalar in one, as two in the other.
    case normalForm = "only in Unicode's normal form (NFC and NFD)"
    /// Capital letters.
    case letterCase = "only in capital letters"
    /// Backslashes for slashes.
    case backslashes = "in backslashes, which are no slashes here"
    /// `%20` for a blank.
    case percentEncoding = "in percent-encoded characters"
    /// A blank at an end.
    case blanks = "in a blank at an end"
    /// More than one of these.
    case several = "in case, normal form, slashes, percent-encoding or blanks at an end"

    /// The difference between two names, or nothing where they are equal or differ in more.
    public init?(of name: String, from other: String) {
        guard !name.utf8.elementsEqual(other.utf8) else { return nil }
        let changes: [(NameDifference, (String) -> String)] = [
            (.normalForm, { $0 }), (.letterCase, { $0.lowercased() }),
            (.backslashes, NameDifference.slashed), (.percentEncoding, NameDifference.decoded),
            (.blanks, NameDifference.trimmed),
        ]
        // Swift's texts are equal where only the normal form differs, which is what is asked here.
        for (difference, change) in changes where change(name) == change(other) {
            self = difference
            return
        }
        guard NameDifference.folded(name) == NameDifference.folded(other) else { return nil }
        self = .several
    }

    /// A name without anything that these differences are about; equal for names that differ in
    /// nothing else.
    static func folded(_ name: String) -> String {
        trimmed(slashed(decoded(name))).lowercased()
    }

    private static func slashed(_ name: String) -> String {
        String(
            decoding: name.utf8.map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 },
            as: UTF8.self)
    }

    private static func trimmed(_ name: String) -> String {
        let start = name.utf8.drop { $0 == 0x20 }
        let kept = start.reversed().drop { $0 == 0x20 }.reversed()
        return String(decoding: kept, as: UTF8.self)
    }

    /// The name with `%XX` replaced by the byte it stands for; as it is where that gives no text.
    private static func decoded(_ name: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(name.utf8)[...]
        while let first = rest.popFirst() {
            let digits = rest.prefix(2).compactMap { Character(UnicodeScalar($0)).hexDigitValue }
            if first == UInt8(ascii: "%"), digits.count == 2 {
                bytes.append(UInt8(digits[0] * 16 + digits[1]))
                rest = rest.dropFirst(2)
            } else {
                bytes.append(first)
            }
        }
        return String(validating: bytes, as: UTF8.self) ?? name
    }
}
