import Glibc

/// The folder with real data sets, where this machine has them.
enum TestData {
    /// The value of `PIPELINE_TEST_DATA`: a folder that holds `easy_vqa` and `nasty`.
    static let root: String? = getenv("PIPELINE_TEST_DATA").map { String(cString: $0) }

    /// What a skipped test says.
    static let remedy = "set PIPELINE_TEST_DATA to the folder that holds easy_vqa and nasty"
}
