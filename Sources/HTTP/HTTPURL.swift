public import Records

/// An address that can be asked: `http` or `https`, with a host, without a user or a password.
public struct HTTPURL: Sendable, Hashable {
    /// The address.
    public let text: String
    /// The host, with its port where it has one.
    public let authority: String

    /// An address from its text.
    ///
    /// - Throws: a `Fault` of code `badInput` that does not quote what may be a password.
    public init(_ text: String) throws(Fault) {
        guard
            let scheme = ["http://", "https://"].first(where: { text.lowercased().hasPrefix($0) })
        else {
            throw Fault(
                .badInput, "an endpoint's address begins with `http://` or `https://`",
                remedy: "write it like `http://localhost:8000/v1`")
        }
        let rest = text.utf8.dropFirst(scheme.utf8.count)
        let authority = rest.prefix { !"/?#".utf8.contains($0) }
        guard !authority.contains(UInt8(ascii: "@")) else {
            throw Fault(
                .badInput, "an endpoint's address holds a user or a password",
                remedy: "put the key into an environment variable and name that")
        }
        guard !authority.isEmpty, authority.first != UInt8(ascii: ":"),
            text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else {
            throw Fault(
                .badInput, "`\(text)` is not an address",
                remedy: "write it like `http://localhost:8000/v1`")
        }
        self.text = text
        self.authority = String(decoding: authority, as: UTF8.self)
    }

    private init(text: String, authority: String) {
        self.text = text
        self.authority = authority
    }

    /// The address of something below this one.
    public func appending(_ path: String) -> HTTPURL {
        HTTPURL(text: text.hasSuffix("/") ? text + path : text + "/" + path, authority: authority)
    }

    /// Whether the host is this machine, which no proxy is asked for.
    var isLocal: Bool {
        let host =
            authority.hasPrefix("[")
            ? authority.dropFirst().prefix { $0 != "]" } : authority.prefix { $0 != ":" }
        return host.lowercased() == "localhost" || host.hasPrefix("127.") || host == "::1"
    }
}
