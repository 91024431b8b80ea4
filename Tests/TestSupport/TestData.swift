import Glibc

/// The folder with real data sets, where this machine has them.
public enum TestData {
    /// `PIPELINE_TEST_DATA`, or else `../shared/data` beside the package: a folder that holds
    /// `easy_vqa` and `nasty`; nothing if neither is there.
    public static let root: String? = {
        let package = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let named = getenv("PIPELINE_TEST_DATA").map { String(cString: $0) }
        let path = named ?? package + "/../shared/data"
        // Where a folder is named and is not there, tests that need it shall say so by failing.
        return named != nil || access(path + "/nasty", R_OK) == 0 ? path : nil
    }()

    /// What a skipped test says.
    public static let remedy =
        "set PIPELINE_TEST_DATA to the folder that holds easy_vqa and nasty"

    /// A part of the shared data, or nothing, said aloud.
    ///
    /// - Parameter what: what is skipped without it.
    public static func folder(_ name: String, for what: String = "a test") -> String? {
        if let root, access(root + "/" + name, R_OK) == 0 { return root + "/" + name }
        OutputLine.say("SKIPPED: \(what), since there is no test data `\(name)`; \(remedy)")
        return nil
    }
}
