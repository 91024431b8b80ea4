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
    public static var members: [JSONValue.Member] {
        [.init("pipeline", .string(version)), .init("swift", .string(compiler))]
    }
}
