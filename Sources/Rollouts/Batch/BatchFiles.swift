import Records
import Storage

/// Where a batch's requests are written and its answers are read.
public struct BatchFiles: Sendable {
    /// Where requests are written: `<folder>/requests`.
    public let requests: String
    /// Where answers are looked for: `<folder>/answers`.
    public let answers: String
    /// The most requests of one file.
    public let requestLimit: Int

    /// The folders of a batch.
    public init(folder: String, requestLimit: Int) {
        requests = folder + "/requests"
        answers = folder + "/answers"
        self.requestLimit = requestLimit
    }

    /// The folders as their paths are best shown: from the root, without links and `..`.
    var resolved: BatchFiles {
        let folder = String(requests.dropLast("/requests".utf8.count))
        guard let real = try? FileSystem.realPath(folder) else { return self }
        return BatchFiles(folder: real, requestLimit: requestLimit)
    }

    /// Writes requests into as many files as it takes, each published whole, and removes files of
    /// that name that are left from before.
    ///
    /// - Parameters:
    ///   - name: what the files' names begin with.
    ///   - count: how many requests there are.
    ///   - line: a request's line, by its number.
    /// - Returns: the files, in order.
    /// - Throws: a `Fault` where a file cannot be written, and what `line` throws.
    func write(
        _ name: String, count: Int, line: (Int) throws(Fault) -> [UInt8]
    ) throws(Fault) -> [String] {
        try FileSystem.createFolder(requests)
        for old in try FileSystem.list(requests) where old.hasPrefix(name + "-") {
            try FileSystem.remove(requests + "/" + old)
        }
        var paths: [String] = []
        for start in stride(from: 0, to: count, by: requestLimit) {
            let digits = "\(paths.count)"
            let number = String(repeating: "0", count: max(0, 5 - digits.count)) + digits
            let path = "\(requests)/\(name)-\(number).jsonl"
            var file = try BufferedFile(path: path + ".part")
            for index in start..<min(count, start + requestLimit) {
                let bytes = try line(index)
                try file.append {
                    $0 += bytes
                    $0.append(UInt8(ascii: "\n"))
                }
            }
            try file.close()
            try FileSystem.rename(path + ".part", to: path)
            paths.append(path)
        }
        return paths
    }
}
