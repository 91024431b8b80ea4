/// The names in a folder, sorted by their bytes.
public struct FolderNames: Sendable {
    /// Those that are UTF-8.
    public var names: [String] = []
    /// What lies under the others; it cannot be opened under the text that would stand for its name.
    public var broken: [FolderEntry] = []
    /// Whether these are all.
    public var isWhole = true
}
