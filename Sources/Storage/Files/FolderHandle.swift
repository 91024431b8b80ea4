import Glibc

/// An open folder, to open what is in it. Closed when the last reference goes.
final class FolderHandle: Sendable {
    let number: Int32

    init(number: Int32) { self.number = number }

    deinit { _ = close(number) }
}
