public import Records

/// Which software this is; part of every receipt.
public enum Software {
    /// The version of `pipeline`.
    public static let version = "0.1.0"

    /// The version of the compiler, as far as it tells.
    static var compiler: String {
        #if swift(>=6.4)
            "6.4"
        #elseif swift(>=6.3)
            "6.3"
        #else
            "6.2"
        #endif
    }

    /// Names and versions.
    ///
    /// - Parameter libraries: more of them, added in the order of their names.
    public static func members(with libraries: [String: String] = [:]) -> [JSONValue.Member] {
        [.init("pipeline", .string(version)), .init("swift", .string(compiler))]
            + libraries.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) }
    }
}
