import Records
import Testing

@testable import Training

@Suite("The walk over a set")
struct EpochOrderTests {
    @Test("each epoch takes every item once, in an order of its own")
    func permutations() {
        var order = EpochOrder(count: 10, seed: Seed(1))
        let epochs = (0..<3).map { epoch in (0..<10).map { order.item(at: epoch * 10 + $0) } }
        for epoch in epochs { #expect(epoch.sorted() == Array(0..<10)) }
        #expect(Set(epochs).count == 3)
    }

    @Test("a position gives the same item whatever was asked before")
    func anyPosition() {
        var whole = EpochOrder(count: 7, seed: Seed(5), keepsFirstEpoch: true)
        let items = (0..<30).map { whole.item(at: $0) }
        #expect(Array(items.prefix(7)) == Array(0..<7))
        for position in [29, 3, 15, 8] {
            var fresh = EpochOrder(count: 7, seed: Seed(5), keepsFirstEpoch: true)
            #expect(fresh.item(at: position) == items[position])
        }
    }
}
