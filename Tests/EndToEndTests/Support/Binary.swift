import Glibc
import Records
import Storage
import TestSupport

/// The `pipeline` under test: `PIPELINE_BINARY`, else the package's release product, else the debug
/// product beside the test bundle.
enum Binary {
    /// The package's root folder.
    static let packageRoot = #filePath.split(separator: "/").dropLast(4)
        .reduce("") { $0 + "/" + $1 }

    /// The binary's path. The first use says loudly which one it is.
    static let path: String = {
        let (path, why) = find()
        OutputLine.say("end-to-end tests run \(path) (\(why))")
        return path
    }()

    private static func find() -> (path: String, why: String) {
        if let named = environment("PIPELINE_BINARY") { return (named, "PIPELINE_BINARY") }
        let release = "\(packageRoot)/.build/release/pipeline"
        if access(release, X_OK) == 0 {
            let stale = newestSource().flatMap { source in
                modified("\(packageRoot)/.build/pipeline.built") < source.modified
                    && modified(release) < source.modified ? source.path : nil
            }
            let warning = stale.map { ", OLDER than \($0): ./pipeline builds it" } ?? ""
            return (release, "release product\(warning)")
        }
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
        let bundle = String(
            decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let folder = bundle.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
        return ("\(folder)/pipeline", "DEBUG product: slow; ./pipeline builds the release one")
    }

    /// The value of an environment variable that is set and not empty.
    static func environment(_ name: String) -> String? {
        guard let value = getenv(name), value.pointee != 0 else { return nil }
        return String(cString: value)
    }

    private static func modified(_ path: String) -> Int {
        (try? FileSystem.status(path))?.modified ?? 0
    }

    private static func newestSource() -> (path: String, modified: Int)? {
        Tree.files(under: "\(packageRoot)/Sources")
            .map { ($0, modified("\(packageRoot)/Sources/\($0)")) }
            .max { $0.1 < $1.1 }
    }
}
