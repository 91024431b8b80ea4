public import Records

/// Everything that is wrong with a manifest, its pipeline and its data sets, found in one go.
public struct ManifestErrors: Error, Sendable {
    /// What is wrong, in the order of the files and their lines. Never empty.
    public var faults: [Fault]
    /// The text of each file that a fault may point into.
    public var sources: [String: String]

    /// Faults and the texts they point into.
    public init(faults: [Fault], sources: [String: String]) {
        self.faults = faults
        self.sources = sources
    }

    /// The process exit status: that of bad input.
    public var exitStatus: Int32 { 65 }

    /// `rendered(in:)` without marks.
    public var rendered: String { rendered(in: .plain) }

    /// What a user reads: each fault with its source line, a caret and a remedy.
    public func rendered(in style: TextStyle) -> String {
        var lines: [String: [String]] = [:]
        let blocks = faults.map { fault in
            guard let location = fault.location, let source = sources[location.file] else {
                return FaultRenderer.render(fault, style: style)
            }
            let known = lines[location.file] ?? SourceText.lines(of: source)
            lines[location.file] = known
            let isKnown = known.indices.contains(location.line - 1)
            return FaultRenderer.render(
                fault, sourceLine: isKnown ? known[location.line - 1] : nil, style: style)
        }
        let count = faults.count == 1 ? "1 error" : "\(faults.count) errors"
        return (blocks + ["\(count); nothing was run"]).joined(separator: "\n")
    }
}
