import Records
import Storage

/// The files of rows that have one each, as they were when they were found.
struct RowFiles: Sendable {
    private let paths: [String]
    private let stamps: [FileStamp]

    /// The files at some paths, as they are now.
    init(_ paths: [String]) {
        self.paths = paths
        stamps = paths.map { RowFiles.stamp(of: $0) }
    }

    /// Makes sure that a file is as it was.
    ///
    /// - Throws: a `Fault` of code `tryAgain` where it is not.
    func checkUnchanged(_ number: Int) throws(Fault) {
        guard paths.indices.contains(number) else { return }
        guard RowFiles.stamp(of: paths[number]) == stamps[number] else {
            throw .changed(paths[number])
        }
    }

    private static func stamp(of path: String) -> FileStamp {
        var stamp = FileStamp()
        stamp.add((try? FileSystem.status(path)) ?? nil)
        return stamp
    }
}
