import Records

/// The elements of a job array as Slurm writes them: `0-3,7,9-11`.
struct IndexList: Hashable, Sendable {
    /// The elements, sorted, each once.
    let indices: [Int]

    /// A list of elements.
    init(_ indices: some Sequence<Int>) { self.indices = Set(indices).sorted() }

    /// Reads a list; what follows `%` is how many may run at once. Nothing where the text is none, or
    /// was cut off: Slurm ends a long one by `...`.
    init?(_ text: Substring) {
        var indices: [Int] = []
        let list = text.prefix { $0 != "%" }
        for part in list.split(separator: ",", omittingEmptySubsequences: false) {
            // `0-6:2` goes in steps.
            let pieces = part.split(separator: ":", omittingEmptySubsequences: false)
            let bounds = (pieces.first ?? "").split(
                separator: "-", omittingEmptySubsequences: false)
            let numbers = bounds.compactMap(IndexList.number)
            guard numbers.count == bounds.count, let first = numbers.first, bounds.count <= 2,
                let last = numbers.last, first <= last, last - first < IndexList.limit
            else { return nil }
            let step = pieces.count == 2 ? IndexList.number(pieces[1]) ?? 0 : 1
            guard step > 0, pieces.count <= 2 else { return nil }
            indices += stride(from: first, through: last, by: step)
        }
        self.init(indices)
    }

    /// No array has more elements.
    static let limit = 1 << 24

    private static func number(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 &- 48 < 10 }) else { return nil }
        return Int(text)
    }

    /// The list as `sbatch --array` takes it: runs of neighbours as ranges.
    var text: String {
        var parts: [String] = []
        var place = 0
        while place < indices.count {
            var end = place
            while end + 1 < indices.count, indices[end + 1] == indices[end] + 1 { end += 1 }
            parts.append(
                end == place ? "\(indices[place])" : "\(indices[place])-\(indices[end])")
            place = end + 1
        }
        return parts.joined(separator: ",")
    }

    /// Lists of at most so many elements, in order.
    func split(by count: Int) -> [IndexList] {
        stride(from: 0, to: indices.count, by: max(1, count)).map { start in
            IndexList(indices[start..<min(start + max(1, count), indices.count)])
        }
    }
}
