import Glibc

extension CounterGenerator {
    /// A draw from the standard normal distribution (Box and Muller 1958, cosine branch).
    public mutating func normal() -> Double {
        let radius = (-2 * log(1 - uniform())).squareRoot()
        return radius * cos(2 * Double.pi * uniform())
    }

    /// The elements in random order (Fisher and Yates).
    public mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var result = elements
        var last = result.count - 1
        while last > 0 {
            result.swapAt(last, index(below: last + 1))
            last -= 1
        }
        return result
    }
}
