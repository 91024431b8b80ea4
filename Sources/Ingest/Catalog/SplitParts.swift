import Glibc
import Manifests
import Records

/// The splits that an entry of `splits` makes, and which of them a row goes to.
///
/// That depends on the data set's name, the first picture, and the names and shares of the parts, and on
/// nothing else: not on other rows, their order, the order of the parts, or a seed. Each part draws a
/// number from what names the picture and itself, stretched by its share, and the least wins (weighted
/// rendezvous hashing, Thaler and Ravishankar 1998). So a part that is added, or gets a larger share,
/// takes rows from the others and moves none between those.
struct SplitParts: Sendable {
    /// The names of the splits, in order; the entry's own where it is not divided.
    let names: [String]
    private let shares: [Double]
    private let dataset: String

    /// The splits of an entry.
    init(_ split: DatasetSplit, of dataset: DatasetSpecification) {
        names = split.partNames
        shares = (split.divide ?? []).map(\.share)
        self.dataset = dataset.name
    }

    /// Which of the splits a row goes to.
    ///
    /// - Parameter pictures: its pictures; the first one counts, by its path, or by its bytes where the
    ///   row holds it.
    func part(of pictures: [PictureReference], _ hash: KeyHasher) -> Int {
        guard names.count > 1, let first = pictures.first else { return 0 }
        hash.update("\(dataset.utf8.count):\(dataset)")
        switch first {
        case .path(let path):
            // However it is written: `./a.png` is `a.png`.
            hash.update("path:")
            hash.update((try? PicturePath.normalised(path, in: ".")) ?? path)
        case .bytes(let bytes, _):
            hash.update("bytes:")
            hash.update(bytes)
        }
        let picture = hash.key()
        var best = (part: 0, time: Double.infinity)
        for (part, name) in names.enumerated() {
            hash.update(picture)
            hash.update(name)
            let time = SplitParts.waitingTime(hash.key()) / shares[part]
            if time < best.time { best = (part, time) }
        }
        return best.part
    }

    /// An exponentially distributed number of mean 1, made of a key.
    private static func waitingTime(_ key: Key128) -> Double {
        // Above 0 and at most 1, in steps that a Double holds.
        let uniform = Double((key.high >> 11) + 1) * 0x1p-53
        return -log(uniform)
    }
}
