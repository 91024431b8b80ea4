import Grading
import Records
import Rewards
import Storage
import TestSupport
import Testing

@testable import Handoff

@Suite struct ContractCheckTests {
    /// What is wrong with a phase and its settings.
    private func faults(
        _ target: TrainerTarget, phase: (inout Phase) -> Void = { _ in },
        change: (inout PhaseHandoff) -> Void = { _ in }
    ) throws -> [String] {
        var handoff = Phase.handoff(target)
        change(&handoff)
        var questions = Phase.suiting(target)
        phase(&questions)
        let scratch = try TemporaryFolder("handoff")
        let faults = try questions.write(handoff, to: scratch.path)
        // What is wrong leaves nothing that could be launched.
        let launcher = try FileSystem.status("\(scratch.path)/launch.sh")
        #expect(faults.isEmpty == (launcher != nil))
        #expect(faults.allSatisfy { $0.remedy != nil })
        return faults.map(\.message)
    }

    @Test(arguments: TrainerTarget.allCases)
    func `a phase that suits a trainer has no fault`(_ target: TrainerTarget) throws {
        #expect(try faults(target) == [])
    }

    @Test(arguments: TrainerTarget.allCases)
    func `a mark of a recording is refused where the trainer looks for one`(
        _ target: TrainerTarget
    ) throws {
        let found = try faults(target, phase: { $0.questions[2].text += " <video>" })
        let looks = target.rawValue.hasPrefix("verl") || target == .msSwift
        #expect(found.count == (looks ? 1 : 0))
        if looks { #expect(found[0].contains("`<video>`")) }
    }

    @Test(arguments: TrainerTarget.allCases)
    func `what a trainer would be left without is refused`(_ target: TrainerTarget) throws {
        let alone = try faults(target, change: { $0.settings.keep = 1 })
        #expect(alone.isEmpty == [.trl, .msSwift].contains(target))
        // Two steps, of which only every fifth is saved.
        let unsaved = try faults(
            target,
            change: {
                $0.settings.epochs = 2
                $0.settings.saveEvery = 5
            })
        let skipsLast = target.rawValue.hasPrefix("openrlhf")
        #expect(unsaved.contains { $0.contains("not behind the last") } == skipsLast)
    }

    @Test func `OpenRLHF keeps no order`() throws {
        for target in TrainerTarget.allCases {
            let found = try faults(target, change: { $0.settings.shuffles = false })
            #expect(found.isEmpty == target.facts.keepsOrder, "\(target)")
        }
    }

    struct Settings: Sendable {
        var expected: String
        var target = TrainerTarget.easyR1
        var change: @Sendable (inout TrainerSettings) -> Void
    }

    @Test(arguments: [
        Settings(expected: "fewer than a rollout batch of 4") { $0.rolloutBatch = 4 },
        Settings(expected: "the rollout batch, 3, is no multiple of the update batch, 2") {
            ($0.rolloutBatch, $0.updateBatch) = (3, 2)
        },
        Settings(expected: "the responses of an update, 8, is no multiple of") {
            $0.microBatch = 3
        },
        Settings(expected: "is no multiple of the update batch, 0") { $0.updateBatch = 0 },
        Settings(expected: "a group of 1") { ($0.group, $0.gpus, $0.microBatch) = (1, 1, 1) },
        Settings(expected: "the number of GPUs, 2, is no multiple") { $0.tensorParallel = 3 },
        Settings(expected: "no setting for the pixels", target: .verl09) { $0.pixels = 1...2 },
    ])
    func `settings that a trainer refuses are found`(_ test: Settings) throws {
        let found = try faults(test.target, change: { test.change(&$0.settings) })
        #expect(found.contains { $0.contains(test.expected) }, "\(found)")
    }

    struct Component: Sendable {
        var component: RewardComponent
        var target: TrainerTarget
        var isFine: Bool
    }

    @Test(arguments: [
        Component(component: .keywords, target: .openRLHF, isFine: true),
        Component(component: .length, target: .easyR1, isFine: true),
        Component(component: .length, target: .msSwift, isFine: true),
        Component(component: .length, target: .verl08, isFine: false),
        Component(component: .length, target: .openRLHF, isFine: false),
        Component(component: .alignment, target: .trl, isFine: false),
        Component(component: .description, target: .easyR1PeBR, isFine: false),
        Component(component: .descriptionFormat, target: .verl09, isFine: false),
        // The fixture's responses are PeBR-R1's, whose descriptions have no tags.
        Component(component: .description, target: .easyR1VisionSR1, isFine: false),
        Component(component: .length, target: .easyR1VisionSR1, isFine: false),
        Component(component: .external, target: .verl09, isFine: false),
    ])
    func `a reward that cannot be had where the trainer asks is found`(_ test: Component) throws {
        let found = try faults(
            test.target, change: { $0.reward.recipe.weights[test.component] = 1 })
        #expect(found.contains { $0.contains("`\(test.component.rawValue)`") } == !test.isFine)
    }

    @Test func `a second pass is had from Vision-SR1's fork alone`() throws {
        let (fork, other) = (TrainerTarget.easyR1VisionSR1, TrainerTarget.easyR1)
        for target in [fork, other] {
            let found = try faults(
                target,
                change: { handoff in
                    handoff.reward.grader = Grader(format: .visionSR1)
                    handoff.reward.recipe.weights[.description] = 1
                })
            #expect(found.isEmpty == (target == fork), "\(found)")
        }
    }

    @Test func `Vision-SR1's fork saves whole checkpoints, and wants pictures`() throws {
        let alone = try faults(.easyR1VisionSR1, change: { $0.settings.isResumable = false })
        #expect(alone == ["EasyR1 as of Vision-SR1 cannot save the weights alone"])
        let bare = try faults(.easyR1VisionSR1, phase: { $0 = Phase() })
        #expect(bare.count == 1)
        #expect(bare.first?.hasPrefix("row 3, `q2`: it has no picture") == true, "\(bare)")
    }

    @Test func `alignment can be had where a server of embeddings scores it`() throws {
        let found = try faults(
            .easyR1, phase: { $0.questions[2].pictures = $0.questions[0].pictures },
            change: { $0.reward = Phase.aligned(by: "http://127.0.0.1:9/v1") })
        #expect(found == [])
        let blind = try faults(
            .easyR1, change: { $0.reward = Phase.aligned(by: "http://127.0.0.1:9/v1") })
        #expect(blind.count == 1)
        #expect(blind.first?.hasPrefix("row 3, `q2`: reward.alignment is 0.4") == true)
    }

    @Test func `rows are named with their numbers and what is wrong`() throws {
        let found = try faults(.easyR1) { phase in
            phase.questions[1].text = "<image> Which?"
            phase.questions[2].text = "<image> What?"
        }
        #expect(
            found == [
                "row 2, `q1`: `q1` has 1 `<image>` in its text and 2 pictures; so with row 3"
            ])
    }

