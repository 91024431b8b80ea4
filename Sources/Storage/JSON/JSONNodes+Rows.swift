internal import CJSON
import Records

extension JSONNodes {
    /// Whether a node is an array or an object.
    func isContainer(_ index: Int) -> Bool {
        unsafe Int(nodes[index].kind) == CJSON_ARRAY || Int(nodes[index].kind) == CJSON_OBJECT
    }

    /// The node of an object's member, or nothing.
    func member(_ name: String, of index: Int) -> Int? {
        guard unsafe Int(nodes[index].kind) == CJSON_OBJECT else { return nil }
        return unsafe children(of: index).first { unsafe text(nodes[$0 - 1]) == name }
    }

    /// The name of a value that lies in an object.
    func name(ofValue index: Int, in container: Int) -> String? {
        guard unsafe Int(nodes[container].kind) == CJSON_OBJECT else { return nil }
        return unsafe text(nodes[index - 1])
    }

    /// A row from its node. `base` is where the source of the nodes begins in `bytes`.
    func row(
        at node: Int, index: Int, line: Int, key: String?, bytes: [UInt8], base: Int
    ) -> JSONRow {
        func place(_ range: Range<Int>) -> Range<Int> {
            (range.lowerBound + base)..<(range.upperBound + base)
        }
        let members = unsafe children(of: node).map { place(unsafe range(of: $0)) }
        return unsafe JSONRow(
            value: value(at: node), index: index, line: line, key: key, bytes: bytes,
            range: place(range(of: node)), memberRanges: members)
    }
}
