/// What each pixel of a resized row takes from the pixels of the row before.
struct ResizeWeights {
    /// The first pixel that each takes from.
    private(set) var starts: [Int] = []
    /// Where the weights of each begin; one more at the end.
    private var bounds: [Int] = [0]
    private var weights: [Int] = []

    /// Weights are whole numbers that add up to about 2 to this power.
    private static let bits = 22

    /// What sums start from, so that shifting rounds.
    static let half = 1 << (bits - 1)

    init(from size: Int, to count: Int, _ filter: ResizeFilter) {
        let scale = Double(size) / Double(count)
        let stretch = max(scale, 1)
        let support = filter.support * stretch
        for index in 0..<count {
            let center = (Double(index) + 0.5) * scale
            let start = max(0, Int(center - support + 0.5))
            let end = min(size, Int(center + support + 0.5))
            var shares: [Double] = []
            var total = 0.0
            for pixel in start..<end {
                let distance = (Double(pixel) - center + 0.5) * (1 / stretch)
                let share = filter.weight(at: distance)
                shares.append(share)
                total += share
            }
            starts.append(start)
            for share in shares {
                let weight = share / total * Double(1 << ResizeWeights.bits)
                weights.append(Int(weight < 0 ? weight - 0.5 : weight + 0.5))
            }
            bounds.append(weights.count)
        }
    }

    /// The weights of one pixel.
    func of(_ index: Int) -> ArraySlice<Int> { weights[bounds[index]..<bounds[index + 1]] }

    /// A sum as a byte.
    static func byte(_ sum: Int) -> UInt8 { UInt8(clamping: sum >> bits) }
}
