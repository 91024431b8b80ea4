extension Artifact {
    /// What is wrong with its files, in one phrase; nothing if they are what was published.
    public func damage(in workspace: Workspace) -> String? {
        Damage.find(in: self, workspace)?.description
    }
}
