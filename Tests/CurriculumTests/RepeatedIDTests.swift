import Curriculum
import Records
import Testing

@Suite struct RepeatedIDTests {
    @Test func `all ids that are there twice are counted, and a few are kept`() throws {
        let names = (0..<40).map { "\($0)" } + (0..<9).flatMap { ["\($0)", "\($0)"] }
        let table = try Candidates.table(
            names.map { Candidates.Row(source: "a", candidate: Candidates.candidate($0)) })
        let repeated = try table.repeatedIDs()
        #expect(repeated.count == 9)
        #expect(repeated.some.count == 5)
        let hashes = Set((0..<9).map { TextHash("\($0)") })
        #expect(Set(repeated.some).count == 5 && hashes.isSuperset(of: repeated.some))
    }
}
