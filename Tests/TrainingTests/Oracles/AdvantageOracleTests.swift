import Records
import Testing

@testable import Training

@Suite("Advantages equal other trainers'")
struct AdvantageOracleTests {
    @Test("every estimator on every batch", arguments: OracleFile.all)
    func advantages(file: OracleFile) async throws {
        try await file.run("advantages") { vector in
            // A deviation of 1e-5 around 1 is lost in float32.
            if vector.isSinglePrecision, vector.id == "a08-tiny-std" { return true }
            let input = try file.input("advantages", vector.id)
            let responses = vector.responses(input)
            guard let values = vector.advantages(of: responses, input) else { return false }
            let expected = try #require(vector.json["expected"])
            let rows = (expected["advantages"] ?? expected).arrayValue ?? []
            let mask = try #require(input["mask"]).realRows
            try #require(rows.count == values.count)
            let flat = Set(RewardBatch(responses).constantResponses)
            for (index, row) in rows.enumerated() {
                // In float32 rewards that do not differ leave rounding over an epsilon.
                if vector.isSinglePrecision, flat.contains(index),
                    values[index].allSatisfy({ $0 == 0 })
                {
                    continue
                }
                for (place, value) in values[index].enumerated() where mask[index][place] == 1 {
                    vector.expect(
                        value, row.realValue ?? row.reals[place], vector.advantageTolerance,
                        "[\(index)][\(place)]")
                }
            }
            return true
        }
    }

    @Test("which groups have no advantage, and the mean and deviation", arguments: OracleFile.all)
    func groups(file: OracleFile) async throws {
        try await file.run("group_filter") { vector in
            let scores = try #require(vector.parameter("scores")).reals
            let expected = try #require(vector.json["expected"])
            let spread = Spread(scores)
            vector.expect(spread.mean, expected["mean"]?.realValue, 1e-12, "mean")
            vector.expect(spread.deviation, expected["std_bessel"]?.realValue, 1e-12, "std")
            vector.expect(
                spread.populationVariance.squareRoot(), expected["std_pop"]?.realValue, 1e-12,
                "population std")
            let isConstant = RewardGroup(scores).isConstant
            #expect(isConstant == expected["trl_zero_std"]?.boolValue, "\(scores)")
            return true
        }
    }
}

extension OracleVector {
    /// Whether the source computed in float32, if only the batch's mean and deviation.
    fileprivate var isSinglePrecision: Bool {
        text("dtype") == "float32" || name.hasSuffix("_vectorized")
            || title == "verl gdpo" || title.hasPrefix("openrlhf reinforce")
    }

    fileprivate var advantageTolerance: Double {
        isSinglePrecision ? 1e-6 : source == "trl" ? 1e-7 : 1e-9
    }

    /// The input's responses, tokens without those that the mask leaves out.
    fileprivate func responses(_ input: JSONValue) -> [ScoredResponse] {
        let groups = (input["group"] ?? []).reals
        let components = (parameter("rewards_per_func") ?? input["rewards_per_func"] ?? []).realRows
        let weights =
            text("weights") == "unit"
            ? components[0].map { _ in 1 } : (input["weights"] ?? []).reals
        let totals = (input["overall"] ?? []).reals
        let mask = (input["mask"] ?? []).realRows
        let penalties = (input["token_penalty"] ?? []).realRows
        let share = flag("dense_token_rewards") ? 1 : real("kl_coef") ?? 0
        return groups.indices.map { index in
            let own = penalties[index].indices.filter { mask[index][$0] == 1 }
            let present = zip(components[index], (input["weights"] ?? []).reals)
                .filter { !$0.0.isNaN }
            let sum = present.isEmpty ? .nan : present.reduce(0) { $0 + $1.0 * $1.1 }
            // The token-level trainers were given the total, rounded.
            let total = ["trl", "swift"].contains(source) ? sum : totals[index]
            return ScoredResponse(
                group: Int(groups[index]), components: components[index], weights: weights,
                total: total, tokenCount: own.count,
                tokenPenalties: share == 0 ? [] : own.map { share * penalties[index][$0] })
        }
    }

    /// What we give for the vector's function; nothing if we have no such function.
    fileprivate func advantages(
        of responses: [ScoredResponse], _ input: JSONValue
    ) -> [[Double]]? {
        let batch = RewardBatch(responses)
        let epsilon = real("eps") ?? real("epsilon")
        func standardised(_ usual: Double, _ estimator: AdvantageEstimator) -> [[Double]] {
            epsilon == nil || epsilon == usual
                ? estimator.advantages(of: responses)
                : batch.spread(batch.grouped { $0.standardised(epsilon: epsilon ?? usual) })
        }
        func named(_ estimator: AdvantageEstimator) -> [[Double]] {
            estimator.advantages(of: responses, discount: real("gamma") ?? 1)
        }
        let name = name.split(separator: "+").first.map(String.init) ?? name
        switch (source, name) {
        case ("easyr1", "grpo"), ("verl", "grpo"), ("verl", "grpo_vectorized"),
            ("openrlhf", "group_norm"):
            return standardised(1e-6, .grpo)
        case ("verl", "grpo(dr_grpo)"), ("openrlhf", "dr_grpo"), ("trl", "sum_then_normalize/none"),
            ("swift", "grpo/none"):
            return named(.drGRPO)
        case ("trl", "sum_then_normalize/group"), ("swift", "grpo/group"),
            ("swift", "dynamic:grpo/group"), ("swift", "reinforce_plus_plus/group"):
            return standardised(1e-4, .grpoTRL)
        case ("trl", "sum_then_normalize/batch"), ("swift", "grpo/batch"): return named(.grpoBatch)
        case (_, "rloo"), (_, "rloo_vectorized"), ("swift", "rloo/none"),
            ("swift", "dynamic:rloo/none"):
            return named(.rloo)
        case (_, "opo"): return named(.opo)
        case (_, "grpo_passk"): return named(.grpoPassK)
        case ("easyr1", "reinforce_plus_plus"), ("verl", "reinforce_plus_plus"):
            return named(.reinforcePlusPlus)
        case ("verl", "reinforce_plus_plus_baseline"): return named(.reinforcePlusPlusBaseline)
        case ("openrlhf", "reinforce"): return named(.reinforcePlusPlusOpenRLHF)
        case ("openrlhf", "reinforce_baseline"): return named(.reinforcePlusPlusBaselineOpenRLHF)
        case ("swift", "reinforce_plus_plus/batch"): return named(.reinforcePlusPlusBaselineSwift)
        case ("verl", "gdpo"): return named(.gdpo)
        case ("trl", "normalize_then_sum/group"): return named(.gdpoTRL)
        case ("swift", "grpo/gdpo"): return named(.gdpoSwift)
        case ("easyr1", "masked_whiten(values)"):
            let rows = zip((input["values"] ?? []).realRows, (input["mask"] ?? []).realRows)
            return Whitening.unbiased.apply(
                to: rows.map { row, mask in row.indices.filter { mask[$0] == 1 }.map { row[$0] } })
        default: return nil
        }
    }
}

extension RewardBatch {
    /// The responses whose group's scores do not differ.
    fileprivate var constantResponses: [Int] {
        groups.filter { RewardGroup($0.map { responses[$0].score }).isConstant }.flatMap { $0 }
    }
}
