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
    /// Stands for what became no sample.
    var rest: Key128 {
        let hash = KeyHasher()
        if case .files(let rows) = content { hash.update(rows.refusedContent) }
        for reject in rejects { hash.update(reject.json.serialized) }
        for warning in warnings { hash.update("\(warning.utf8.count):\(warning)") }
        return hash.key()
    }

    /// Stands for all of it.
    var fingerprint: SplitFingerprint {
        var fingerprint = SplitFingerprint(rest: rest)
        guard case .files(let rows) = content else { return fingerprint }
        for group in rows.groups {
            fingerprint.append(content: group.content, pictures: group.pictures)
        }
        return fingerprint
    }
}
