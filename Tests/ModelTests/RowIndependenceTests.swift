import Records
import Testing

@testable import Model

@Suite("Products row by row")
struct RowIndependenceTests {
    struct Shape: Sendable {
        var to: Int
        var from: Int
    }

    /// The products of some of the rows of `x`.
    static func product(
        _ network: Network<Float>, _ x: Buffer<Float>, _ shape: Shape, _ rows: Range<Int>
    ) -> [Float] {
        let y = Buffer<Float>((0..<(rows.count * shape.to)).map { Float($0 % shape.to) })
        network.linear(
            x.pointer + rows.lowerBound * shape.from, 0, rows: rows.count, from: shape.from,
            to: shape.to, into: y.pointer, beta: 1)
        return y.values
    }

    @Test(
        "a row's product is the same bits whatever rows stand beside it",
        arguments: [
            Shape(to: 64, from: 768), Shape(to: 64, from: 64), Shape(to: 192, from: 64),
            Shape(to: 64, from: 256), Shape(to: 111, from: 64), Shape(to: 37, from: 64),
        ])
    func rows(shape: Shape) {
        var random = CounterGenerator(Seed(3))
        let count = 80
        let x = Buffer<Float>((0..<(count * shape.from)).map { _ in Float(random.normal()) })
        let weights = Buffer<Float>(
            (0..<(shape.to * shape.from)).map { _ in Float(random.normal()) })
        let configuration = PolicyConfiguration(
            imageSize: 8, patchSize: 4, patchWidth: 8, width: 16, layers: 1, heads: 2,
            feedForward: 32, questionTokens: 4, responseTokens: 8)
        var network = Network<Float>(
            shape: configuration,
            layout: ParameterLayout(configuration, vocabularyCount: 11), vocabularyCount: 11,
            patchTokens: [], weights: weights)
        let plain = RowIndependenceTests.product(network, x, shape, 0..<count)
        network.isRowwise = true
        let whole = RowIndependenceTests.product(network, x, shape, 0..<count)
        for (value, other) in zip(whole, plain) { #expect(abs(value - other) < 1e-2) }
        for start in [0, 1, 3, 8, 21] {
            for size in Array(1...17) + [32, 47, 59] {
                let part = RowIndependenceTests.product(network, x, shape, start..<(start + size))
                let same = whole[(start * shape.to)..<((start + size) * shape.to)]
                #expect(part.elementsEqual(same), "\(size) rows from \(start) on")
            }
        }
    }
}
