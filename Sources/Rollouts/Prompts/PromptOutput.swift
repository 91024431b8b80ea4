import Records

/// A prompt while it is put together.
struct PromptOutput {
    /// What stands in a question's text where a picture belongs.
    static let tag = "<image>"

    private let material: PromptMaterial
    private var result: [DrawPrompt.Part] = []
    private var text = ""
    private var pictures = 0
    private var choice = 0

    init(_ material: PromptMaterial) { self.material = material }

    mutating func write(_ nodes: [PromptNode]) {
        for node in nodes { write(node) }
    }

    /// The message, whole.
    consuming func parts() throws(Fault) -> [DrawPrompt.Part] {
        if pictures != 0, pictures != material.pictureCount {
            throw Fault(
                .badInput,
                "the prompt has \(pictures) places for pictures, the question "
                    + "\(material.pictureCount) pictures")
        }
        let unplaced = pictures == 0 ? (0..<material.pictureCount).map(DrawPrompt.Part.picture) : []
        if !text.isEmpty { result.append(.text(text)) }
        return unplaced + result
    }

    private mutating func write(_ node: PromptNode) {
        switch node {
        case .text(let part): text += part
        case .place(let subject, let filters): place(subject, filters)
        case .condition(let value, let first, let second): write(holds(value) ? first : second)
        case .loop(let nodes):
            for index in material.choices.indices {
                choice = index
                write(nodes)
            }
        }
    }

    private func holds(_ value: PromptValue) -> Bool {
        switch value {
        case .content, .question: !material.question.isEmpty
        case .choices: !material.choices.isEmpty
        case .description: !material.description.isEmpty
        }
    }

    private mutating func place(_ subject: PromptNode.Subject, _ filters: [PromptNode.Filter]) {
        let value =
            switch subject {
            case .value(.content), .value(.question): material.question
            case .value(.description): material.description
            case .value(.choices): material.choices.joined(separator: "\n")
            case .choice: material.choices[choice]
            case .number: "\(choice + 1)"
            }
        let filtered = filters.reduce(value) { text, filter in
            switch filter {
            case .trim: PromptOutput.trimmed(text)
            case .letter: PromptOutput.letter(choice)
            }
        }
        switch subject {
        case .value(.content), .value(.question): question(filtered)
        default: text += filtered
        }
    }

    /// The question's own text: the only one whose tags are places for pictures.
    private mutating func question(_ value: String) {
        guard material.pictureCount > 0 else {
            text += value
            return
        }
        var rest = value[...]
        while let tag = rest.firstRange(of: PromptOutput.tag) {
            text += rest[..<tag.lowerBound]
            if !text.isEmpty { result.append(.text(text)) }
            text = ""
            result.append(.picture(pictures))
            pictures += 1
            rest = rest[tag.upperBound...]
        }
        text += rest
    }

    /// A, B … Z, AA, AB …
    static func letter(_ index: Int) -> String {
        var name = ""
        var rest = index
        while rest >= 0 {
            name = String(UnicodeScalar(UInt8(65 + rest % 26))) + name
            rest = rest / 26 - 1
        }
        return name
    }

    static func trimmed(_ text: String) -> String {
        let start = text.drop(while: \.isWhitespace)
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...last])
    }
}