    @Test func `of many rows some are named`() throws {
        let found = try faults(.easyR1) { phase in
            var question = phase.questions[2]
            question.text = "<image>"
            phase.questions = Array(repeating: question, count: 12)
        }
        #expect(found.count == 1)
        #expect(found.first?.hasSuffix("; so with rows 2, 3, 4, 5 and 7 more") == true)
    }

    @Test func `keywords are there where they are rewarded`() throws {
        let found = try faults(
            .trl, phase: { $0.questions[0].keywords = [] },
            change: { $0.reward.recipe.weights[.keywords] = 0.4 })
        #expect(found.contains { $0.hasPrefix("row 1, `q0`: reward.keywords is 0.4") })
    }

    struct Damage: Sendable {
        var expected: String
        var bytes: @Sendable ([UInt8]) -> [UInt8]
    }

    @Test(arguments: [
        Damage(expected: "cannot be read") { _ in [] },
        Damage(expected: "cannot be read") { Array($0.prefix(20)) },
        Damage(expected: "cannot be read") { _ in Array("<html>".utf8) },
        Damage(expected: "is 5×6 pixels") { _ in Phase.png(5, 6) },
    ])
    func `a picture that a trainer could not read is found`(_ test: Damage) throws {
        let found = try faults(
            .verl09,
            phase: { phase in
                let picture = phase.questions[0].pictures[0]
                phase.replace(picture, by: test.bytes((try? phase.bytes(picture)) ?? []))
            })
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("row 1, `q0`: a picture") == true)
        #expect(found.first?.contains(test.expected) == true, "\(found)")
    }

    @Test func `a prompt that is too long for sure is found`() throws {
        let long = try faults(.easyR1, change: { $0.settings.promptTokens = 2 })
        #expect(long.contains { $0.contains("the limit is 2") })
        let picture = try faults(
            .easyR1,
            change: {
                $0.settings.pixels = 1_000_000...2_000_000
                $0.settings.promptTokens = 1200
            })
        #expect(picture.contains { $0.contains("of them for pictures; the limit is 1200") })
    }

    @Test func `old OpenRLHF takes no pictures`() throws {
        let found = try faults(.openRLHF09, phase: { $0 = Phase() })
        #expect(found.contains { $0.contains("takes no pictures; so with row 2") })
    }
}
