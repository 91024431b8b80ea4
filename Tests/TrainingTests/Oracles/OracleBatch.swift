import Records
import Testing

@testable import Training

/// Log-probabilities of a batch without the tokens that its mask leaves out.
struct OracleBatch {
    var new: [[Double]]
    var old: [[Double]]
    var reference: [[Double]]
    var advantages: [[Double]]
    /// The column of each token in the source's padded matrix.
    let columns: [[Int]]
    let width: Int

    init(_ input: JSONValue) throws {
        let mask = try #require(input["mask"]).realRows
        let columns = mask.map { row in row.indices.filter { row[$0] == 1 } }
        func rows(_ name: String) throws -> [[Double]] {
            zip(try #require(input[name]).realRows, columns).map { row, columns in
                columns.map { row[$0] }
            }
        }
        self.columns = columns
        width = mask.first?.count ?? 0
        new = try rows("new")
        old = try rows("old")
        reference = try rows("ref")
        advantages = try rows("advantages")
    }

    /// The extent as the vector's trainer counts it: verl and OpenRLHF leave out responses without a
    /// token.
    func extent(for vector: OracleVector) -> PolicyObjective.Extent {
        let responses =
            ["verl", "openrlhf"].contains(vector.source) ? new.count { !$0.isEmpty } : new.count
        return PolicyObjective.Extent(
            responses: responses, tokens: new.reduce(0) { $0 + $1.count }, tokenLimit: width)
    }
}

extension PolicyObjective {
    /// The terms of each response.
    func run(_ batch: OracleBatch, for vector: OracleVector) throws -> [ResponseTerms] {
        batch.new.indices.map { index in
            terms(
                logProbabilities: batch.new[index], old: batch.old[index],
                reference: batch.reference[index], advantages: batch.advantages[index],
                extent: batch.extent(for: vector))
        }
    }
}

extension OracleVector {
    /// EasyR1 and OpenRLHF compute KL in float32, TRL's SAPO gate too; some divide by counts + 1e-8.
    var lossTolerance: Double {
        let isDivergence = (json["section"]?.stringValue ?? "").hasPrefix("kl")
        if isDivergence, ["easyr1", "openrlhf"].contains(source) { return 1e-6 }
        return title == "trl sapo" ? 1e-6 : 2e-8
    }

    /// Compares loss, gradient and clip fractions.
    func compare(_ terms: [ResponseTerms], _ batch: OracleBatch) {
        let expected = json["expected"]
        expect(
            terms.reduce(0) { $0 + $1.loss }, expected?["loss"]?.realValue, lossTolerance, "loss")
        let gradient = (expected?["grad_new_logp"] ?? []).realRows
        for (row, columns) in batch.columns.enumerated() {
            for (place, column) in columns.enumerated() {
                expect(
                    terms[row].gradient[place], gradient[row][column], lossTolerance,
                    "gradient [\(row)][\(column)]")
            }
        }
        let tokens = Double(max(1, batch.new.reduce(0) { $0 + $1.count }))
        let metrics = expected?["metrics"]
        func fraction(_ name: String, _ count: (ResponseTerms) -> Int) {
            let sum = Double(terms.reduce(0) { $0 + count($1) })
            expect(sum / tokens, metrics?[name]?.realValue, 1e-7, name)
        }
        // TRL's fractions of the sequence level are of responses.
        if text("level") == "sequence" { return }
        switch policyObjective?.surrogate {
        case .clip, .gspo, .gspoToken:
            fraction("pg_clipfrac_higher") { $0.clippedLow + $0.clippedHigh }
            fraction("pg_clipfrac_lower", \.clippedDual)
            fraction("actor/pg_clipfrac") { $0.clippedLow + $0.clippedHigh }
            fraction("actor/pg_clipfrac_lower", \.clippedDual)
            fraction("clip_ratio/low_mean", \.clippedLow)
            fraction("clip_ratio/high_mean", \.clippedHigh)
            if parameter("dual_clip") == nil || parameter("dual_clip") == .null {
                fraction("clip_ratio") { $0.clippedLow + $0.clippedHigh }
            }
        default: break
        }
    }
}
