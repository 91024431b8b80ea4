/// The questions with the least keys: a weighted sample without replacement of a bounded size.
///
/// What it holds depends on the questions that were added alone, not on their order, and samples of
/// parts merge to the sample of the whole. So any order, any sharding and any number of workers draw
/// the same set. Adding takes time logarithmic in the limit, memory is that of the sample.
public struct WeightedSample: Sendable {
    /// The most questions that it holds.
    public let limit: Int
    /// A heap once it is full: none is drawn after the one at half its place.
    private var heap: [Choice] = []

    /// An empty sample.
    ///
    /// - Parameter limit: the most questions that it holds.
    public init(limit: Int) { self.limit = limit }

    /// How many questions it holds.
    public var count: Int { heap.count }

    /// The questions in the order in which they are drawn.
    public var choices: [Choice] { heap.sorted(by: Choice.isBefore) }

    /// Adds a question, if it is among those with the least keys.
    public mutating func add(_ choice: Choice) {
        if heap.count < limit {
            heap.append(choice)
            // Until it is full the order does not matter.
            if heap.count == limit {
                for place in stride(from: heap.count / 2, through: 0, by: -1) { sink(place) }
            }
        } else if let last = heap.first, Choice.isBefore(choice, last) {
            heap[0] = choice
            sink(0)
        }
    }

    /// Adds a sample of other questions.
    public mutating func merge(_ other: WeightedSample) {
        for choice in other.heap { add(choice) }
    }

    /// Lets the question at a place sink to where none below is drawn after it.
    private mutating func sink(_ start: Int) {
        var place = start
        while true {
            var last = place
            for below in [2 * place + 1, 2 * place + 2]
            where below < heap.count && Choice.isBefore(heap[last], heap[below]) {
                last = below
            }
            if last == place { return }
            heap.swapAt(place, last)
            place = last
        }
    }
}
