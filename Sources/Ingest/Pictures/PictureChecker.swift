import Images
import Manifests
import Records
import Storage

/// Reads the pictures of a sample and checks them by a data set's rules.
struct PictureChecker {
    private let limits: ImageLimits

    /// A checker of a data set's pictures.
    init(_ dataset: DatasetSpecification) {
        let rules = dataset.pictures
        limits = ImageLimits(
            maxPixels: rules.maxPixels, maxBytes: rules.maxBytes, minSide: rules.minSide,
            maxAspect: rules.maxAspect)
    }

    /// The pictures, checked.
    ///
    /// - Parameter source: where those lie that are named by a path.
    func check(
        _ references: [PictureReference], in source: PictureSource
    ) -> Result<[CheckedPicture], Refusal> {
        var pictures: [CheckedPicture] = []
        for reference in references {
            do throws(Refusal) {
                pictures.append(try check(reference, in: source))
            } catch {
                return .failure(error)
            }
        }
        return .success(pictures)
    }

    private func check(
        _ reference: PictureReference, in source: PictureSource
    ) throws(Refusal) -> CheckedPicture {
        let bytes: ByteSlice
        let entry: String?
        switch reference {
        case .path(let path): (bytes, entry) = (try source.read(path, limit: limits.maxBytes), path)
        case .bytes(let slice, let name): (bytes, entry) = (slice, name)
        }
        do throws(ImageFault) {
            let file = bytes.bytes
            let header = try ImageHeader.read(file)
            _ = try ImageDecoder.decode(file, limits: limits)
            return CheckedPicture(
                picture: NewPicture(
                    bytes: bytes, digest: SHA256.digest(of: file), format: header.format,
                    width: header.width, height: header.height))
        } catch {
            throw Refusal(error.reason, error.detail, entry: entry)
        }
    }
}
