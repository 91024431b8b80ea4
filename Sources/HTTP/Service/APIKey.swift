import Glibc
public import Records

/// A server's key. Nothing prints it.
public struct APIKey: Sendable {
    private let value: String

    /// The key in an environment variable.
    ///
    /// - Throws: a `Fault` of code `configuration` where there is none, or what is there is no key.
    public init(
        variable: String, for server: String, _ environment: (String) -> String?
    ) throws(Fault) {
        let text = environment(variable) ?? ""
        let visible = text.utf8.drop { $0 <= 0x20 }
        let end = visible.lastIndex { $0 > 0x20 }
        guard let end else {
            throw Fault(
                .configuration,
                "the environment variable `\(variable)` has no key for the endpoint \(server)",
                remedy: "run `export \(variable)=…` first, or leave out the variable's name")
        }
        value = String(decoding: visible[...end], as: UTF8.self)
        guard value.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
            throw Fault(
                .configuration, "what the environment variable `\(variable)` holds is no key",
                remedy: "a key is one word")
        }
    }

    /// A variable of this process's environment.
    public static func variable(_ name: String) -> String? {
        unsafe getenv(name).map { unsafe String(cString: $0) }
    }

    /// Makes sure that there is a key in a variable of this process's environment before there is work to do. Where
    /// no variable is named, none is needed.
    ///
    /// - Throws: a `Fault` at `location` where the variable holds none.
    public static func check(
        _ variable: String?, for server: String, at location: SourceLocation
    ) throws(Fault) {
        guard let variable else { return }
        try Fault.located(at: location) { () throws(Fault) in
            _ = try APIKey(variable: variable, for: server, APIKey.variable)
        }
    }

    /// What the header `Authorization` says.
    public var authorization: String { "Bearer \(value)" }

    /// A text without the key.
    public func removed(from text: String) -> String {
        text.split(separator: value, omittingEmptySubsequences: false).joined(separator: "(key)")
    }
}

extension APIKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Nothing of the key.
    public var description: String { "(hidden)" }
    /// Nothing of the key.
    public var debugDescription: String { description }
    /// Nothing of the key.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
