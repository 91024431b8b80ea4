internal import CLinux

/// Memory of the C library that was freed.
public enum LargeBlocks {
    /// From now on, every block of 256 KiB and more goes back to the system as soon as it is freed.
    ///
    /// By itself the C library does so only until the first such block is freed. From then on it keeps
    /// blocks of up to that size, up to 32 MiB, and what is allocated between them keeps them from
    /// going back: lists that grow and are then written to the disk leave holes. To be called once, by
    /// a process whose work does not allocate large blocks all the time.
    public static func giveBack() {
        // M_MMAP_THRESHOLD of <malloc.h>; setting it also keeps it from being raised.
        _ = mallopt(-3, 1 << 18)
    }
}
