import Glibc

/// The descriptors 0, 1 and 2.
enum StandardStreams {
    /// Takes those that came closed, so that no file of ours gets their numbers and what is printed
    /// ends up in it. They are opened the wrong way round: using one is an error, as it would have
    /// been.
    static func claim() {
        for (descriptor, mode) in [(0, O_WRONLY), (1, O_RDONLY), (2, O_RDONLY)] {
            if fcntl(Int32(descriptor), F_GETFD) < 0 { _ = open("/dev/null", mode) }
        }
    }
}
