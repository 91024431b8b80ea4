import Records

/// The places in the repository that stages write to, each by one unit of one stage.
struct OutputPlaces {
    /// Who writes to a place. Keyed by bytes: names that look alike may differ.
    private var writers: [[UInt8]: String] = [:]
    /// The folders above places, and whose the first of those is.
    private var folders: [[UInt8]: String] = [:]
    private var first: String?

    /// Takes a place.
    ///
    /// - Throws: a `Fault` if it is taken, or lies in or around one that is.
    mutating func add(
        _ path: String, of stage: String, at location: SourceLocation?
    ) throws(Fault) {
        let key = Array(path.utf8)
        if let other = writer(of: path) ?? folders[key] {
            let who =
                other == stage ? "two units of `\(stage)`" : "the stages `\(other)` and `\(stage)`"
            throw Fault(
                .badInput, "\(who) would write `\(path)`",
                remedy: "give one of them another place", location: location)
        }
        writers[key] = stage
        first = first ?? stage
        for folder in RelativePath.ancestors(of: path) {
            folders[Array(folder.utf8)] = folders[Array(folder.utf8)] ?? stage
        }
    }

    /// The stage that writes a path or a folder above it; nothing if none does.
    func writer(of path: String) -> String? {
        if let writer = writers[Array(path.utf8)] { return writer }
        for folder in RelativePath.ancestors(of: path) {
            if let writer = writers[Array(folder.utf8)] { return writer }
        }
        return nil
    }

    /// The stage that writes something in a folder, the first of them; nothing if none does.
    func writer(in folder: String) -> String? {
        folder == "." ? first : folders[Array(folder.utf8)]
    }
}
