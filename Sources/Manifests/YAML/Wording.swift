import Records

/// Words that diagnostics share.
public enum Wording {
    /// Text of the user's in backquotes: control characters made visible, long text cut.
    static func quoted(_ text: String) -> String {
        let limit = 60
        let start = text.unicodeScalars.prefix(limit)
        let isCut = start.endIndex != text.unicodeScalars.endIndex
        return "`\(FaultRenderer.printable(String(start)))\(isCut ? "…" : "")`"
    }

    /// A path in backquotes: control characters made visible, never cut.
    static func path(_ text: String) -> String { "`\(FaultRenderer.printable(text))`" }

    /// `a`, `b` or `c`.
    static func alternatives(_ names: [String]) -> String {
        let quotedNames = names.map(quoted)
        guard let last = quotedNames.last, names.count > 1 else { return quotedNames.first ?? "" }
        return quotedNames.dropLast().joined(separator: ", ") + " or " + last
    }

    /// A remedy for a name that is not among those known: the nearest one, or else all of them.
    static func remedy(for name: String, among known: [String]) -> String? {
        if let near = nearest(to: name, among: known) { return "did you mean \(quoted(near))?" }
        guard !known.isEmpty else { return nil }
        let limit = 24
        let listed = known.prefix(limit).map(quoted).joined(separator: ", ")
        return "known: \(listed)\(known.count > limit ? ", …" : "")"
    }

    /// The known name that a slip of the hand most likely turned into `name`: at most one edit for
    /// every three letters, and the first of equals.
    public static func nearest(to name: String, among known: [String]) -> String? {
        let typed = Array(name.lowercased().unicodeScalars.map { $0 == "-" ? "_" : $0 })
        guard typed.count <= 64 else { return nil }
        var best: (name: String, distance: Int)?
        for candidate in known {
            let letters = Array(candidate.lowercased().unicodeScalars.map { $0 == "-" ? "_" : $0 })
            let allowed = max(1, max(typed.count, letters.count) / 3)
            // So many letters must be put in or taken out at least.
            guard abs(typed.count - letters.count) <= allowed else { continue }
            let distance = editDistance(typed, letters)
            guard distance <= allowed, distance < letters.count else { continue }
            if distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best?.name
    }

    /// How many insertions, removals, replacements and swaps of neighbours turn one into the other
    /// (optimal string alignment).
    static func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                let isSame = left[row] == right[column]
                var cost = min(
                    last[column + 1] + 1, current[column] + 1, last[column] + (isSame ? 0 : 1))
                if row > 0, column > 0, left[row] == right[column - 1],
                    left[row - 1] == right[column]
                {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}
