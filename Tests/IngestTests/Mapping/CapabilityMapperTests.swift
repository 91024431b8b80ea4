import Manifests
import Records
import Testing

@testable import Ingest

@Suite struct CapabilityMapperTests {
    private func record(_ value: JSONValue) -> SourceRecord { SourceRecord(value: value) }

    @Test func aConstantIsGivenToAll() throws {
        var mapper = try CapabilityMapper(.constant(.reasoning))
        #expect(try mapper.capability(of: record([])) == .reasoning)
    }

    @Test func aValueStandsForACapabilityOrIsRefused() throws {
        var mapper = try CapabilityMapper(
            .values(
                field: try Fixture.path("kind"), values: [.init(text: "1", capability: .coarse)]))
        #expect(try mapper.capability(of: record(["kind": 1])) == .coarse)
        for row: JSONValue in [["kind": 2], [:]] {
            let refusal = #expect(throws: Refusal.self) { try mapper.capability(of: record(row)) }
            #expect(refusal?.reason == "unknown_capability")
        }
    }

    @Test func theFirstPatternThatMatchesDecides() throws {
        let field = try Fixture.path("q")
        let patterns: [CapabilityRule.Pattern] = [
            .init(field: field, matches: "^what ", capability: .coarse),
            .init(field: field, matches: "how many|what", capability: .reasoning),
        ]
        var mapper = try CapabilityMapper(.patterns(patterns, otherwise: .fine))
        for _ in 0..<2 {
            #expect(try mapper.capability(of: record(["q": "what is it"])) == .coarse)
            #expect(try mapper.capability(of: record(["q": "so what"])) == .reasoning)
            #expect(try mapper.capability(of: record(["q": "is it"])) == .fine)
        }
        var strict = try CapabilityMapper(.patterns(patterns, otherwise: nil))
        let refusal = #expect(throws: Refusal.self) {
            try strict.capability(of: record(["q": "is it"]))
        }
        #expect(refusal?.reason == "unknown_capability")
    }

    @Test func aPatternThatIsNoneIsAFault() throws {
        let rule = CapabilityRule.patterns(
            [.init(field: try Fixture.path("q"), matches: "(", capability: .fine)],
            otherwise: nil)
        let fault = #expect(throws: Fault.self) { try CapabilityMapper(rule) }
        #expect(fault?.code == .badInput)
    }
}
