import Manifests
import Records
import Testing

@testable import Stages

/// What is told of how a phase was trained.
@Suite struct ReinforcementNoticesTests {
    private func notices(_ facts: JSONValue) -> [String] {
        var settings = ReinforcementSettings()
        (settings.phase, settings.steps, settings.prompts) = ("fine", 25, 16)
        return ReinforcementNotices.of(facts, questions: 1581, stage: "fine-2", settings)
    }

    @Test func `questions that were never asked are counted, and how many steps would ask them`() {
        let told = notices(["questions_drawn": 400])
        #expect(told.count == 1)
        #expect(told.first?.contains("25 steps asked 400 of 1581 questions") == true)
        #expect(told.first?.contains("`stages.fine-2.steps` of 99 ") == true)
        #expect(notices(["questions_drawn": 1581]).isEmpty)
        #expect(notices([:]).isEmpty)
    }

    @Test func `steps that taught nothing are told`() {
        let told = notices(["mean_of_last_ten": ["zero_advantage_groups": 1]])
        #expect(told.count == 1)
        #expect(told.first?.contains("no group of the last steps had an advantage") == true)
        #expect(notices(["mean_of_last_ten": ["zero_advantage_groups": .real(0.9)]]).isEmpty)
    }
}
