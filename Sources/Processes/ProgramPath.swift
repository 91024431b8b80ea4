import Glibc
public import Records

/// Finds the file of a program.
public enum ProgramPath {
    /// The file that a name stands for: itself if it holds a slash, seen from `folder`, or else the
    /// first of that name that can be executed in a folder of the `PATH` in `environment`, the
    /// program's own, each `NAME=value`.
    ///
    /// - Throws: a `Fault` of code `unavailable` if there is none.
    public static func find(
        _ name: String, _ folder: String, _ environment: [String]
    ) throws(Fault) -> String {
        if name.utf8.contains(UInt8(ascii: "/")) { return name }
        let variable = environment.first { $0.utf8.starts(with: "PATH=".utf8) }
        let path = variable.map { String($0.dropFirst(5)) } ?? "/usr/local/bin:/usr/bin:/bin"
        for place in path.split(separator: ":") where !name.isEmpty && !name.utf8.contains(0) {
            let file = place.hasPrefix("/") ? "\(place)/\(name)" : "\(folder)/\(place)/\(name)"
            var facts = stat()
            let isFile =
                unsafe stat(file, &facts) == 0
                && facts.st_mode & mode_t(0o170000) == mode_t(0o100000)
            if isFile, unsafe access(file, X_OK) == 0 {
                // Where the program works, a relative place means the same.
                return place.hasPrefix("/") ? file : "\(place)/\(name)"
            }
        }
        throw Fault(
            .unavailable, "the program `\(name)` is in no folder of `PATH`",
            remedy: "install it, or write its path", cause: "PATH is \(path)")
    }
}
