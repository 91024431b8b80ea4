import Records

/// What loading gathers: texts, and everything that is wrong.
struct LoadingSession {
    /// The text of each file, by path.
    private(set) var sources: [String: String] = [:]
    /// The paths in the order they were read.
    private var order: [String] = []
    /// What is wrong.
    private(set) var faults: [Fault] = []
    /// Whether a file says something twice or in a way that is not read, so that what others make of
    /// it would mislead.
    private(set) var isMisread = false
    private var known: Set<String> = []

    /// Keeps the text of a file for diagnostics.
    mutating func keep(_ text: String, of file: String) {
        if sources.updateValue(text, forKey: file) == nil { order.append(file) }
    }

    /// Adds a fault, unless it is known.
    mutating func report(_ fault: Fault) {
        if known.insert(fault.description).inserted { faults.append(fault) }
    }

    /// Changes the faults that are known so far.
    mutating func revise(_ change: (Fault) -> Fault) { faults = faults.map(change) }

    /// Adds the faults of a decoding, unless they are known.
    mutating func take(_ decoding: Decoding) {
        for fault in decoding.faults { report(fault) }
    }

    /// The tree of a YAML file; nothing, and faults, if it cannot be read.
    mutating func root(of path: String, namedAt location: SourceLocation?) -> YAMLNode? {
        do {
            return root(try SourceFile.read(path, limit: YAMLLimits.fileByteCount), of: path)
        } catch {
            var fault = error
            fault.location = location
            report(fault)
            return nil
        }
    }

    /// The tree of YAML that diagnostics call by a path; nothing, and faults, if it is wrong.
    mutating func root(_ bytes: [UInt8], of path: String) -> YAMLNode? {
        let document = YAMLDocument(bytes, file: path)
        keep(document.text, of: path)
        for fault in document.faults { report(fault) }
        if !document.faults.isEmpty { isMisread = true }
        return document.root
    }

    /// Everything that is wrong, in the order of the files and their lines.
    var errors: ManifestErrors {
        func place(_ fault: Fault) -> [Int] {
            guard let location = fault.location else { return [-1] }
            let file = order.firstIndex(of: location.file) ?? order.count
            return [file, location.line, location.column]
        }
        // The index keeps faults of one place in the order they were found.
        let sorted = faults.enumerated().sorted { left, right in
            (place(left.element) + [left.offset])
                .lexicographicallyPrecedes(place(right.element) + [right.offset])
        }
        return ManifestErrors(faults: sorted.map(\.element), sources: sources)
    }
}
