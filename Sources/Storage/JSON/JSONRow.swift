public import Records

/// A row of a JSON file: its values, and its source text byte for byte. Of a value nothing is made
/// before it is asked for.
public struct JSONRow: Sendable {
    private let tape: JSONTape

    /// What kind of value a row is, or a value in it.
    public enum Kind: Sendable, Hashable {
        /// A value without others in it.
        case null, bool, number, string
        /// A value that holds others.
        case array, object
    }

    /// The row of a tape.
    init(_ tape: JSONTape) { self.tape = tape }

    /// The row as a tree, made anew each time.
    public var value: JSONValue { unsafe tape.withNodes { unsafe $0.value(at: 0) } }

    /// What kind of value it is.
    public var kind: Kind { unsafe tape.withNodes { unsafe $0.kind(of: 0) } }

    /// Which row it is, from 0; broken rows count too.
    public var index: Int { tape.place.index }

    /// The line on which it begins, from 1.
    public var line: Int { tape.place.line }

    /// The name under which it stood, where the rows are the members of an object.
    public var key: String? { tape.key }

    /// The row as its source wrote it.
    public var text: String { tape.bytes.text }

    /// The value of a member, or nothing.
    public subscript(name: String) -> JSONValue? {
        unsafe tape.withNodes { nodes in
            unsafe nodes.member(name, of: 0).map { unsafe nodes.value(at: $0) }
        }
    }

    /// The value of a member as its source wrote it, or nothing.
    public func text(of name: String) -> String? {
        unsafe tape.withNodes { nodes in
            unsafe nodes.member(name, of: 0).map { unsafe nodes.sourceText(at: $0) }
        }
    }

    /// What a path leads to. A step is a name where there is an object, and a position from 0 where
    /// there is a list.
    public func part(at path: [String]) -> JSONRowPart {
        unsafe tape.withNodes { nodes in
            switch unsafe nodes.place(of: path) {
            case .node(let node): unsafe .value(nodes.value(at: node))
            case .list(let node, let step): unsafe .list(nodes.value(at: node), step: step)
            case .afterNull: .afterNull
            case .nowhere: .nowhere
            }
        }
    }

    /// The text of a member, if it is written without escapes: then there is no control character
    /// in it. With `takesElement`, it may also be the only element of a list. Nothing where there
    /// is another value, or none, of which `part` tells more.
    public func plainText(of name: JSONName, orOnlyElement takesElement: Bool = false) -> String? {
        unsafe tape.withNodes { unsafe $0.plainText(of: name, orOnlyElement: takesElement) }
    }

    /// The names of its members; of an array, the positions of its elements.
    public var names: [String] { unsafe tape.withNodes { unsafe $0.names } }

    /// The members with other names than these, each with its value as the source wrote it. The
    /// elements of an array have their positions for names.
    public func fields(besides names: JSONNames) -> [Question.ExtraField] {
        unsafe tape.withNodes { unsafe $0.fields(besides: names) }
    }
}
