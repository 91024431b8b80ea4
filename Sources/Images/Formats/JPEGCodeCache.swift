import Synchronization

/// The codes of pictures read lately: those of a data set mostly have the same, and making the tables
/// of some costs as much as following a few thousand of them.
enum JPEGCodeCache {
    private struct Known {
        var definitions: [[UInt8]]
        var codes: JPEGCodes
    }

    /// About 70 KB each.
    private static let limit = 8
    /// All tables that there can be have fewer bytes, unless a file defines some again and again.
    private static let definitionLimit = 1 << 12
    /// A scan of fewer bytes is followed without the larger tables, which are not kept then.
    private static let smallScan = 1 << 13
    private static let known = Mutex<[Known]>([])

    /// The codes that segments of a file define, or nothing where they cannot be right.
    ///
    /// - Parameters:
    ///   - definitions: what the segments hold, in their order.
    ///   - byteCount: how many bytes come after them.
    static func codes(of definitions: [[UInt8]], for byteCount: Int) -> JPEGCodes? {
        let found = known.withLock { known in
            known.first { $0.definitions == definitions }?.codes
        }
        if let found { return found }
        var codes = JPEGCodes()
        for segment in definitions {
            guard unsafe codes.add(segment.span.bytes) else { return nil }
        }
        guard byteCount > smallScan else { return codes }
        codes.prepareRuns()
        guard definitions.reduce(0, { $0 + $1.count }) <= definitionLimit else { return codes }
        known.withLock { known in
            if known.count >= limit { known.removeFirst() }
            known.append(Known(definitions: definitions, codes: codes))
        }
        return codes
    }
}
