public import Records
public import Storage

/// The labelled questions that phases choose from, in the order of `pass_rates`.
///
/// In little memory whatever their number: they wait in a file without a name, and are read from it,
/// front to back, as often as phases need.
public struct CandidateTable: Sendable {
    /// The names of the sources, by number: in the order in which they first occur.
    public private(set) var sources: [String] = []
    /// Where collections go that outgrow memory.
    public let space: SpillSpace
    private var rows: SpilledArray<Candidate>
    private var numbers: [TextHash: UInt32] = [:]

    /// A table without questions.
    public init(in space: SpillSpace) {
        self.space = space
        rows = SpilledArray(in: space)
    }

    /// How many questions there are.
    public var count: Int { rows.count }

    /// The number of a source; a new one where it has none yet.
    public mutating func number(ofSource name: ByteSlice) -> UInt32 {
        let hash = TextHash(name)
        if let known = numbers[hash] { return known }
        let number = UInt32(sources.count)
        numbers[hash] = number
        sources.append(name.text)
        return number
    }

    /// The number of a source, if a question is of it.
    public func number(ofSource name: String) -> Int? { numbers[TextHash(name)].map { Int($0) } }

    /// Adds a question.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    public mutating func append(_ candidate: Candidate) throws(Fault) { try rows.append(candidate) }

    /// Calls `body` with each question and its row, in order.
    ///
    /// - Throws: a `Fault` where the disk refuses, and what `body` throws.
    public func forEach(
        _ body: (Int, Candidate) throws(Fault) -> Void
    ) throws(Fault) {
        var row = 0
        try rows.forEach { candidate throws(Fault) in
            try body(row, candidate)
            row += 1
        }
    }

    /// The question of a row.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    public func candidate(at row: Int) throws(Fault) -> Candidate { try rows.element(at: row) }

    /// The ids that more than one question has: how many, and a few of them by their hashes.
    ///
    /// - Throws: a `Fault` where the disk refuses.
    public func repeatedIDs() throws(Fault) -> (count: Int, some: [TextHash]) {
        var sorter = RecordSorter<TextHash>(
            in: SpillSpace(folder: space.folder, memoryLimit: 8 * space.memoryLimit))
        try rows.forEach { candidate throws(Fault) in try sorter.append(candidate.id) }
        var sorted = try sorter.sorted()
        var repeated = (count: 0, some: [TextHash]())
        var last: TextHash?
        var isCounted = false
        while let id = try sorted.next() {
            guard id == last else {
                last = id
                isCounted = false
                continue
            }
            if !isCounted {
                repeated.count += 1
                // All of them might be as many as the questions.
                if repeated.some.count < 5 { repeated.some.append(id) }
                isCounted = true
            }
        }
        return repeated
    }
}
