public import Records

/// What the stages upstream published, by field.
public struct StageInputs: Sendable {
    /// One input: its edge and what it leads to.
    public typealias Entry = (input: StageInput, artifact: Artifact)

    /// Every input, in the stage's order.
    public let entries: [Entry]

    /// The inputs with their artifacts.
    public init(_ entries: [Entry]) { self.entries = entries }

    /// The artifact of a field that has exactly one input.
    ///
    /// - Throws: a `Fault` of code `internalError` if the field has none or several.
    public func one(_ field: String) throws(Fault) -> Artifact {
        let found = all(field)
        guard found.count == 1 else {
            throw Fault(
                .internalError, "a stage asked for one input `\(field)` and has \(found.count)")
        }
        return found[0]
    }

    /// The artifact of a field that may have no input.
    public func optional(_ field: String) -> Artifact? { all(field).first }

    /// The artifacts of a field that takes a list, in its order.
    public func all(_ field: String) -> [Artifact] {
        entries.filter { $0.input.field == field }.map(\.artifact)
    }

    /// The artifact of the stage with this name, or nothing.
    public subscript(stage: String) -> Artifact? {
        entries.first { $0.input.stage == stage }?.artifact
    }
}
