public import Records

/// A row of a JSON file: its value, and its source text byte for byte.
public struct JSONRow: Sendable {
    /// The row.
    public let value: JSONValue
    /// Which row it is, from 0; broken rows count too.
    public let index: Int
    /// The line on which it begins, from 1.
    public let line: Int
    /// The name under which it stood, where the rows are the members of an object.
    public let key: String?

    /// The row's own bytes, in memory that rows share.
    let source: ByteSlice
    /// Where the values of its members, or its elements, lie in `source`, in their order.
    let memberRanges: [Range<Int>]

    /// The row as its source wrote it.
    public var text: String { source.text }

    /// The value of a member, or nothing.
    public subscript(name: String) -> JSONValue? { value[name] }

    /// The value of a member as its source wrote it, or nothing.
    public func text(of name: String) -> String? {
        value.objectValue?.firstIndex { $0.name == name }.map { text(at: $0) }
    }

    /// The members with other names than these, each with its value as the source wrote it. The
    /// elements of an array have their positions for names.
    public func fields(besides names: [String]) -> [Question.ExtraField] {
        var fields: [Question.ExtraField] = []
        fields.reserveCapacity(max(0, memberRanges.count - names.count))
        let members = value.objectValue
        for index in memberRanges.indices {
            let name = members.map { $0[index].name } ?? String(index)
            if !names.contains(bytesOf: name) {
                fields.append(.init(name: name, json: text(at: index)))
            }
        }
        return fields
    }

    private func text(at member: Int) -> String { source[memberRanges[member]].text }
}
