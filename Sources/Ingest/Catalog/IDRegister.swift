import Records
import Storage

/// The ids that the rows of a data set have, kept as keys of 16 bytes.
struct IDRegister {
    private var table = KeyTable()
    private var splitOfID: [UInt16] = []
    private var split: UInt16 = 0
    private var countBeforeFile = 0

    /// Begins a split: ids that are there already are those of earlier splits.
    mutating func beginSplit() { split &+= 1 }

    /// Begins a file; what it claims can be forgotten.
    mutating func beginFile() { countBeforeFile = table.keys.count }

    /// Forgets what the file claimed.
    mutating func forgetFile() {
        table.removeKeys(from: countBeforeFile)
        splitOfID.removeSubrange(countBeforeFile...)
    }

    /// Makes an id a row's own.
    ///
    /// - Parameter name: the split's name, which the id gets in front where an earlier split has it.
    /// - Returns: how the row gets it, or that its split has it already.
    mutating func claim(_ id: String, in name: String, _ hash: KeyHasher) -> CatalogRow.Mark {
        let first = insert(id, hash)
        if first.isNew { return .plain }
        guard splitOfID[first.number] != split else { return .duplicateID }
        return insert("\(name)/\(id)", hash).isNew
            ? .qualified : .duplicateQualified
    }

    private mutating func insert(
        _ id: String, _ hash: KeyHasher
    ) -> (number: Int, isNew: Bool) {
        hash.update(id)
        let found = table.insert(hash.key())
        if found.isNew { splitOfID.append(split) }
        return found
    }
}
