import Records
import Testing

@testable import Manifests

@Suite struct LeakageRulesTests {
    private let type = ValueType<LeakageRules>.object(LeakageRules.schema)

    @Test func `every key is read, and written as it is read`() throws {
        let yaml = """
            {across_splits: drop_train, held_out: [test-x], match: picture_and_question,
             near_radius: 2, decontaminate: [mathvista, mmmu]}
            """
        var rules = LeakageRules()
        (rules.acrossSplits, rules.heldOut) = (.dropTrain, ["test-x"])
        (rules.match, rules.nearRadius) = (.pictureAndQuestion, 2)
        rules.decontaminate = ["mathvista", "mmmu"]
        #expect(try RuleReading.read(type, yaml).value == rules)
        #expect(try RuleReading.roundTrip(type, rules) == rules)
        #expect(try RuleReading.read(type, "{}").value == LeakageRules())
    }

    @Test(arguments: ["{near_radius: 17}", "{across_splits: drop}", "{decontaminate: [a, a]}"])
    func `what is out of bounds is a fault`(yaml: String) throws {
        #expect(try RuleReading.read(type, yaml).faults.count == 1)
    }
}
