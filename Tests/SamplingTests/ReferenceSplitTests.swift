import Records
import Sampling
import Testing

@Suite struct ReferenceSplitTests {
    /// The script counts accuracies that equal 1.0, and passes over rows without a question or an
    /// accuracy.
    @Test
    func `the literal rule gives each question the file that the reference script writes it to`()
        throws
    {
        let fixture = try SamplingFixture.read("pebr_split")
        let ids = try #require(fixture["params"]?["dataset_qids"]?.strings)
        var counts: [String: VerdictCounts] = [:]
        for row in try #require(fixture["params"]?["rollout_rows"]?.arrayValue) {
            guard let id = row["qid"]?.stringValue,
                let accuracy = row["score"]?["accuracy"]?.realValue
            else { continue }
            counts[id, default: .init()].add(accuracy == 1 ? .right : .wrong)
        }
        var files: [Difficulty: [String]] = [:]
        for id in ids {
            let rate = Labelling(rule: .literalEight).passRate(
                of: GroupEvidence(question: id, counts: counts[id] ?? .init()))
            files[rate.difficulty, default: []].append(id)
        }
        let expected = try #require(fixture["expected"])
        #expect(files[.easy] == expected["easycase"]?.strings)
        #expect(files[.medium] == expected["mediumcase"]?.strings)
        #expect(files[.hard] == expected["hardcase"]?.strings)
        // In no file: nobody answered it.
        #expect(files[.undecided] == ["q11"])
    }
}
