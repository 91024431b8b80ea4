import Records
import Testing

@testable import Training

@Suite("Policy losses and KL terms equal other trainers'")
struct PolicyLossOracleTests {
    @Test("every policy loss and its gradient", arguments: OracleFile.all)
    func policyLosses(file: OracleFile) async throws {
        try await file.run("policy_loss") { vector in
            guard let objective = vector.policyObjective else { return false }
            let batch = try OracleBatch(file.input("logprobs", vector.id))
            vector.compare(try objective.run(batch, for: vector), batch)
            return true
        }
    }

    @Test("every KL loss and its gradient", arguments: OracleFile.all)
    func klLosses(file: OracleFile) async throws {
        try await file.run("kl_loss") { vector in
            guard let estimator = vector.klEstimator, let aggregation = vector.aggregation else {
                return false
            }
            let objective = PolicyObjective(
                surrogate: .clip(low: 0.2, high: 0.2, dual: nil), aggregation: aggregation,
                kl: KLTerm(weight: 1, estimator: estimator))
            var batch = try OracleBatch(file.input("logprobs", vector.id))
            batch.advantages = batch.advantages.map { $0.map { _ in 0 } }
            vector.compare(try objective.run(batch, for: vector), batch)
            return true
        }
    }

    @Test("every KL estimate", arguments: OracleFile.all)
    func divergences(file: OracleFile) async throws {
        try await file.run("kl") { vector in
            guard let estimator = vector.klEstimator else { return false }
            let input = try file.input("kl", vector.id)
            let references = (input["ref"] ?? []).realRows.joined()
            let values = (input["logp"] ?? []).realRows.joined()
            let bounds = (vector.parameter("clamp") ?? []).reals
            let expected = (vector.json["expected"] ?? []).realRows.joined()
            try #require(expected.count == values.count)
            for ((value, reference), expected) in zip(zip(values, references), expected) {
                var estimate = estimator.term(logProbability: value, reference: reference).value
                if bounds.count == 2 { estimate = min(max(estimate, bounds[0]), bounds[1]) }
                vector.expect(
                    estimate, expected, vector.lossTolerance, "at \(value) and \(reference)")
            }
            return true
        }
    }

    @Test("every aggregation", arguments: OracleFile.all)
    func aggregations(file: OracleFile) async throws {
        try await file.run("agg_loss") { vector in
            guard let aggregation = vector.aggregation else { return false }
            let batch = try OracleBatch(file.input("logprobs", vector.id))
            let extent = batch.extent(for: vector)
            let sum = batch.new.reduce(0) { sum, row in
                let weight = aggregation.weight(tokenCount: row.count, extent)
                return sum + weight * row.reduce(0, +)
            }
            vector.expect(sum, vector.json["expected"]?.realValue, 1e-8, "loss")
            return true
        }
    }

    @Test("the adaptive KL weight", arguments: OracleFile.all)
    func controllers(file: OracleFile) async throws {
        try await file.run("kl_controller") { vector in
            var controller = KLController(
                weight: try #require(vector.real("init")),
                rule: .adaptive(
                    target: try #require(vector.real("target")),
                    horizon: try #require(vector.real("horizon"))))
            let expected = try #require(vector.json["expected"]).reals
            let count = try #require(vector.parameter("n_steps")?.integerValue)
            for (observed, weight) in zip((vector.parameter("observed") ?? []).reals, expected) {
                controller.update(observed: observed, count: count)
                vector.expect(controller.weight, weight, 1e-12, "after \(observed)")
            }
            return true
        }
    }
}
