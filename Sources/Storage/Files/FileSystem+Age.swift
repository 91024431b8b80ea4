import Glibc

extension FileSystem {
    /// A day, in seconds.
    private static var day: Int { 86_400 }

    /// Gives files the present as the time of their last change, so that a sweep sees that they are
    /// used; those that have it since a day are left alone. Nothing is thrown: they are only caches.
    public static func markUsed(_ paths: [String]) {
        for path in paths where (age(of: path) ?? 0) >= day {
            _ = unsafe utimensat(AT_FDCWD, path, nil, 0)
        }
    }

    /// How many seconds ago a file was last changed; nothing if it is not there.
    public static func age(of path: String) -> Int? {
        guard let status = (try? linkStatus(path)) ?? nil else { return nil }
        return max(0, Glibc.time(nil) - status.modified / 1_000_000_000)
    }
}
