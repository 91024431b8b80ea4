import Glibc

/// How many changed files a reader is tried with: `PIPELINE_MUTATIONS`, or else a default that keeps
/// the whole of the tests short.
enum MutationCount {
    static func value(default count: Int) -> Int {
        getenv("PIPELINE_MUTATIONS").flatMap { Int(String(cString: $0)) } ?? count
    }
}
