/// What a tar is read from, front to back.
protocol TarInput {
    /// The next bytes; fewer only at the end.
    mutating func read(_ count: Int) throws(ArchiveFault) -> [UInt8]
    /// Passes over bytes. Returns how many there were.
    mutating func skip(_ count: Int) throws(ArchiveFault) -> Int
    /// Passes over the bytes of a file that is kept.
    mutating func keep(_ name: [UInt8], byteCount: Int) throws(ArchiveFault) -> TarTaken
    /// Gives a kept file a second name. Returns where its bytes lie under that.
    mutating func link(_ name: [UInt8], to entry: ArchiveEntry) throws(ArchiveFault) -> Int
    /// Passes over all that is left. Returns whether any byte of it is not zero.
    mutating func drain() throws(ArchiveFault) -> Bool
}

/// What came of the bytes of a file.
enum TarTaken {
    /// They lie there.
    case at(Int)
    /// They end too early.
    case cut
    /// They were so many, of so many packed ones, and too many for those.
    case tooDense(byteCount: Int, packed: Int)
}
