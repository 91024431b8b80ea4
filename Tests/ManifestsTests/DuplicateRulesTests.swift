import Records
import Testing

@testable import Manifests

@Suite struct DuplicateRulesTests {
    private let type = ValueType<DuplicateRules>.object(DuplicateRules.schema)

    @Test func `nothing given means exact duplicates only`() throws {
        let rules = try #require(try RuleReading.read(type, "{}").value)
        #expect(rules == DuplicateRules())
        #expect(rules.nearPictures == nil)
        #expect(rules.nearText == nil)
    }

    @Test func `an empty mapping turns a search on with its defaults`() throws {
        let rules = try RuleReading.read(type, "{near_pictures: {}, near_text: {}}").value
        #expect(rules?.nearPictures == DuplicateRules.NearPictures())
        #expect(rules?.nearText == DuplicateRules.NearText())
    }

    @Test func `every key is read, and written as it is read`() throws {
        let yaml = """
            {exact: flag, conflicting_answers: drop, across_datasets: false,
             near_pictures: {radius: 8, equal: [], action: drop},
             near_text: {threshold: 0.7, shingle: 5, unit: characters, equal: [pictures],
                         action: drop}}
            """
        var rules = DuplicateRules()
        (rules.exact, rules.conflictingAnswers, rules.acrossDatasets) = (.flag, .drop, false)
        var pictures = DuplicateRules.NearPictures()
        (pictures.radius, pictures.equal, pictures.action) = (8, [], .drop)
        rules.nearPictures = pictures
        var text = DuplicateRules.NearText()
        (text.threshold, text.shingle, text.unit) = (0.7, 5, .characters)
        (text.equal, text.action) = ([.pictures], .drop)
        rules.nearText = text
        #expect(try RuleReading.read(type, yaml).value == rules)
        #expect(try RuleReading.roundTrip(type, rules) == rules)
    }

    @Test(arguments: [
        "{near_pictures: {radius: 17}}", "{near_pictures: {equal: [pictures]}}",
        "{near_text: {threshold: 1.1}}", "{near_text: {equal: [question]}}", "{exact: warn}",
    ])
    func `what is out of bounds is a fault`(yaml: String) throws {
        #expect(try RuleReading.read(type, yaml).faults.count == 1)
    }
}
