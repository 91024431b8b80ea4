/// One part of a path with wildcards: `*` stands for any letters, `?` for one. A dot at the start of
/// a name must be written: files that begin with one are hidden.
struct PathPattern {
    private let pattern: [Unicode.Scalar]

    /// A pattern.
    init(_ text: some StringProtocol) { pattern = Array(text.unicodeScalars) }

    /// Whether a text holds wildcards.
    static func isPattern(_ text: some StringProtocol) -> Bool {
        text.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
    }

    /// Whether a name is one of those meant.
    func matches(_ name: String) -> Bool {
        let name = Array(name.unicodeScalars)
        if name.first == ".", pattern.first != "." { return false }
        var place = (pattern: 0, name: 0)
        // Where the last star stood, and how much of the name it has taken.
        var star: (pattern: Int, name: Int)?
        while place.name < name.count {
            let next = place.pattern < pattern.count ? pattern[place.pattern] : nil
            if next == "*" {
                star = (place.pattern, place.name)
                place.pattern += 1
            } else if next == "?" || next == name[place.name] {
                place = (place.pattern + 1, place.name + 1)
            } else if let last = star {
                star = (last.pattern, last.name + 1)
                place = (last.pattern + 1, last.name + 1)
            } else {
                return false
            }
        }
        return pattern[place.pattern...].allSatisfy { $0 == "*" }
    }
}
