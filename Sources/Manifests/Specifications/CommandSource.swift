/// Where files that a `command` stage reads come from.
public enum CommandSource: Sendable, Hashable {
    /// Files, folders and patterns, relative to the repository's root.
    case files([String])
    /// What an earlier stage published; of its files those that a path, folder or pattern means, or
    /// without one all of them.
    case stage(String, file: String?)

    /// The stage it names, if it names one.
    public var stage: String? { if case .stage(let name, _) = self { name } else { nil } }
}
