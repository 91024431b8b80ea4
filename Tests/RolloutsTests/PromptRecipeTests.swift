import Records
import Rollouts
import Testing

@Suite("A recipe asks a question in three ways")
struct PromptRecipeTests {
    private func question() throws -> Question {
        Question(
            id: "q", source: "s", split: "train", capability: .coarse, text: "<image>Which colour?",
            answer: "red", choices: ["red", "blue"],
            pictures: [
                Picture(
                    digest: try #require(Digest(hex: String(repeating: "0", count: 64))),
                    format: .png, width: 1, height: 1, shard: "a", offset: 0, byteCount: 1)
            ])
    }

    private func recipe() throws -> PromptRecipe {
        try PromptRecipe(
            answer: PromptTemplate(BuiltInPrompt.plain.text, name: "plain"),
            description: PromptTemplate(BuiltInPrompt.plain.secondPass, name: "second pass"))
    }

    @Test func `an answer sees the picture and the options`() throws {
        let prompt = try recipe().prompt(question(), kind: .answer)
        #expect(prompt.user == [.picture(0), .text("Which colour?\nA. red\nB. blue")])
    }

    @Test func `a blind pass has no picture, and no tag of one`() throws {
        let prompt = try recipe().prompt(question(), kind: .blind)
        #expect(prompt.user == [.text("Which colour?\nA. red\nB. blue")])
    }

    @Test func `a second pass has the description instead of the picture`() throws {
        let prompt = try recipe().prompt(
            question(), kind: .description, description: "a <image> {{ content }}")
        guard case .text(let text)? = prompt.user.first, prompt.user.count == 1 else {
            Issue.record("\(prompt.user)")
            return
        }
        #expect(text.hasPrefix("A description of a picture:\na <image> {{ content }}\n\nWhich"))
    }

    @Test func `a second pass needs a place for the description`() throws {
        let plain = try PromptTemplate(BuiltInPrompt.plain.text, name: "plain")
        #expect(throws: Fault.self) { try PromptRecipe(answer: plain, description: plain) }
    }
}
