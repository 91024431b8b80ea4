import Testing

@testable import Rewards

@Suite struct KeywordReachTests {
    struct Case: Sendable {
        var keywords: [String]
        var lacking: [String]
    }

    @Test(arguments: [
        Case(keywords: ["red circle"], lacking: []),
        Case(keywords: ["RED circle", "green moon"], lacking: []),
        Case(keywords: ["x-ray"], lacking: []),
        Case(keywords: ["green circle", "red moon", "green"], lacking: ["green", "moon"]),
        Case(keywords: ["eos"], lacking: ["eos"]),
    ])
    func `a keyword is out of reach if a word of each is not in the vocabulary`(_ given: Case) {
        let reach = KeywordReach(vocabulary: ["<eos>", "red", "circle", "x-ray", "<description>"])
        #expect(reach.lacking(for: given.keywords) == given.lacking)
    }
}
