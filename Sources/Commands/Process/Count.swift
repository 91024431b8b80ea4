import Records

/// Counts as words.
enum Count {
    /// `1 file`, `2,000 files`.
    static func of(_ count: Int, _ noun: String) -> String {
        "\(Format.count(count)) \(noun)\(count == 1 ? "" : "s")"
    }

    /// `812 bytes`, `1.5 MB`.
    static func bytes(_ count: Int) -> String {
        guard count >= 1000 else { return of(count, "byte") }
        var value = Double(count) / 1000
        var units = ["kB", "MB", "GB", "TB"][...]
        while value >= 999.95, units.count > 1 {
            value /= 1000
            units = units.dropFirst()
        }
        let tenths = Int((value * 10).rounded())
        return "\(Format.count(tenths / 10)).\(tenths % 10) \(units.first ?? "")"
    }
}
