import Records
import Rollouts
import Testing

/// A template taken apart into what a trainer's rows hold.
@Suite struct PromptFrameTests {
    private static func question(_ text: String, _ choices: [String]) -> Question {
        Question(
            id: "q", source: "s", split: "train", capability: .fine, text: text, answer: "2",
            choices: choices, pictures: [])
    }

    @Test(arguments: BuiltInPrompt.allCases)
    func `frame and question together are what is asked`(_ prompt: BuiltInPrompt) throws {
        let template = try PromptTemplate(prompt.text, name: prompt.rawValue)
        let (before, behind) = try template.frame()
        for text in ["How many?", " <image> How\nmany {{ content }}? ", "e\u{301}", "\u{301}x"] {
            for choices in [[], ["one", "two"]] {
                let whole = try template.render(
                    PromptMaterial(question: text, choices: choices, pictureCount: 0))
                let framed = try template.framed(
                    Self.question(text, choices), in: (before, behind))
                #expect(whole == [.text(before + framed + behind)])
                #expect(framed.contains("B. two") == !choices.isEmpty)
            }
        }
    }

    @Test func `marks for pictures stay where they are`() throws {
        let template = try PromptTemplate(BuiltInPrompt.boxed.text, name: "boxed")
        let framed = try template.framed(
            Self.question("left <image> right <image>", []), in: template.frame())
        #expect(framed == "left <image> right <image>")
    }

    @Test func `words that only options bring are the question's`() throws {
        let template = try PromptTemplate(
            "Say: {{ content }}{% if choices %} Choose.{% endif %}", name: "t")
        #expect(try template.framed(Self.question("x", ["a"]), in: template.frame()) == "x Choose.")
        #expect(try template.frame() == ("Say: ", ""))
    }

    @Test func `a template that shows the question twice has no frame`() throws {
        let template = try PromptTemplate("{{ content }} and again {{ content }}", name: "t")
        let fault = #expect(throws: Fault.self) { try template.frame() }
        #expect(fault?.remedy?.contains("`before` and `behind`") == true)
    }

    @Test func `a template that says something else of options is refused`() throws {
        let template = try PromptTemplate(
            "{% if choices %}Choose: {% else %}Say: {% endif %}{{ content }}", name: "t")
        #expect(try template.framed(Self.question("x", []), in: template.frame()) == "x")
        #expect(throws: Fault.self) {
            try template.framed(Self.question("x", ["a"]), in: template.frame())
        }
    }
}
