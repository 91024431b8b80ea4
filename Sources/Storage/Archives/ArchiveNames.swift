import Synchronization

/// Finds what a name that is not among others may have been meant for. The table for that is made
/// when the first name is missing.
public final class ArchiveNames: Sendable {
    private let names: @Sendable () -> [String]
    private let table = Mutex<[String: String]?>(nil)

    /// The names of an archive's files.
    public init(_ index: ArchiveIndex) { names = { index.entries.map(\.name) } }

    /// Any names, such as those of a folder.
    public init(_ names: [String]) { self.names = { names } }

    /// The name that nearly is another one that is not there; nothing where there is none.
    public func near(_ name: String) -> String? {
        table.withLock { table -> String? in
            if table == nil {
                table = Dictionary(
                    names().map { (NameDifference.folded($0), $0) }, uniquingKeysWith: { $1 })
            }
            return table?[NameDifference.folded(name)]
        }
    }

    /// What a reader of a reject should know about a name that is not there: the name that nearly is
    /// it, and in what it differs. Nothing where there is none.
    public func hint(for name: String) -> String? {
        guard let near = near(name), let difference = NameDifference(of: name, from: near) else {
            return nil
        }
        return "there is `\(near)`, which differs \(difference.rawValue)"
    }
}
