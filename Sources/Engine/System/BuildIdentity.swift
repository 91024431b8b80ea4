import Synchronization

/// What the running binary was built from, and how: for `--version` and `doctor`, and for nothing that
/// is published. No key and no receipt knows it.
public struct BuildIdentity: Sendable, Equatable, CustomStringConvertible {
    /// The commit's first digits, with `+` where something was changed since; `not in git` where the
    /// sources were in no repository; empty where nobody told.
    public var commit: String
    /// The compiler's version, as `6.3.1`.
    public var compiler: String
    /// `debug` or `release`; empty where nobody told.
    public var configuration: String

    /// What is known of a build. Control characters and what else is not printable ASCII go.
    public init(commit: String = "", compiler: String = "", configuration: String = "") {
        self.commit = BuildIdentity.printable(commit)
        self.compiler = compiler.isEmpty ? Software.compiler : BuildIdentity.printable(compiler)
        self.configuration = BuildIdentity.printable(configuration)
    }

    private static func printable(_ text: String) -> String {
        String(text.unicodeScalars.filter { (0x20...0x7E).contains($0.value) }.map(Character.init))
    }

    /// As in `0.10.0 (288cb6f, release, Swift 6.3.1)`.
    public var description: String {
        let origin = commit.isEmpty ? "commit unknown" : commit
        let facts = [origin, configuration, "Swift \(compiler)"].filter { !$0.isEmpty }
        return "\(Software.version) (\(facts.joined(separator: ", ")))"
    }

    private static let told = Mutex(BuildIdentity())

    /// That of this process: what the executable has said before anything else.
    public static var current: BuildIdentity {
        get { told.withLock { $0 } }
        set { told.withLock { $0 = newValue } }
    }
}
