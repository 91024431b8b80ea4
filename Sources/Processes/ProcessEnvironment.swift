import Glibc

/// This process's own environment. Nobody here changes it once the program runs.
public enum ProcessEnvironment {
    /// Its variables, each `NAME=value`.
    public static let variables: [String] = {
        var texts: [String] = []
        var place = unsafe start
        while let text = unsafe place.pointee {
            texts.append(unsafe String(cString: text))
            unsafe place += 1
        }
        return texts
    }()

    private nonisolated(unsafe) static let start:
        UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> = unsafe Glibc.environ
}
