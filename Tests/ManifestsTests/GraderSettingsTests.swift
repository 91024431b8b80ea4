import Testing

@testable import Manifests

@Suite struct GraderSettingsTests {
    private func grader(_ overrides: [(String, String)]) throws -> GraderSettings {
        try RepositoryFixture().load("manifests/run.yaml", overrides).grader
    }

    @Test func `without any, answers are graded strictly and exactly`() throws {
        #expect(try grader([]) == GraderSettings())
    }

    @Test func `a word is the rule by name`() throws {
        #expect(try grader([("grader", "exact")]).equivalence == .exact)
    }

    @Test func `a mapping says more`() throws {
        let grader = try grader([("grader.tolerance", "0.01"), ("grader.whole_response", "true")])
        #expect(grader.equivalence == .strict)
        #expect(grader.tolerance == 0.01)
        #expect(grader.wholeResponse)
    }

    struct Case: Sendable {
        var overrides: [(String, String)]
        var message: String
    }

    static let wrong = [
        Case(overrides: [("grader", "sympy")], message: "`grader` is `sympy`"),
        Case(
            overrides: [("grader", "{equivalence: exact, tolerance: 0.1}")],
            message: "`exact` has no tolerance"),
        Case(overrides: [("grader.tolerance", "0")], message: "a number above 0"),
    ]

    @Test(arguments: wrong)
    func `what is wrong is said`(testCase: Case) throws {
        let text = try #require(
            try RepositoryFixture().rendered("manifests/run.yaml", testCase.overrides))
        #expect(text.contains(testCase.message), "\(text)")
    }
}
