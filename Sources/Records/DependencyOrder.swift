/// Things in an order in which each comes after those it needs.
public struct DependencyOrder: Sendable {
    /// The places of things that can be put in order; otherwise in the order in which they were given.
    public private(set) var places: [Int] = []
    /// The places of those that need one another in a circle, or one that does; in the order in which
    /// they were given.
    public private(set) var stuck: [Int]

    /// Puts things in order.
    ///
    /// - Parameter needs: for each thing, the places of those that it needs.
    public init(_ needs: [[Int]]) {
        stuck = Array(needs.indices)
        var isPlaced = needs.map { _ in false }
        while let next = stuck.firstIndex(where: { needs[$0].allSatisfy { isPlaced[$0] } }) {
            let place = stuck.remove(at: next)
            isPlaced[place] = true
            places.append(place)
        }
    }
}
