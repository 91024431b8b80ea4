public import Records

/// How two JSON values differ, place by place.
///
/// Members of objects are compared by name, whatever their order. Elements of lists are compared by
/// name too where all have one: an object is named by its member `name`, else by its texts together, and
/// a pair of a text and a value is named by the text. Other lists are compared by position; lists of
/// scalars as a whole. The work is linear in the size of the values.
public enum JSONDifference {
    /// Every difference, in the order of the later value, what was removed after that.
    public static func changes(from before: JSONValue, to after: JSONValue) -> [JSONChange] {
        var changes: [JSONChange] = []
        compare(before, after, [], &changes)
        return changes
    }

    private static func compare(
        _ before: JSONValue?, _ after: JSONValue?, _ path: [String], _ changes: inout [JSONChange]
    ) {
        switch (before, after) {
        case (.object(let old)?, .object(let new)?):
            compare(
                old.map { Element(name: $0.name, value: $0.value) },
                new.map { Element(name: $0.name, value: $0.value) }, path, &changes)
        case (.array(let old)?, .array(let new)?):
            compare(old, new, path, &changes)
        // `==` of texts takes those for equal that Unicode does; keys are made of bytes.
        case (.string(let old)?, .string(let new)?) where old.utf8.elementsEqual(new.utf8): break
        case (.string?, .string?):
            changes.append(JSONChange(path: path, before: before, after: after))
        default:
            guard before != after else { return }
            changes.append(JSONChange(path: path, before: before, after: after))
        }
    }

    /// A value and what it is called among its neighbours.
    private struct Element {
        var name: String
        var value: JSONValue
        // Two texts that differ in their bytes only are two names.
        var key: [UInt8] { Array(name.utf8) }
    }

    private static func compare(
        _ old: [Element], _ new: [Element], _ path: [String], _ changes: inout [JSONChange]
    ) {
        let earlier = Dictionary(
            old.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
        var seen: Set<[UInt8]> = []
        for element in new {
            seen.insert(element.key)
            compare(earlier[element.key], element.value, path + [element.name], &changes)
        }
        for element in old where !seen.contains(element.key) {
            compare(element.value, nil, path + [element.name], &changes)
        }
    }

    private static func compare(
        _ old: [JSONValue], _ new: [JSONValue], _ path: [String], _ changes: inout [JSONChange]
    ) {
        guard !(old + new).allSatisfy(\.isScalar) else {
            guard !isSame(old, new) else { return }
            changes.append(JSONChange(path: path, before: .array(old), after: .array(new)))
            return
        }
        if let old = named(old), let new = named(new) {
            compare(old, new, path, &changes)
            compareOrder(old, new, path, &changes)
            return
        }
        for index in 0..<max(old.count, new.count) {
            compare(
                index < old.count ? old[index] : nil, index < new.count ? new[index] : nil,
                path + ["\(index)"], &changes)
        }
    }

    private static func isSame(_ old: [JSONValue], _ new: [JSONValue]) -> Bool {
        guard old == new else { return false }
        return zip(old, new).allSatisfy { left, right in
            guard let left = left.stringValue, let right = right.stringValue else { return true }
            return left.utf8.elementsEqual(right.utf8)
        }
    }

    /// The order of named elements counts as well.
    private static func compareOrder(
        _ old: [Element], _ new: [Element], _ path: [String], _ changes: inout [JSONChange]
    ) {
        let common = Set(old.map(\.key)).intersection(new.map(\.key))
        let before = old.filter { common.contains($0.key) }
        let after = new.filter { common.contains($0.key) }
        guard before.map(\.key) != after.map(\.key) else { return }
        changes.append(
            JSONChange(
                path: path, before: .array(before.map { .string($0.name) }),
                after: .array(after.map { .string($0.name) })))
    }

    /// The elements with their names; nothing if one has none or two have the same.
    private static func named(_ elements: [JSONValue]) -> [Element]? {
        var result: [Element] = []
        var seen: Set<[UInt8]> = []
        for element in elements {
            guard let named = named(element), seen.insert(named.key).inserted else { return nil }
            result.append(named)
        }
        return result
    }

    private static func named(_ element: JSONValue) -> Element? {
        switch element {
        case .array(let pair):
            guard pair.count == 2, let name = pair[0].stringValue else { return nil }
            return Element(name: name, value: pair[1])
        case .object(let members):
            let texts = members.compactMap(\.value.stringValue)
            let name = element["name"]?.stringValue ?? texts.joined(separator: " ")
            return name.isEmpty ? nil : Element(name: name, value: element)
        default: return nil
        }
    }
}
