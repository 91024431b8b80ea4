import Records

extension ValueType where Value == String {
    /// Any text: numbers, `no` and `~` as they are written.
    static var text: ValueType {
        var type = scalar(
            expectation: "a text", schema: ["type": ["string", "number", "boolean"]],
            read: { text, _ in text }, encode: { .string($0) })
        type.isText = true
        return type
    }

    /// A text that is not empty.
    static var someText: ValueType {
        var type = scalar(
            expectation: "a text that is not empty",
            schema: ["type": ["string", "number", "boolean"], "minLength": 1],
            read: { text, _ in text.isEmpty ? nil : text }, encode: { .string($0) })
        type.isText = true
        return type
    }

    /// The path of a file or folder.
    static var path: ValueType {
        var type = scalar(
            expectation: "a path", schema: ["type": "string", "minLength": 1],
            read: { text, _ in
                text.isEmpty || text.unicodeScalars.contains("\0") ? nil : text
            }, encode: { .string($0) })
        type.isText = true
        return type
    }

    /// A name that may become part of a path: lower-case letters, digits, `-` and `_`.
    static var name: ValueType {
        scalar(
            expectation: "a name of lower-case letters, digits, `-` and `_`",
            schema: ["type": "string", "pattern": "^[a-z0-9_-]+$", "maxLength": 100],
            read: { text, _ in isName(text) ? text : nil },
            remedy: { node in node.text.flatMap(nameRemedy) }, encode: { .string($0) })
    }

    /// The name of a stage of one of these roles; of any if there are none.
    static func reference(_ roles: StageRole...) -> ValueType {
        var type = name
        type.expectation =
            "the name of "
            + (roles.isEmpty ? "a stage" : roles.map(\.description).joined(separator: " or "))
        type.schema = { _ in
            ["type": "string", "pattern": "^[a-z0-9_-]+(@[a-z0-9_-]+)?$", "maxLength": 100]
        }
        let inner = type
        type.decode = { node, path, decoding in
            guard let text = node.text, isStageName(text) else {
                decoding.mistyped(node, path, expected: inner.expectation)
                return nil
            }
            return text
        }
        type.references = { [$0] }
        type.roles = roles
        return type
    }

    /// Whether a text is a name.
    static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 100
            && text.utf8.allSatisfy {
                (97...122).contains($0) || (48...57).contains($0) || $0 == 45 || $0 == 95
            }
    }

    /// Whether a text may name a stage: a name, or a name at a policy's such as `sample@base`; and
    /// either at a seed, such as `sample@base@seed-3`.
    static func isStageName(_ text: String) -> Bool {
        var parts = text.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
        if parts.count > 1, parts.last?.hasPrefix("seed-") == true { parts.removeLast() }
        return parts.count <= 2 && text.utf8.count <= 100 && parts.allSatisfy(isName)
    }

    /// The name that a text comes closest to.
    private static func nameRemedy(_ text: String) -> String? {
        let near = String(
            text.lowercased().map { $0 == " " || $0 == "." ? "-" : $0 })
        return isName(near) ? "did you mean \(Wording.quoted(near))?" : nil
    }
}

extension ValueType where Value: RawRepresentable<String> & CaseIterable {
    /// One of the cases, by its raw value.
    static var choice: ValueType {
        let names = Value.allCases.map(\.rawValue)
        return scalar(
            expectation: Wording.alternatives(names),
            schema: ["enum": .array(names.map { .string($0) })],
            read: { text, _ in Value(rawValue: text) },
            remedy: { node in
                node.text.flatMap { Wording.nearest(to: $0, among: names) }
                    .map { "did you mean \(Wording.quoted($0))?" }
            }, encode: { .string($0.rawValue) })
    }
}
