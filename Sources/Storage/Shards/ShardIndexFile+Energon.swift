public import Records

extension ShardIndexFile {
    /// Writes the shard's index as Megatron Energon keeps it beside a tar, named `X.tar.idx`: the
    /// offset of each sample's first header and of the end mark, 64 bits each, little-endian
    /// (megatron-energon, `flavors/webdataset/itar.py`).
    ///
    /// - Throws: a `Fault` where a record is damaged or the disk refuses.
    public func writeEnergonIndex(to path: String) throws(Fault) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity((sampleCount + 1) * 8)
        var end = 0
        for number in 0..<sampleCount {
            let place = try sample(number).place
            bytes.appendInteger(UInt64(place.lowerBound))
            end = place.upperBound
        }
        bytes.appendInteger(UInt64(end))
        try BufferedFile.write(bytes, to: path)
    }
}
