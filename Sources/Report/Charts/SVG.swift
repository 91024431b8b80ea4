import Records

/// Elements of charts. Lengths are in pixels of the drawing's own box.
enum SVG {
    /// Where a text stands at its place.
    enum Anchor: String {
        case start
        case middle
        case end
    }

    /// A length with at most two digits after the point.
    static func number(_ value: Double) -> String {
        let text = Format.fixed(value, 2)
        guard text.utf8.contains(UInt8(ascii: ".")) else { return text }
        var bytes = Array(text.utf8)
        while bytes.last == UInt8(ascii: "0") { bytes.removeLast() }
        if bytes.last == UInt8(ascii: ".") { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    static func text(
        _ text: String, _ x: Double, _ y: Double, _ anchor: Anchor = .start, _ kind: String = ""
    ) -> Markup {
        var attributes: [Markup.Attribute] = [
            .init("x", number(x)), .init("y", number(y)), .init("text-anchor", anchor.rawValue),
        ]
        if !kind.isEmpty { attributes.append(.init("class", kind)) }
        return .element("text", attributes, [.text(text)])
    }

    static func line(
        _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ kind: String
    ) -> Markup {
        .element(
            "line",
            [
                .init("x1", number(x1)), .init("y1", number(y1)), .init("x2", number(x2)),
                .init("y2", number(y2)),
                .init("class", kind),
            ])
    }

    /// A bar, with what it says where a pointer rests on it.
    static func bar(
        _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ kind: String,
        _ said: String = ""
    ) -> Markup {
        .element(
            "rect",
            [
                .init("x", number(x)), .init("y", number(y)), .init("width", number(max(0, width))),
                .init("height", number(max(0, height))), .init("class", kind),
            ], said.isEmpty ? [] : [.element("title", [], [.text(said)])])
    }

    static func dot(
        _ x: Double, _ y: Double, _ radius: Double, _ kind: String, _ said: String = ""
    ) -> Markup {
        .element(
            "circle",
            [
                .init("cx", number(x)), .init("cy", number(y)), .init("r", number(radius)),
                .init("class", kind),
            ],
            said.isEmpty ? [] : [.element("title", [], [.text(said)])])
    }

    static func path(_ data: String, _ kind: String, _ said: String = "") -> Markup {
        .element(
            "path", [.init("d", data), .init("class", kind)],
            said.isEmpty ? [] : [.element("title", [], [.text(said)])])
    }

    /// A group that is moved.
    static func group(_ x: Double, _ y: Double, _ content: [Markup]) -> Markup {
        .element("g", [.init("transform", "translate(\(number(x)) \(number(y)))")], content)
    }

    /// How wide a text is, about, at 12 pixels.
    static func width(of text: String) -> Double {
        Double(DisplayWidth.columns(of: text)) * 6.9
    }

    /// A text that fits a width, with a mark where it was cut.
    static func fitted(_ text: String, _ width: Double) -> String {
        DisplayWidth.prefix(
            FaultRenderer.printable(text), columns: max(3, Int(width / 6.9)))
    }
}
