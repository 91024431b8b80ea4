import Images
import Manifests
import Records
import Storage

/// Reads the pictures of a sample and checks them by a data set's rules.
struct PictureChecker {
    private let rules: PictureRules
    /// Whether somebody asks for the measures of pictures that are refused.
    private let measuresRefused: Bool
    private let hash = KeyHasher()

    /// The most bytes of a sample's pictures, which are in memory together.
    private static let maximumSampleBytes = 256 << 20

    /// The pictures of a sample: all of them, or why not, and what was measured of those that are
    /// pictures at all.
    struct Outcome {
        /// The pictures, as they go into a shard.
        var pictures: Result<[CheckedPicture], Refusal>
        /// What was measured of them; nothing if one could not be read.
        var measures: [PictureMeasures]?
        /// Stands for their files as they were read; nothing if not all were.
        var stamp: FileStamp?
    }

    /// A checker of a data set's pictures.
    init(_ dataset: DatasetSpecification, measuresRefused: Bool, wantsHash: Bool) {
        rules = PictureRules(dataset, wantsHash: wantsHash)
        self.measuresRefused = measuresRefused
    }

    /// The pictures, checked.
    ///
    /// - Throws: a `Fault` where the system refuses what has nothing to do with a picture.
    func check(
        _ references: [PictureReference], with reader: PictureReader
    ) throws(Fault) -> Outcome {
        var pictures: [CheckedPicture] = []
        var measures: [PictureMeasures]? = []
        var refusal: Refusal?
        var stamp = FileStamp()
        var byteCount = 0
        for reference in references where refusal == nil || measuresRefused {
            switch try reader.read(reference, limit: rules.limits.maxBytes) {
            case .failure(let unread):
                refusal = refusal ?? unread
                measures = nil
            case .success(let file):
                if let status = file.status { stamp.add(status) }
                byteCount += file.bytes.count
                guard byteCount <= PictureChecker.maximumSampleBytes else {
                    let tooLarge = Refusal(
                        .imageTooLarge,
                        "the pictures of the row have over \(PictureChecker.maximumSampleBytes) "
                            + "bytes together", entry: file.name, measured: "\(byteCount)")
                    return Outcome(pictures: .failure(refusal ?? tooLarge), measures: nil)
                }
                switch checked(file) {
                case .success(let picture):
                    pictures.append(picture)
                    measures?.append(
                        PictureMeasures(
                            width: picture.picture.width, height: picture.picture.height,
                            byteCount: file.bytes.count))
                case .failure(let found):
                    refusal = refusal ?? found
                    if let measured = PictureChecker.measures(of: file) {
                        measures?.append(measured)
                    } else {
                        measures = nil
                    }
                }
            }
        }
        return Outcome(
            pictures: refusal.map { .failure($0) } ?? .success(pictures), measures: measures,
            stamp: refusal == nil ? stamp : nil)
    }

    private func checked(_ file: PictureReader.File) -> Result<CheckedPicture, Refusal> {
        do throws(ImageFault) {
            let report = try file.bytes.withSpan { span throws(ImageFault) in
                try PictureInspector.inspect(span, name: file.name, rules: rules)
            }
            let stored = report.replacement.map { ByteSlice($0) } ?? file.bytes
            hash.update(stored)
            let picture = NewPicture(
                bytes: stored, digest: hash.digest(), format: report.format, width: report.width,
                height: report.height,
                perceptualHash: report.hash?.bits ?? 0)
            return .success(CheckedPicture(picture: picture, notes: report.notes.map(\.rawValue)))
        } catch {
            let start = file.bytes[0..<min(file.bytes.count, GitLFSPointer.byteCount)].bytes
            guard !GitLFSPointer.isStart(start) else {
                return .failure(
                    Refusal(GitLFSPointer.reason, GitLFSPointer.detail, entry: file.name))
            }
            return .failure(Refusal(error.reason, error.detail, entry: file.name))
        }
    }

    private static func measures(of file: PictureReader.File) -> PictureMeasures? {
        let header = file.bytes.withSpan { try? ImageHeader.read($0) }
        return header.map {
            PictureMeasures(width: $0.width, height: $0.height, byteCount: file.bytes.count)
        }
    }
}

extension PictureRules {
    /// The rules of a data set.
    init(_ dataset: DatasetSpecification, wantsHash: Bool) {
        let settings = dataset.pictures
        self.init(
            limits: ImageLimits(
                maxPixels: settings.maxPixels, maxBytes: settings.maxBytes,
                minSide: settings.minSide, maxAspect: settings.maxAspect),
            oversize: settings.downscale.map { .downscale(maxPixels: $0) } ?? .reject,
            colour: Repair(settings.colour), alpha: Repair(settings.alpha),
            otherFormats: Repair(settings.otherFormats),
            damage: settings.damagedMetadata == .convert ? .reencode : .reject,
            wantsHash: wantsHash)
        tier =
            switch settings.validate {
            case .header: .header
            case .entropy: .entropy
            case .full: .full
            }
        orientation =
            switch settings.orientation {
            case .apply: .apply
            case .keep: .keep
            case .reject: .reject
            }
        animation = settings.animation == .first ? .first : .reject
        privacy = settings.privacy == .warn ? .warn : .strip
    }
}

extension PictureRules.Repair {
    /// The rule of a data set.
    init(_ conversion: PictureSettings.Conversion) {
        self = conversion == .convert ? .convert : .reject
    }
}
