import Records
import Testing

@testable import Handoff

@Suite struct SilentFailureTests {
    @Test(arguments: [
        (
            "WARNING There were unexpected keys in the checkpoint model loaded: ['a'].",
            TrainerTarget.msSwift
        ),
        ("WARNING:vlm_utils:Failed to load image '/a.png': cannot identify", .openRLHF),
    ])
    func `what trainers say where they drop something is understood`(
        line: String, target: TrainerTarget
    ) {
        let fault = SilentFailure.fault(line, target)
        #expect(fault?.code == .failedUnits && fault?.remedy != nil)
    }

    @Test(arguments: [
        // Tied weights are saved once.
        (
            "There were missing keys in the checkpoint model loaded: ['lm_head.weight'].",
            TrainerTarget.trl
        ),
        ("Failed to load image", .easyR1),
    ])
    func `other lines are none`(line: String, target: TrainerTarget) {
        #expect(SilentFailure.fault(line, target) == nil)
    }
}
