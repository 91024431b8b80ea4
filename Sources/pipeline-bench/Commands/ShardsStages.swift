import Glibc

/// The stages of writing a sample, with the processor time of each.
struct ShardsStages {
    /// A stage.
    enum Stage: Int, CaseIterable {
        case row, read, header, sha256, shard, close
    }

    private var seconds = [Double](repeating: 0, count: Stage.allCases.count)
    private var last = 0.0
    private let isOn: Bool

    /// Stages that are timed, or not: looking at the clock costs too.
    init(isOn: Bool) {
        self.isOn = isOn
        if isOn { last = ShardsStages.now }
    }

    /// Ends a stage.
    mutating func end(_ stage: Stage) {
        guard isOn else { return }
        let now = ShardsStages.now
        seconds[stage.rawValue] += now - last
        last = now
    }

    /// Microseconds a sample, by stage.
    func text(count: Int) -> String {
        Stage.allCases.map { stage in
            let microseconds = seconds[stage.rawValue] / Double(count) * 1e6
            return "\(stage) \(Figure.fixed(microseconds, 1))"
        }.joined(separator: ", ")
    }

    private static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
