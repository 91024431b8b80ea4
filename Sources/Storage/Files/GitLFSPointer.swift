/// The few lines of text that Git LFS leaves in place of a file until it is fetched.
public enum GitLFSPointer {
    /// The name of the reason, for a table of rejects.
    public static let reason = "git_lfs_pointer"
    /// What to say of such a file.
    public static let detail =
        "the file is a pointer of Git LFS; run `git lfs pull` to get the file itself"

    private static let start = Array("version https://git-lfs.github.com/spec/".utf8)

    /// How many bytes tell one.
    public static let byteCount = start.count

    /// Whether the first bytes of a file are those of a pointer.
    public static func isStart(_ bytes: some Sequence<UInt8>) -> Bool {
        bytes.starts(with: start)
    }
}
