import Records
import Testing

@testable import Handoff

@Suite struct SilentFailureTests {
    @Test(arguments: [
        (
            "WARNING There were unexpected keys in the checkpoint model loaded: ['a'].",
            TrainerTarget.msSwift
        ),
        ("Error processing one of the samples, skipping...", .verl08),
        ("(TaskRunner pid=7) filter dataset len: 31", .verl09),
        ("WARNING:vlm_utils:Failed to load image '/a.png': cannot identify", .openRLHF),
    ])
    func `what trainers say where they drop something is understood`(
        line: String, target: TrainerTarget
    ) {
        let fault = SilentFailure.fault(line, target, rowCount: 32)
        #expect(fault?.code == .failedUnits && fault?.remedy != nil)
    }

    @Test(arguments: [
        // Tied weights are saved once.
        (
            "There were missing keys in the checkpoint model loaded: ['lm_head.weight'].",
            TrainerTarget.trl
        ),
        ("filter dataset len: 32", .verl09), ("dataset len: 32", .verl09),
        // The row to validate on.
        ("filter dataset len: 1", .verl09),
        ("Failed to load image", .easyR1),
    ])
    func `other lines are none`(line: String, target: TrainerTarget) {
        #expect(SilentFailure.fault(line, target, rowCount: 32) == nil)
    }
}
