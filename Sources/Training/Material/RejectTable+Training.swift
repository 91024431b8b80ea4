import Storage

extension RejectTable {
    /// Questions that training cannot use: none yet.
    static var training: RejectTable { RejectTable(stage: "train") }
}
