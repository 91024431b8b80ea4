import Foundation
import Records
import Storage
import Testing

@testable import Training

/// Inputs and outputs of EasyR1's and verl's own functions, computed in float64.
struct PublishedVectors {
    let json: JSONValue

    init() throws {
        let url = try #require(
            Bundle.module.url(
                forResource: "easyr1", withExtension: "json", subdirectory: "Fixtures"))
        json = try JSONReader.parse(file: url.path)
    }

    func cases(_ name: String) throws -> [JSONValue] {
        let cases = try #require(json[name]?.arrayValue)
        try #require(!cases.isEmpty)
        return cases
    }
}

extension JSONValue {
    func numbers(_ name: String) throws -> [Double] {
        try #require(self[name]?.arrayValue).map { try #require($0.realValue) }
    }

    func matrix(_ name: String) throws -> [[Double]] {
        try #require(self[name]?.arrayValue).map { row in
            try #require(row.arrayValue).map { try #require($0.realValue) }
        }
    }
}

@Suite("Advantages and losses equal EasyR1's")
struct PublishedVectorsTests {
    @Test("group advantages with the unbiased standard deviation and epsilon 1e-6")
    func advantages() throws {
        for testCase in try PublishedVectors().cases("advantages") {
            let groups = try testCase.numbers("group")
            let rewards = try testCase.numbers("rewards")
            let mask = try testCase.numbers("mask")
            let expected = try testCase.numbers("expected")
            for group in Set(groups) {
                let members = groups.indices.filter { groups[$0] == group }
                let own = members.map { rewards[$0] }
                let spread = (own.max() ?? 0) - (own.min() ?? 0)
                for (place, value) in zip(members, GroupAdvantage.advantages(of: own))
                where mask[place] == 1 {
                    // Rewards that differ by rounding alone have no advantage with us.
                    let wanted = spread < 1e-9 ? 0 : expected[place]
                    #expect(abs(value - wanted) < 1e-9, "\(testCase["case"]?.serialized ?? "")")
                }
            }
        }
    }

    @Test("clipped loss and its gradient, averaged over tokens")
    func policyLoss() throws {
        for testCase in try PublishedVectors().cases("policy_loss") {
            let low = try #require(testCase["low"]?.realValue)
            let high = try #require(testCase["high"]?.realValue)
            let loss = PolicyLoss(clipLow: low, clipHigh: high, klWeight: 0)
            let old = try testCase.matrix("old").flatMap { $0 }
            let new = try testCase.matrix("new").flatMap { $0 }
            let advantages = try testCase.matrix("advantages").flatMap { $0 }
            let mask = try testCase.matrix("mask").flatMap { $0 }
            let gradient = try testCase.matrix("gradient").flatMap { $0 }
            let count = mask.reduce(0, +)
            var sum = 0.0
            for index in mask.indices where mask[index] == 1 {
                let term = loss.term(
                    logProbability: new[index], old: old[index], reference: new[index],
                    advantage: advantages[index])
                sum += term.loss
                #expect(abs(term.gradient / count - gradient[index]) < 1e-9)
            }
            let expected = try #require(testCase["loss"]?.realValue)
            #expect(abs(sum / count - expected) < 1e-8)
        }
    }

    @Test("low-variance KL with its clamps")
    func divergence() throws {
        for testCase in try PublishedVectors().cases("kl") {
            let loss = PolicyLoss(clipLow: 0.2, clipHigh: 0.2, klWeight: 1)
            let references = try testCase.numbers("ref")
            let expected = try testCase.numbers("expected")
            for (index, value) in try testCase.numbers("logp").enumerated() {
                let term = loss.term(
                    logProbability: value, old: value, reference: references[index], advantage: 0)
                #expect(abs(term.divergence - expected[index]) < 1e-9, "place \(index)")
            }
        }
    }
}
