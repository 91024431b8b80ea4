public import Records

/// Which software this is; part of every receipt.
public enum Software {
    /// The version of `pipeline`. `CHANGELOG.md` begins with it.
    public static let version = "0.10.0"

    /// The day on which that version was made, `YYYY-MM-DD`; man pages are dated by it.
    public static let released = "2026-11-22"

    /// The version of the compiler, as far as it tells.
    public static var compiler: String {
        #if swift(>=6.4)
            "6.4"
        #elseif swift(>=6.3)
            "6.3"
        #else
            "6.2"
        #endif
    }

    /// Names and versions. The commit is none of them: what a receipt says of the software does not
    /// change where the software did not.
    ///
    /// - Parameter libraries: more of them, added in the order of their names.
    public static func members(with libraries: [String: String] = [:]) -> [JSONValue.Member] {
        [.init("pipeline", .string(version)), .init("swift", .string(compiler))]
            + libraries.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) }
    }
}
