extension [String] {
    /// The elements, each once, in order of first mention.
    var uniqued: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
