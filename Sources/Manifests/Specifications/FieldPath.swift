/// Where values lie in a row of a source: names and positions from the outside in, such as
/// `conversations.0.value`. A step in brackets selects elements of a list: `messages[*].content` all
/// of them, `messages[role=assistant].content` those whose `role` is `assistant`, `images[0]` one.
public struct FieldPath: Sendable, Hashable, CustomStringConvertible {
    /// The steps; a number is a position where the row has a list, and a name where it has an object.
    /// `[*]` and `[name=text]` select; see `FieldSelector`.
    public var steps: [String]

    /// A path of these steps.
    public init(steps: [String]) { self.steps = steps }

    /// A path, or nothing if `text` is empty or has an empty step. Brackets that do not select belong
    /// to a name, as in `price[usd]`.
    public init?(_ text: String) {
        steps = []
        var name = ""
        var rest = text[...]
        // A name may be left out only after a bracket.
        var needsName = true
        while let character = rest.popFirst() {
            switch character {
            case ".":
                guard !name.isEmpty || !needsName else { return nil }
                if !name.isEmpty { steps.append(name) }
                (name, needsName) = ("", true)
            case "[":
                guard let end = rest.firstIndex(of: "]"),
                    let step = FieldPath.step(inBrackets: rest[..<end]),
                    FieldPath.ends(rest[rest.index(after: end)...])
                else {
                    name.append(character)
                    continue
                }
                if !name.isEmpty { steps.append(name) }
                steps.append(step)
                (name, needsName) = ("", false)
                rest = rest[rest.index(after: end)...]
            default: name.append(character)
            }
        }
        guard !name.isEmpty || !needsName else { return nil }
        if !name.isEmpty { steps.append(name) }
    }

    /// The path as it is written.
    public var description: String {
        var text = ""
        for step in steps {
            if !text.isEmpty, FieldSelector(step) == nil { text += "." }
            text += step
        }
        return text
    }

    /// The step that brackets stand for: a position, or a selector with its brackets.
    private static func step(inBrackets inner: Substring) -> String? {
        if !inner.isEmpty, inner.utf8.allSatisfy({ (48...57).contains($0) }) {
            return String(inner)
        }
        let step = "[\(inner)]"
        return FieldSelector(step) == nil ? nil : step
    }

    /// Whether a step may end where this follows.
    private static func ends(_ rest: Substring) -> Bool {
        rest.isEmpty || rest.first == "." || rest.first == "["
    }
}
