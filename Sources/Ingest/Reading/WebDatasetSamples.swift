import Storage

/// The samples of a WebDataset: the files of a tar that have one key.
///
/// WebDataset's own reader takes only neighbours for one sample. Here files of a key are joined
/// wherever they lie, and counted.
struct WebDatasetSamples: Sendable {
    /// How many files did not lie beside the others of their sample.
    let strayCount: Int
    /// The numbers of the tar's files, sample by sample.
    private let files: [Int32]
    /// Where each sample's files begin in `files`, and where the last one's end.
    private let starts: [Int32]

    /// How many samples there are.
    var count: Int { starts.count - 1 }

    /// Groups the files of a tar.
    init(_ entries: [ArchiveEntry]) {
        var numbers: [ArraySlice<UInt8>: Int32] = [:]
        var sampleOfFile: [Int32] = []
        sampleOfFile.reserveCapacity(entries.count)
        var counts: [Int32] = []
        var strays = 0
        for entry in entries {
            // A copy, so that the table does not keep the rest of the name.
            let key = ArraySlice(Array(WebDatasetName(entry.nameBytes).key))
            let number = numbers[key] ?? Int32(counts.count)
            if number == counts.count {
                numbers[key] = number
                counts.append(0)
            } else if number != sampleOfFile.last {
                strays += 1
            }
            counts[Int(number)] += 1
            sampleOfFile.append(number)
        }
        var starts: [Int32] = [0]
        for count in counts { starts.append(starts[starts.count - 1] + count) }
        var next = starts
        var files = [Int32](repeating: 0, count: entries.count)
        for (file, sample) in sampleOfFile.enumerated() {
            files[Int(next[Int(sample)])] = Int32(file)
            next[Int(sample)] += 1
        }
        self.files = files
        self.starts = starts
        strayCount = strays
    }

    /// The numbers of a sample's files, in the tar's order.
    subscript(sample: Int) -> ArraySlice<Int32> {
        files[Int(starts[sample])..<Int(starts[sample + 1])]
    }
}
