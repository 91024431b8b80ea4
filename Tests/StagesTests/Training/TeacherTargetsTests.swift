import Engine
import Manifests
import Records
import Rollouts
import Storage
import Testing
import Training

@testable import Stages

/// What a teacher knows becomes responses to imitate.
@Suite struct TeacherTargetsTests {
    let fixture: RolloutFixture

    init() throws { fixture = try RolloutFixture() }

    /// Question 0 is answered right at every second draw, longer with each; 1 never; 2 right, by a
    /// description that never suffices; 3 by one that does.
    @Sendable static func teacher(_ prompt: DrawPrompt, _ draw: Int) -> DrawOutcome.Result {
        let question = prompt.question
        let words = Array(repeating: "things", count: draw + 1).joined(separator: " ")
        let isRight: Bool
        switch (prompt.kind, question.id) {
        case (.answer, "q0"): isRight = draw % 2 == 1
        case (.answer, "q1"): isRight = false
        case (.answer, _): isRight = true
        case (_, "q2"): isRight = false
        default: isRight = true
        }
        return RolloutFixture.response(words, isRight ? question.answer : "99")
    }

    private func artifact(passes: Bool) async throws -> Artifact {
        var settings = RolloutSettings()
        settings.draws = 4
        if passes {
            var pass = RolloutSettings.Pass()
            pass.kind = .description
            settings.passes = [pass]
        }
        let unit = try await fixture.run(
            settings, "unit", asked: 4, TeacherTargetsTests.teacher
        ).artifact
        return try fixture.join([unit], settings).artifact
    }

    @Test func `the shortest right answers are imitated, and who has none is told`() async throws {
        let targets = try TeacherTargets(
            try await artifact(passes: false).folder, limit: 2, sufficient: false)
        #expect(targets.lessons.map(\.id) == ["q0", "q0", "q2", "q2", "q3", "q3"])
        #expect(
            targets.lessons[0].target
                == "<description> things things </description> <think> so </think> 0")
        #expect(targets.lessons.allSatisfy { $0.textOnlyTarget == nil })
        #expect(targets.rejects.counts == ["no_right_answer": 1])
    }

    @Test func `a second pass tells which descriptions suffice`() async throws {
        let artifact = try await artifact(passes: true).folder
        let targets = try TeacherTargets(artifact, limit: 1, sufficient: true)
        #expect(targets.lessons.map(\.id) == ["q0", "q3"])
        #expect(targets.lessons.allSatisfy { $0.textOnlyTarget == $0.target })
        #expect(targets.rejects.counts == ["no_right_answer": 1, "description_insufficient": 1])
        let all = try TeacherTargets(artifact, limit: 1, sufficient: false)
        #expect(all.lessons.map(\.id) == ["q0", "q2", "q3"])
        #expect(all.lessons.map { $0.textOnlyTarget == nil } == [false, true, false])
    }
}
