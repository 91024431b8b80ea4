public import Records

/// A prompt's text with places for the question: the part of Jinja that prompts need, so that
/// EasyR1's `format_prompt` files can be used as they are.
///
///     {{ content | trim }}
///     {% if choices %}{% for choice in choices %}
///     {{ loop.index | letter }}. {{ choice }}{% endfor %}{% endif %}
///
/// Values are put in once and never read as a template; nothing is run. Whatever is not known is an
/// error when the template is read, not an empty text when it is used.
public struct PromptTemplate: Sendable, Hashable {
    /// The template as it was written.
    public let source: String
    let nodes: [PromptNode]

    /// Reads a template from its text. Errors call it by `name`, such as its file.
    ///
    /// - Throws: a `Fault` at the first thing that is not understood.
    public init(_ source: String, name: String) throws(Fault) {
        self.source = source
        var parser = PromptParser(source, name: name)
        nodes = try parser.template()
    }

    /// Whether the template has a place for a value.
    public func uses(_ value: PromptValue) -> Bool { nodes.contains { $0.uses(value) } }

    /// The user's message.
    ///
    /// Each `<image>` in the question's text becomes a picture. Pictures that have no such place
    /// come before everything else.
    ///
    /// - Throws: a `Fault` of code `badInput` if the text has places, but not as many as pictures.
    public func render(_ material: PromptMaterial) throws(Fault) -> [DrawPrompt.Part] {
        var output = PromptOutput(material)
        output.write(nodes)
        return try output.parts()
    }
}
