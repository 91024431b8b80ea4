import Glibc
import Storage

/// The folder with real data sets, where this machine has them.
enum TestData {
    /// `PIPELINE_TEST_DATA`, or else `../shared/data` beside the package: a folder that holds
    /// `easy_vqa` and `nasty`; nothing if it is not there.
    static let root: String? = {
        if let named = getenv("PIPELINE_TEST_DATA") { return String(cString: named) }
        let package = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
        let path = package + "/../shared/data"
        return (try? FileSystem.status(path + "/nasty")) ?? nil == nil ? nil : path
    }()

    /// What a skipped test says.
    static let remedy = "set PIPELINE_TEST_DATA to the folder that holds easy_vqa and nasty"
}
