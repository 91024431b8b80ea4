import Records
import Rollouts
import Testing

@Suite("A prompt template is the part of Jinja that prompts need, and strict")
struct PromptTemplateTests {
    struct Case: CustomTestStringConvertible {
        var template: String
        var material = PromptMaterial(
            question: " How many? ", choices: ["one", "two"], pictureCount: 0)
        var gives: String
        var testDescription: String { template }
    }

    @Test(arguments: [
        Case(template: "{{ content }}", gives: " How many? "),
        Case(template: "{{question|trim}}", gives: "How many?"),
        Case(template: "<{{ content | trim }}>\n", gives: "<How many?>"),
        Case(template: "{# a comment #}{{ content | trim }}", gives: "How many?"),
        Case(
            template: "{{ content | trim }}{% for c in choices %}\n{{ loop.index | letter }}. "
                + "{{ c }}{% endfor %}", gives: "How many?\nA. one\nB. two"),
        Case(
            template: "{{ content | trim }}{% for c in choices %} {{ loop.index }}{% endfor %}",
            gives: "How many? 1 2"),
        Case(
            template: "{% if choices %}Choose. {% else %}Say. {% endif %}{{ content | trim }}",
            gives: "Choose. How many?"),
        Case(
            template: "{% if description %}x{% else %}y{% endif %}{{ content | trim }}",
            gives: "yHow many?"),
        Case(
            template: "a  {%- if choices %}b{% endif -%}  \n {{ content }}", gives: "ab How many? "),
        Case(template: "{{ content | trim }} }} { {", gives: "How many? }} { {"),
        Case(
            template: "{{ content }}",
            material: PromptMaterial(question: "{{ content }} {% if x %}", pictureCount: 0),
            gives: "{{ content }} {% if x %}"),
    ])
    func `a template is filled`(_ each: Case) throws {
        let parts = try PromptTemplate(each.template, name: "t").render(each.material)
        #expect(parts == [.text(each.gives)])
    }

    struct Wrong: CustomTestStringConvertible {
        var template: String
        var line = 1
        var column: Int
        var says: String
        var testDescription: String { template }
    }

    @Test(arguments: [
        Wrong(template: "no place", column: 1, says: "no place for the question"),
        Wrong(template: "{{ content }} {{ gold }}", column: 15, says: "no value `gold`"),
        Wrong(template: "{{ content | upper }}", column: 1, says: "no filter `upper`"),
        Wrong(template: "{{ content.__class__ }}", column: 1, says: "no value"),
        Wrong(template: "{{ content }}\n  {{ content", line: 2, column: 3, says: "never closed"),
        Wrong(template: "{% if choices %}{{ content }}", column: 17, says: "ends before `endif`"),
        Wrong(template: "{% include 'x' %}{{ content }}", column: 1, says: "is no statement"),
        Wrong(template: "{% endif %}{{ content }}", column: 1, says: "is no statement"),
        Wrong(template: "{{ loop.index }}{{ content }}", column: 1, says: "no value `loop.index`"),
        Wrong(template: "{{ content | letter }}", column: 1, says: "takes `loop.index` alone"),
        Wrong(template: "{{ }}{{ content }}", column: 1, says: "holds no value"),
        Wrong(
            template: String(repeating: "{% if choices %}", count: 9) + "{{ content }}"
                + String(repeating: "{% endif %}", count: 9), column: 129,
            says: "more than 8 deep"),
        Wrong(
            template: "{% for a in choices %}{% for b in choices %}{{ content }}{% endfor %}"
                + "{% endfor %}", column: 23, says: "inside a loop"),
    ])
    func `what is not understood is an error with its place`(_ each: Wrong) throws {
        let fault = #expect(throws: Fault.self) { try PromptTemplate(each.template, name: "t") }
        #expect(fault?.message.contains(each.says) == true, "\(fault?.message ?? "")")
        #expect(
            fault?.location == SourceLocation(file: "t", line: each.line, column: each.column))
    }

    private let plain = BuiltInPrompt.plain.text

    private func parts(_ question: String, pictures: Int) throws -> [DrawPrompt.Part] {
        try PromptTemplate("Look. {{ content }}", name: "t").render(
            PromptMaterial(question: question, choices: ["<image>"], pictureCount: pictures))
    }

    @Test func `pictures stand where the question has its tags`() throws {
        #expect(
            try parts("<image>What is in <image>?", pictures: 2)
                == [.text("Look. "), .picture(0), .text("What is in "), .picture(1), .text("?")])
    }

    @Test func `pictures without a tag come first`() throws {
        #expect(
            try parts("What?", pictures: 2) == [.picture(0), .picture(1), .text("Look. What?")])
    }

    @Test func `tags that are not as many as pictures are an error`() {
        #expect(throws: Fault.self) { try parts("<image><image>", pictures: 1) }
        #expect(throws: Fault.self) { try parts("<image>", pictures: 2) }
    }

    @Test(arguments: BuiltInPrompt.allCases)
    func `the program's own templates are whole`(_ prompt: BuiltInPrompt) throws {
        let parts = try PromptTemplate(prompt.text, name: prompt.rawValue).render(
            PromptMaterial(question: "Which?\n", choices: ["red", "blue"], pictureCount: 0))
        guard case .text(let text)? = parts.first, parts.count == 1 else {
            Issue.record("\(parts)")
            return
        }
        #expect(text.contains("Which?\nA. red\nB. blue"))
        #expect(!text.contains("{{") && !text.contains("{%"))
    }
}
