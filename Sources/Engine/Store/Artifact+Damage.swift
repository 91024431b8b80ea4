extension Artifact {
    /// What is wrong with its files, in one phrase; nothing if they are what was published.
    ///
    /// - Parameters:
    ///   - workspace: its workspace.
    ///   - verifies: whether every file is read, even where size and time are as they were.
    public func damage(in workspace: Workspace, verifies: Bool = false) -> String? {
        Damage.find(in: self, workspace, verifies: verifies)?.description
    }
}
