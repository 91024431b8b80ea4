public import Records

extension ParameterLayout {
    /// Fresh weights: linear layers N(0, 1/√in), those that write to the residual stream divided by
    /// √(2·layers); keys start as the queries; the patch encoder as PyTorch's `Linear`.
    public func initialWeights(_ shape: PolicyConfiguration, seed: Seed) -> Buffer<Float> {
        let weights = Buffer<Float>(count: count)
        let residual = 1 / Double(2 * shape.layers).squareRoot()
        for entry in entries {
            var random = CounterGenerator(seed.deriving(entry.name))
            let target = weights.pointer + entry.offset
            let fanIn = Double(entry.shape.last ?? 1)
            let kind = entry.name.split(separator: ".").dropFirst(2).joined(separator: ".")
            switch (entry.name, kind) {
            case ("p1.weight", _), ("p1.bias", _):
                fill(target, entry, uniform: 1 / Double(shape.patchScalars).squareRoot(), &random)
            case ("p2.weight", _), ("p2.bias", _):
                fill(target, entry, uniform: 1 / Double(shape.patchWidth).squareRoot(), &random)
            case ("ppos", _), ("tpos", _): fill(target, entry, normal: 0.1, &random)
            case ("tok.weight", _): fill(target, entry, normal: 0.5, &random)
            case ("head.weight", _): fill(target, entry, normal: 0.02, &random)
            case ("nf.weight", _), (_, "n1.weight"), (_, "n2.weight"):
                target.update(repeating: 1, count: entry.count)
            case (_, "cw"): fill(target, entry, normal: 0.3 / 3.0.squareRoot(), &random)
            case (_, "o.weight"), (_, "f2.weight"):
                fill(target, entry, normal: residual / fanIn.squareRoot(), &random)
            default: fill(target, entry, normal: 1 / fanIn.squareRoot(), &random)
            }
            if kind == "qkv.weight" {
                let square = shape.width * shape.width
                (target + square).update(from: target, count: square)
            }
        }
        return weights
    }

    private func fill(
        _ target: UnsafeMutablePointer<Float>, _ entry: Entry, normal deviation: Double,
        _ random: inout CounterGenerator
    ) {
        for index in 0..<entry.count { target[index] = Float(random.normal() * deviation) }
    }

    private func fill(
        _ target: UnsafeMutablePointer<Float>, _ entry: Entry, uniform bound: Double,
        _ random: inout CounterGenerator
    ) {
        for index in 0..<entry.count { target[index] = Float((random.uniform() * 2 - 1) * bound) }
    }
}
