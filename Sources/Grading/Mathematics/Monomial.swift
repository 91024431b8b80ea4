/// What a rational is multiplied by in a term: a square root, a power of pi, powers of letters.
struct Monomial: Hashable, Comparable, Sendable {
    /// The number below the root: free of squares, at least 1.
    var radicand: UInt64 = 1
    var piPower: Int16 = 0
    /// Up to four letters with their powers, sixteen bits each: the letter above its power plus 64,
    /// the largest first, so that equal products are equal numbers.
    var letters: UInt64 = 0

    /// Nothing but the rational.
    static let one = Monomial()

    /// A letter by itself.
    init(letter: UInt8) { letters = UInt64(letter) << 8 | 65 }

    init(radicand: UInt64 = 1, piPower: Int16 = 0) {
        self.radicand = radicand
        self.piPower = piPower
    }

    static func < (left: Monomial, right: Monomial) -> Bool {
        if left.letters != right.letters { return left.letters < right.letters }
        if left.piPower != right.piPower { return left.piPower < right.piPower }
        return left.radicand < right.radicand
    }

    /// The product, and the whole number that comes out of the roots; nothing if it does not fit.
    func multiplied(by other: Monomial) -> (product: Monomial, factor: UInt64)? {
        let common = Rational.commonDivisor(radicand, other.radicand)
        let (below, overflow) = (radicand / common)
            .multipliedReportingOverflow(by: other.radicand / common)
        guard !overflow, abs(Int(piPower) + Int(other.piPower)) < 64,
            let letters = Monomial.product(letters, other.letters)
        else { return nil }
        var product = Monomial(radicand: below, piPower: piPower + other.piPower)
        product.letters = letters
        return (product, common)
    }

    /// One divided by it, but for the root, which stays: 1/√r is √r/r.
    var inverse: Monomial {
        var result = Monomial(radicand: radicand, piPower: -piPower)
        var rest = letters
        while rest != 0 {
            let power = Int(rest & 0xFF) - 64
            let entry = (rest >> 8 & 0xFF) << 8 | UInt64(64 - power)
            result.letters = Monomial.product(result.letters, entry) ?? 0
            rest >>= 16
        }
        return result
    }

    /// The product of powers of letters; nothing if there are more than four, or powers too high.
    private static func product(_ left: UInt64, _ right: UInt64) -> UInt64? {
        guard left != 0 else { return right }
        guard right != 0 else { return left }
        var result: UInt64 = 0
        var count = 0
        var (first, second) = (entries(left), entries(right))
        while let next = [first.last, second.last].compactMap({ $0?.letter }).max() {
            var power = 0
            if let entry = first.last, entry.letter == next { power += first.removeLast().power }
            if let entry = second.last, entry.letter == next { power += second.removeLast().power }
            guard abs(power) < 60 else { return nil }
            guard power != 0 else { continue }
            count += 1
            guard count <= 4 else { return nil }
            result = result << 16 | UInt64(next) << 8 | UInt64(power + 64)
        }
        return result
    }

    /// The letters, smallest first.
    private static func entries(_ letters: UInt64) -> [(letter: UInt8, power: Int)] {
        var result: [(letter: UInt8, power: Int)] = []
        var rest = letters
        while rest != 0 {
            result.append((UInt8(truncatingIfNeeded: rest >> 8), Int(rest & 0xFF) - 64))
            rest >>= 16
        }
        return result.sorted { $0.letter < $1.letter }
    }
}
