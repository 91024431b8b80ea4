/// What a column has for each of a writer's patterns, as far as its open page has met them.
struct PagePatterns {
    /// The value by pattern.
    private(set) var values: [ParquetValue] = []
    /// The place in the chunk's dictionary by pattern, or one of those below.
    fileprivate var places: [Int32] = []
    /// What the value takes as PLAIN writes it, by pattern, where the place is known.
    fileprivate var byteCounts: [Int] = []

    /// The page has not met the pattern yet, or has no dictionary.
    fileprivate static let unknown: Int32 = -1
    /// There is no value.
    fileprivate static let absent: Int32 = -2

    /// Adds a pattern.
    mutating func append(_ value: ParquetValue) {
        values.append(value)
        places.append(PagePatterns.unknown)
        byteCounts.append(0)
    }

    /// Makes ready for the next page: bounds are those of a page, and dictionaries may end with one.
    mutating func startPage() {
        for pattern in places.indices { places[pattern] = PagePatterns.unknown }
    }
}

extension OpenPage {
    /// Appends what rows have by their patterns, until the page must be closed or there are no more.
    ///
    /// - Parameters:
    ///   - rows: the pattern of each row.
    ///   - start: the first row that is to be taken.
    /// - Returns: the row behind the last one that was taken, and whether the page must be closed.
    /// - Precondition: the values are single ones of the leaf's type.
    mutating func append(
        _ rows: [UInt32], from start: Int, by patterns: inout PagePatterns, _ byteLimit: Int
    ) -> (next: Int, isFull: Bool) {
        var row = start
        while row < rows.count {
            let pattern = Int(rows[row])
            let place = patterns.places[pattern]
            if place >= 0 {
                append(known: UInt32(place), byteCount: patterns.byteCounts[pattern])
            } else if place == PagePatterns.absent {
                appendAbsent(definition: 0, repetition: 0)
            } else {
                let before = (indices.count, plainByteCount)
                append(patterns.values[pattern])
                if case .null = patterns.values[pattern] {
                    patterns.places[pattern] = PagePatterns.absent
                } else if indices.count > before.0, let last = indices.last {
                    patterns.places[pattern] = Int32(last)
                    patterns.byteCounts[pattern] = plainByteCount - before.1
                }
            }
            row += 1
            if endRow(byteLimit) { return (row, true) }
        }
        return (row, false)
    }

    private mutating func append(_ value: ParquetValue) {
        switch value {
        case .bool(let value): append(value, repetition: 0)
        case .int(let value): append(value, repetition: 0)
        case .double(let value): append(value, repetition: 0)
        case .string(let value), .bytes(let value): append(value, repetition: 0)
        case .text(let value): append(value, repetition: 0)
        default: appendAbsent(definition: 0, repetition: 0)
        }
    }
}
