import Glibc

/// What one repetition cost, in seconds.
struct Sample {
    /// Time on the clock.
    var wall: Double
    /// Processor time of all threads, user and system.
    var cpu: Double
}

extension Sample {
    /// Runs `body` so often, after one run that does not count, and returns what each cost.
    ///
    /// - Parameter cleanUp: removes what a run left; not counted.
    static func measure(
        _ repetitions: Int, _ body: (_ repetition: Int) async throws -> Void,
        cleanUp: (_ repetition: Int) throws -> Void = { _ in }
    ) async rethrows -> [Sample] {
        var samples: [Sample] = []
        for repetition in 0...repetitions {
            samples.append(try await once { try await body(repetition) })
            try cleanUp(repetition)
        }
        return Array(samples.dropFirst())
    }

    /// Runs `body` and returns what it cost.
    static func once(_ body: () async throws -> Void) async rethrows -> Sample {
        let clock = ContinuousClock()
        let cpuBefore = ResourceUsage.ownSeconds
        let start = clock.now
        try await body()
        let wall = clock.now - start
        return Sample(wall: wall / .seconds(1), cpu: ResourceUsage.ownSeconds - cpuBefore)
    }
}

extension [Sample] {
    /// The median of a figure; the upper one of an even number.
    func median(_ figure: (Sample) -> Double) -> Double {
        let sorted = map(figure).sorted()
        return sorted.isEmpty ? .nan : sorted[sorted.count / 2]
    }

    /// The median of the wall times, in seconds.
    var wall: Double { median(\.wall) }
    /// The median of the processor times, in seconds.
    var cpu: Double { median(\.cpu) }
    /// The least wall time, in seconds.
    var bestWall: Double { map(\.wall).min() ?? .nan }
}
