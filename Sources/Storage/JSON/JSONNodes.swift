internal import CJSON
import Records

/// The nodes of one document, in source order. Valid only while the parser is not used again.
@unsafe struct JSONNodes {
    let nodes: UnsafeBufferPointer<cjson_node>
    let source: UnsafeBufferPointer<UInt8>
    let decoded: UnsafePointer<UInt8>?
    /// How many bytes are decoded.
    let decodedCount: Int
    /// Whether source and decoded text are known to be ASCII.
    let isASCII: Bool

    /// No nodes.
    static var none: JSONNodes {
        unsafe JSONNodes(
            nodes: UnsafeBufferPointer(start: nil, count: 0),
            source: UnsafeBufferPointer(start: nil, count: 0), decoded: nil, decodedCount: 0,
            isASCII: true)
    }

    /// The value at a node as a tree. The parser has bounded its depth.
    func value(at index: Int) -> JSONValue {
        let node = unsafe nodes[index]
        switch Int(node.kind) {
        case CJSON_FALSE: return .bool(false)
        case CJSON_TRUE: return .bool(true)
        case CJSON_NUMBER: return unsafe .number(sourceText(at: index))
        case CJSON_STRING: return unsafe .string(text(node))
        case CJSON_ARRAY:
            var elements: [JSONValue] = []
            elements.reserveCapacity(Int(node.count))
            var child = index + 1
            while child < Int(node.next) {
                unsafe elements.append(value(at: child))
                child = unsafe Int(nodes[child].next)
            }
            return .array(elements)
        case CJSON_OBJECT:
            var members: [JSONValue.Member] = []
            members.reserveCapacity(Int(node.count))
            var child = index + 1
            while child < Int(node.next) {
                unsafe members.append(.init(text(nodes[child]), value(at: child + 1)))
                child = unsafe Int(nodes[child + 1].next)
            }
            return .object(members)
        default: return .null
        }
    }

    /// The indexes of an array's elements, or of an object's values.
    func children(of index: Int) -> [Int] {
        let node = unsafe nodes[index]
        let isObject = Int(node.kind) == CJSON_OBJECT
        guard isObject || Int(node.kind) == CJSON_ARRAY else { return [] }
        var result: [Int] = []
        result.reserveCapacity(Int(node.count))
        var child = index + 1
        while child < Int(node.next) {
            if isObject { child += 1 }
            result.append(child)
            child = unsafe Int(nodes[child].next)
        }
        return result
    }

    /// What kind of value a node is.
    @inline(__always)
    func kind(of index: Int) -> JSONRow.Kind {
        switch unsafe Int(nodes[index].kind) {
        case CJSON_FALSE, CJSON_TRUE: .bool
        case CJSON_NUMBER: .number
        case CJSON_STRING: .string
        case CJSON_ARRAY: .array
        case CJSON_OBJECT: .object
        default: .null
        }
    }

    /// The first node behind one and its children.
    func end(of index: Int) -> Int { unsafe Int(nodes[index].next) }

    /// The text of a string's node.
    func text(_ node: cjson_node) -> String {
        unsafe JSONNodes.text(bytes(of: node))
    }

    /// The bytes of the text of a string's node.
    func bytes(of node: cjson_node) -> UnsafeBufferPointer<UInt8> {
        let base = unsafe node.decoded == 1 ? decoded : source.baseAddress
        guard let base = unsafe base else {
            return unsafe UnsafeBufferPointer(start: nil, count: 0)
        }
        return unsafe UnsafeBufferPointer(start: base + Int(node.text), count: Int(node.count))
    }

    /// A value as its source wrote it.
    func sourceText(at index: Int) -> String {
        let node = unsafe nodes[index]
        return unsafe JSONNodes.text(
            UnsafeBufferPointer(rebasing: source[Int(node.start)..<Int(node.end)]))
    }

    /// The text of some bytes.
    private static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        // Most texts of a row are so short that they take no memory of their own. Then this is how
        // they are made with the fewest steps.
        guard bytes.count <= 15 else { return unsafe String(decoding: bytes, as: UTF8.self) }
        return unsafe String(unsafeUninitializedCapacity: bytes.count) { room in
            unsafe room.initialize(fromContentsOf: bytes)
        }
    }
}
