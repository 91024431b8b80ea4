import Records
import Storage

/// A split of a source, planned.
struct CatalogSplit: Sendable {
    /// What the samples of a split are made of.
    enum Content: Sendable {
        /// Rows about pictures of a folder, an archive or the rows themselves.
        case files(SplitRows)
        /// Items of the shapes task.
        case shapes(ShapesGenerator, role: ShapeRole, count: Int)
    }

    /// The split's name.
    var name: String
    /// Its samples.
    var content: Content
    /// The files that were refused as a whole.
    var rejects: [Reject] = []
    /// What a reader of the report should know.
    var warnings: [String] = []
}

extension CatalogSplit {
    /// Stands for what became no sample: rows, files, and what there is to say.
    static func rest(
        _ refusedContent: Key128, _ rejects: [Reject], _ warnings: [String]
    ) -> Key128 {
        let hash = KeyHasher()
        hash.update(refusedContent)
        for reject in rejects { hash.update(reject.json.serialized) }
        for warning in warnings { hash.update("\(warning.utf8.count):\(warning)") }
        return hash.key()
    }

    /// Stands for all of it.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    func fingerprint() throws(Fault) -> SplitFingerprint {
        guard case .files(let rows) = content else {
            return SplitFingerprint(rest: CatalogSplit.rest(.zero, rejects, warnings))
        }
        var fingerprint = SplitFingerprint(
            rest: CatalogSplit.rest(rows.refusedContent, rejects, warnings))
        try rows.groups.forEach { group throws(Fault) in
            fingerprint.append(content: group.content, pictures: group.pictures)
        }
        return fingerprint
    }
}
