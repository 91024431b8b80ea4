internal import CJSON
import Glibc
import Records

extension JSONNodes {
    /// Where a path leads to.
    enum Place {
        case node(Int)
        /// To a list, before a step that is no position.
        case list(Int, step: Int)
        case afterNull
        case nowhere
    }

    /// Where a path leads to from the outermost value.
    func place(of path: [String]) -> Place {
        var node = 0
        for step in path.indices {
            let found: Int?
            switch unsafe kind(of: node) {
            case .object: found = unsafe member(path[step], of: node)
            case .array:
                guard let position = Int(path[step]) else { return .list(node, step: step) }
                found = unsafe element(position, of: node)
            case .null: return .afterNull
            case .bool, .number, .string: return .nowhere
            }
            guard let found else { return .nowhere }
            node = found
        }
        return .node(node)
    }

    /// The member of an object with this name, as the node of its value; nothing where there is none,
    /// or the node is no object. Names are equal as Swift's texts are.
    func member(_ name: String, of index: Int) -> Int? {
        guard unsafe kind(of: index) == .object else { return nil }
        var name = name
        return name.withUTF8 { wanted in
            unsafe member(
                wanted, mark: cjson_mark(wanted.baseAddress, wanted.count),
                isASCII: JSONNodes.isASCII(wanted), of: index)
        }
    }

    /// The member of an object with this name, as the node of its value.
    private func member(
        _ wanted: UnsafeBufferPointer<UInt8>, mark: UInt32, isASCII isPlain: Bool, of index: Int
    ) -> Int? {
        let end = unsafe end(of: index)
        var child = index + 1
        while child < end {
            let node = unsafe nodes[child]
            if node.mark == mark, unsafe JSONNodes.isEqual(bytes(of: node), wanted) {
                return child + 1
            }
            // Texts of different bytes can only be equal where one of them is not ASCII.
            if unsafe !isPlain || !(isASCII || JSONNodes.isASCII(bytes(of: node))),
                unsafe text(node) == String(decoding: wanted, as: UTF8.self)
            {
                return child + 1
            }
            child = unsafe self.end(of: child + 1)
        }
        return nil
    }

    /// The text of a member of the outermost value: of a string without escapes or, where that is asked
    /// for, of one that is the only element of a list.
    func plainText(of name: JSONName, orOnlyElement takesElement: Bool) -> String? {
        guard unsafe kind(of: 0) == .object else { return nil }
        let found = unsafe name.withBytes { wanted -> Int? in
            unsafe member(wanted, mark: name.mark, isASCII: name.isASCII, of: 0)
        }
        guard var node = found else { return nil }
        if takesElement, unsafe kind(of: node) == .array, unsafe nodes[node].count == 1 {
            node += 1
        }
        guard unsafe kind(of: node) == .string, unsafe nodes[node].decoded == 0 else {
            return nil
        }
        return unsafe text(nodes[node])
    }

    /// The element of an array at a position; nothing where there is none, or the node is no array.
    func element(_ position: Int, of index: Int) -> Int? {
        guard unsafe kind(of: index) == .array, position >= 0,
            unsafe position < Int(nodes[index].count)
        else { return nil }
        var child = index + 1
        for _ in 0..<position { child = unsafe end(of: child) }
        return child
    }

    /// The members of the outermost value with other names than these, each with its source text. The
    /// elements of an array have their positions for names.
    func fields(besides names: JSONNames) -> [Question.ExtraField] {
        var fields: [Question.ExtraField] = []
        let isObject = unsafe kind(of: 0) == .object
        guard unsafe isObject || kind(of: 0) == .array else { return fields }
        unsafe fields.reserveCapacity(max(0, Int(nodes[0].count) - names.count))
        let end = unsafe end(of: 0)
        var child = 1
        var number = 0
        while child < end {
            if isObject {
                let node = unsafe nodes[child]
                if unsafe !names.contains(bytes(of: node), mark: node.mark) {
                    unsafe fields.append(.init(name: text(node), json: sourceText(at: child + 1)))
                }
                child += 1
            } else {
                let name = String(number)
                if !names.contains(name) {
                    unsafe fields.append(.init(name: name, json: sourceText(at: child)))
                }
            }
            child = unsafe self.end(of: child)
            number += 1
        }
        return fields
    }

    /// The names of the outermost value's members; of an array, the positions of its elements.
    var names: [String] {
        let isObject = unsafe kind(of: 0) == .object
        return unsafe children(of: 0).enumerated().map { number, child in
            unsafe isObject ? text(nodes[child - 1]) : String(number)
        }
    }

    /// Whether bytes are the same.
    static func isEqual(
        _ one: UnsafeBufferPointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        guard one.count == other.count else { return false }
        guard let left = one.baseAddress, let right = other.baseAddress else { return true }
        return unsafe memcmp(left, right, one.count) == 0
    }

    /// Whether bytes are ASCII. Has no early end, so that many are looked at at once.
    static func isASCII(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var bits: UInt8 = 0
        for index in text.indices { bits |= unsafe text[index] }
        return bits < 0x80
    }
}
