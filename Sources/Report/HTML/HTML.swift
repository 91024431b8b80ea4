/// Short ways to write elements.
enum HTML {
    static func p(_ text: String, _ attributes: [Markup.Attribute] = []) -> Markup {
        .element("p", attributes, [.text(text)])
    }

    static func span(_ text: String, _ kind: String) -> Markup {
        .element("span", [.init("class", kind)], [.text(text)])
    }

    static func div(_ kind: String, _ content: [Markup]) -> Markup {
        .element("div", [.init("class", kind)], content)
    }

    /// A value; a figure tells where it stands in the report's JSON, by a pointer after RFC 6901.
    static func value(_ value: ReportValue, at pointer: String) -> Markup {
        guard value.isFigure, let real = value.real else { return .text(value.text) }
        return .element(
            "data", [.init("value", "\(real)"), .init("data-figure", pointer)], [.text(value.text)])
    }
}
