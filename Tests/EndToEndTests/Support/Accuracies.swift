import Engine
import Records
import Testing

/// What an `evaluate` stage measured.
struct Accuracies {
    private let rows: [JSONValue]
    private let baselines: JSONValue

    init(_ receipt: Receipt) throws {
        rows = try #require(receipt.details["accuracy"]?.arrayValue)
        baselines = try #require(receipt.details["baselines"])
    }

    /// The share of right answers over all capabilities.
    ///
    /// - Parameter mode: `greedy` or `sampled`.
    func after(_ policy: String, _ mode: String) throws -> Double {
        let row = rows.first {
            $0["policy"]?.stringValue == policy && $0["mode"]?.stringValue == mode
                && $0["capability"]?.stringValue == "all"
        }
        return try #require(row?["accuracy"]?.realValue, "no accuracy after \(policy), \(mode)")
    }

    /// What can be had without looking at a picture.
    func baseline(_ name: String) throws -> Double {
        try #require(baselines[name]?.realValue, "no baseline \(name)")
    }
}
