import Records

extension ValueType where Value == [SplitPart] {
    /// The largest share, and the largest number of parts: each is a pass over what is known of rows.
    private static var largestShare: Double { 1_000_000 }
    private static var largestCount: Int { 64 }

    /// A mapping from the names of parts to their shares; order kept.
    static var shares: ValueType {
        let expectation = "a mapping from the names of splits to their shares"
        let share = ValueType<Double>.real(above: 0, to: largestShare)
        return ValueType(
            expectation: expectation,
            schema: { scope in
                [
                    "type": "object", "propertyNames": ["pattern": "^[A-Za-z0-9_-]+$"],
                    "minProperties": 1, "maxProperties": .integer(largestCount),
                    "additionalProperties": share.schema(scope),
                ]
            },
            decode: { node, path, decoding in
                guard let entries = decoding.names(of: node, path, expected: expectation) else {
                    return nil
                }
                guard (1...largestCount).contains(node.entries?.count ?? 0) else {
                    decoding.report(
                        "\(Wording.field(path)) names \(entries.count) splits; expected from 1 to "
                            + "\(largestCount)", at: node.location,
                        remedy: "write for example `divide: {train: 9, test: 1}`, or remove the key"
                    )
                    return nil
                }
                return entries.compactMap { entry in
                    share.decode(entry.value, Wording.join(path, entry.name), &decoding)
                        .map { SplitPart(name: entry.name, share: $0) }
                }
            },
            encode: { parts, scope in
                .object(parts.map { .init($0.name, share.encode($0.share, scope)) })
            })
    }
}

extension DatasetSpecification {
    /// No two splits of a data set may have one name, whether they have files of their own or are
    /// parts of such a split.
    static let checkParts: ObjectSchema<DatasetSpecification>.Rule = { dataset, _, decoding in
        for (index, split) in dataset.splits.enumerated() {
            for part in split.divide ?? [] {
                let name = Array(part.name.utf8)
                let others = dataset.splits.enumerated().filter { other, split in
                    other != index
                        && split.partNames.contains { $0.utf8.elementsEqual(name) }
                }
                // Of two parts of one name, the later one is told.
                guard let (other, owner) = others.first, owner.divide == nil || other < index
                else { continue }
                let field = "splits.\(split.name).divide"
                let origin =
                    owner.divide == nil
                    ? "the data set has a split of files of this name"
                    : "`splits.\(owner.name).divide` makes one of this name"
                decoding.report(
                    "`\(field)` makes the split \(Wording.quoted(part.name)), but \(origin)",
                    at: decoding.keyLocations["\(field).\(part.name)"],
                    remedy: "give one of the two another name")
            }
        }
    }
}
