import Manifests
import Records

extension FieldPath {
    /// Calls `body` with each value that the path leads to, until it returns false. A list at the end
    /// stands for its elements; `null` is no value.
    ///
    /// - Returns: whether it never did.
    @discardableResult
    func forEachValue(in row: JSONValue, _ body: (JSONValue) -> Bool) -> Bool {
        FieldPath.walk(steps[...], row, body)
    }

    private static func walk(
        _ steps: ArraySlice<String>, _ value: JSONValue, _ body: (JSONValue) -> Bool
    ) -> Bool {
        guard let step = steps.first else { return visit(value, body) }
        let rest = steps.dropFirst()
        switch value {
        case .object(let members):
            guard let member = members.first(where: { $0.name == step }) else { return true }
            return walk(rest, member.value, body)
        case .array(let elements):
            if let index = Int(step) {
                return elements.indices.contains(index) ? walk(rest, elements[index], body) : true
            }
            guard let selector = FieldSelector(step) else { return true }
            for element in elements where selector.selects(element) {
                if !walk(rest, element, body) { return false }
            }
            return true
        default: return true
        }
    }

    private static func visit(_ value: JSONValue, _ body: (JSONValue) -> Bool) -> Bool {
        switch value {
        case .null: return true
        case .array(let elements):
            for element in elements where element != .null {
                if !body(element) { return false }
            }
            return true
        default: return body(value)
        }
    }
}

extension FieldSelector {
    /// Whether an element of a list is selected.
    func selects(_ element: JSONValue) -> Bool {
        switch self {
        case .each: true
        case .matching(let name, let text): element[name]?.plainText == text
        }
    }
}

extension JSONValue {
    /// A string as it is, a number as the source wrote it, `true` or `false`; nothing for others.
    var plainText: String? {
        switch self {
        case .string(let text), .number(let text): text
        case .bool(let value): value ? "true" : "false"
        case .null, .array, .object: nil
        }
    }
}
