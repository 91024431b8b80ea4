import Glibc

/// 64 bits that differ little between pictures that look alike.
///
/// The picture's brightness is averaged into 32 by 32 equal parts (of a JPEG, from the means of its
/// 8 by 8 blocks, without decoding the rest), and transformed by the cosine transform (DCT-II). Each
/// bit says whether one of the 64 lowest frequencies, 1 to 8 along both axes, is above their median:
/// the `ph_dct_imagehash` of pHash (Zauner, Implementation and Benchmarking of Perceptual Image Hash
/// Functions, 2010). All sums are in whole numbers, so the hash is the same on every machine.
///
/// Distances: re-encoding and resizing change a few bits, up to about 8; other pictures differ in
/// about 32. Pictures of one colour have no hash.
public struct PerceptualHash: Sendable, Hashable {
    /// The bits: the frequency `u` along the rows and `v` along the columns, both counted from 0, is
    /// bit `63 - (v * 8 + u)`.
    public var bits: UInt64

    /// A hash from its bits.
    public init(bits: UInt64) { self.bits = bits }

    /// How many bits differ, 0 to 64.
    public func distance(to other: PerceptualHash) -> Int {
        (bits ^ other.bits).nonzeroBitCount
    }

    /// The sides of what is transformed.
    static let side = 32
    private static let frequencies = 8
    /// Cosines are whole numbers of this many bits.
    private static let cosineBits = 14

    private static let cosines: [Int] = (1...frequencies).flatMap { frequency in
        (0..<side).map { place in
            let angle = Double.pi / Double(side) * (Double(place) + 0.5) * Double(frequency)
            let scaled = cos(angle) * Double(1 << cosineBits)
            return Int(scaled < 0 ? scaled - 0.5 : scaled + 0.5)
        }
    }

    /// The hash of a picture, turned upright; nothing where it has no contrast to speak of.
    init?(_ grid: GreyGrid, _ orientation: Orientation) {
        let side = PerceptualHash.side
        let source = grid.resampled(to: side)
        var grey = source
        orientation.forEach(width: side, height: side) { grey[$0] = source[$1] }
        let transformed = PerceptualHash.transform(grey)
        // A step of one grey level over half the picture reaches about this.
        guard transformed.contains(where: { abs($0) > GreyGrid.scale * side * side / 4 }) else {
            return nil
        }
        let count = transformed.count
        let median = transformed.sorted()[count / 2 - 1]
        var bits: UInt64 = 0
        for value in transformed { bits = bits << 1 | (value > median ? 1 : 0) }
        self.bits = bits
    }

    /// The lowest frequencies, row by row.
    private static func transform(_ grey: [Int]) -> [Int] {
        // The axes change places twice.
        multiplied(multiplied(grey, lines: side), lines: frequencies)
    }

    /// The frequencies of each line, as the columns of the result: [lines, side] becomes
    /// [frequencies, lines].
    private static func multiplied(_ values: [Int], lines: Int) -> [Int] {
        let cosines = cosines
        var result = [Int](repeating: 0, count: frequencies * lines)
        for frequency in 0..<frequencies {
            for line in 0..<lines {
                var sum = 0
                for place in 0..<side {
                    sum &+= values[line &* side &+ place] &* cosines[frequency &* side &+ place]
                }
                result[frequency * lines + line] = sum >> cosineBits
            }
        }
        return result
    }
}
