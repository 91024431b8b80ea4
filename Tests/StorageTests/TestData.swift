import Glibc
import Records
import Storage

/// The shared data that some tests read: `PIPELINE_TEST_DATA`, or `../shared/data` beside the
/// package.
enum TestData {
    static let root: String? = {
        if let path = unsafeEnvironment("PIPELINE_TEST_DATA") { return path }
        var path = #filePath
        for _ in 0..<4 {
            path =
                String(path.utf8.prefix(upTo: path.utf8.lastIndex(of: 47) ?? path.startIndex)) ?? ""
        }
        let candidate = path + "/shared/data"
        return (try? FileSystem.status(candidate)) != nil ? candidate : nil
    }()

    /// A folder of the shared data, or nothing, said aloud.
    static func folder(_ name: String) -> String? {
        guard let root, (try? FileSystem.status(root + "/" + name)) != nil else {
            print("SKIPPED: no test data `\(name)`; set PIPELINE_TEST_DATA to its folder")
            return nil
        }
        return root + "/" + name
    }

    private static func unsafeEnvironment(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}
