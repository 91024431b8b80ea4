import Glibc

/// The shared libraries that this process has loaded.
enum LoadedLibraries {
    /// The file of a library, links followed, so that its name tells the version; nothing if it is
    /// not loaded.
    ///
    /// - Parameter name: the file's name up to `.so`, or less of it, such as `libpng`.
    static func file(_ name: String) -> String? {
        for line in MachineFindings.text("/proc/self/maps").split(separator: "\n") {
            guard let start = line.firstIndex(of: "/") else { continue }
            let path = line[start...]
            guard let file = path.split(separator: "/").last, file.hasPrefix(name),
                file.contains(".so")
            else { continue }
            return String(path)
        }
        return nil
    }
}
