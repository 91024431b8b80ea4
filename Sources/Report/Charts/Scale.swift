import Records

/// A line of numbers laid over a line of pixels, with round marks.
struct Scale {
    let low: Double
    let high: Double
    let from: Double
    let to: Double

    /// A scale from numbers to pixels.
    init(_ low: Double, _ high: Double, from: Double, to: Double) {
        self.low = low
        self.high = high > low ? high : low + 1
        self.from = from
        self.to = to
    }

    func callAsFunction(_ value: Double) -> Double {
        from + (min(high, max(low, value)) - low) / (high - low) * (to - from)
    }

    /// Round numbers between the ends, about so many of them.
    func marks(_ count: Int) -> [Double] {
        let step = Scale.step((high - low) / Double(max(1, count)))
        var marks: [Double] = []
        var place = (low / step).rounded(.up)
        while place * step <= high + step * 1e-9, marks.count < 50 {
            marks.append(place * step)
            place += 1
        }
        return marks
    }

    /// The ends moved outward to round numbers.
    static func rounded(_ values: [Double], zero: Bool, from: Double, to: Double) -> Scale {
        var low = values.min() ?? 0
        var high = values.max() ?? 1
        if zero {
            low = min(0, low)
            high = max(0, high)
        }
        if high <= low { high = low + (low == 0 ? 1 : low.magnitude) }
        let step = Scale.step((high - low) / 4)
        return Scale(
            (low / step).rounded(.down) * step, (high / step).rounded(.up) * step, from: from, to: to)
    }

    /// 1, 2 or 5 times a power of ten, at least so much.
    private static func step(_ least: Double) -> Double {
        guard least > 0, least.isFinite else { return 1 }
        var power = 1.0
        while power * 10 <= least { power *= 10 }
        while power > least { power /= 10 }
        for factor in [1.0, 2, 5, 10] where power * factor >= least * 0.999_999 {
            return power * factor
        }
        return power * 10
    }

    /// A mark as text: as few digits as tell the marks apart.
    static func label(_ value: Double, isShare: Bool, step: Double) -> String {
        if isShare { return Format.fixed(value * 100, step < 0.01 ? 1 : 0) + " %" }
        if value.magnitude >= 10_000, value.truncatingRemainder(dividingBy: 1000) == 0 {
            return Format.count(Int(value / 1000)) + "k"
        }
        if value.rounded() == value { return Format.count(Int(value)) }
        var digits = 1
        var unit = 0.1
        while unit > step * 1.000_001, digits < 6 {
            unit /= 10
            digits += 1
        }
        return Format.fixed(value, digits)
    }
}
