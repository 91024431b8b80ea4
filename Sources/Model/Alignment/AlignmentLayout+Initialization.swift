import Glibc
public import Records

extension AlignmentLayout {
    /// Fresh weights: linear layers N(0, 1/√in), words N(0, 0.5), positions N(0, 0.1), biases 0, and
    /// a scale of 1/0.07 as in CLIP (arXiv 2103.00020).
    public func initialWeights(seed: Seed) -> Buffer<Float> {
        let weights = Buffer<Float>(count: count)
        for entry in entries {
            var random = CounterGenerator(seed.deriving(entry.name))
            let deviation: Double
            switch entry.name {
            case "text.words": deviation = 0.5
            case "image.positions": deviation = 0.1
            case let name where name.hasSuffix("bias"): deviation = 0
            default: deviation = 1 / Double(entry.shape.last ?? 1).squareRoot()
            }
            for index in 0..<entry.count {
                weights.pointer[entry.offset + index] = Float(random.normal() * deviation)
            }
        }
        weights.pointer[scale] = Float(log(1 / 0.07))
        return weights
    }
}
