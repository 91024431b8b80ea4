public import Engine
public import Records

/// What works on this machine, in the order in which people read it.
public struct Findings: Sendable {
    private var findings: [Finding]

    /// Looks at libraries, the machine, the workspace's disk (small files are written there and in `TMPDIR`, and removed), and
    /// which trainers and clusters there are.
    ///
    /// - Parameter workspace: it need not be there.
    public init(for workspace: Workspace) async {
        findings = LibraryFindings.all() + MachineFindings.all()
        findings += DiskFindings.all(for: workspace)
        findings += await ProgramFindings.all()
    }

    /// Adds what somebody else found.
    public mutating func append(_ finding: Finding) { findings.append(finding) }

    /// `{"format": 1, "findings": [...]}`.
    public var json: JSONValue { ["format": 1, "findings": .array(findings.map(\.json))] }

    /// A table for each group, with remedies below.
    public var text: String { Findings.text(findings) }
}
