import Glibc

/// The shared data that some tests read: `PIPELINE_TEST_DATA`, or `../shared/data` beside the
/// package.
enum TestData {
    static let root: String? = {
        if let path = getenv("PIPELINE_TEST_DATA") { return String(cString: path) }
        let parts = #filePath.split(separator: "/").dropLast(4)
        return "/" + (parts + ["shared", "data"]).joined(separator: "/")
    }()

    /// A folder of the shared data, or nothing, said aloud.
    static func folder(_ name: String) -> String? {
        if let root, access(root + "/" + name, R_OK) == 0 { return root + "/" + name }
        print("SKIPPED: no test data `\(name)`; set PIPELINE_TEST_DATA to its folder")
        return nil
    }
}
