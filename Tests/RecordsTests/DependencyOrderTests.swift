import Records
import Testing

@Suite struct DependencyOrderTests {
    struct Case: Sendable {
        var needs: [[Int]]
        var places: [Int]
        var stuck: [Int] = []
    }

    @Test(arguments: [
        Case(needs: [], places: []),
        Case(needs: [[], [], []], places: [0, 1, 2]),
        Case(needs: [[2], [], [1]], places: [1, 2, 0]),
        Case(needs: [[], [0], [0], [1, 2]], places: [0, 1, 2, 3]),
        Case(needs: [[0]], places: [], stuck: [0]),
        Case(needs: [[], [2], [1], [1], [0]], places: [0, 4], stuck: [1, 2, 3]),
    ])
    func `each comes after those it needs`(test: Case) {
        let order = DependencyOrder(test.needs)
        #expect(order.places == test.places)
        #expect(order.stuck == test.stuck)
    }
}
