public import Images
public import Records
import Storage

/// Pictures of an ingest artifact's shards, in the size that a rule says.
public struct ShardPictures: PictureSource {
    private let shards: ShardReader
    private let sizing: PictureSizing

    /// The pictures of the shards in a folder. Those that `sizing` leaves as they are keep their
    /// bytes; others are resized as Pillow does (bicubic) and written as PNG, so that nothing more
    /// is lost.
    public init(shardFolder: String, sizing: PictureSizing) {
        shards = ShardReader(shardFolder: shardFolder)
        self.sizing = sizing
    }

    /// A picture of a prompt's question.
    ///
    /// - Throws: a `Fault` if it cannot be read, or has no size under the rule.
    public func picture(_ place: Int, of prompt: DrawPrompt) throws(Fault) -> EncodedPicture {
        let pictures = prompt.question.pictures
        guard pictures.indices.contains(place) else {
            throw Fault(
                .internalError, "question `\(prompt.question.id)` has no picture \(place)")
        }
        let picture = pictures[place]
        let bytes = try shards.bytes(of: picture)
        guard let size = sizing.size(width: picture.width, height: picture.height) else {
            throw Fault(
                .badInput,
                "a picture of \(picture.width)×\(picture.height) pixels has no size under the rule",
                remedy: "filter such pictures out, or write `policy.picture_size.rule: unchanged`")
        }
        if size == (picture.width, picture.height) {
            return EncodedPicture(format: picture.format, bytes: bytes)
        }
        do throws(ImageFault) {
            let image = try ImageDecoder.decode(bytes, limits: .unlimited)
            return EncodedPicture(
                format: .png,
                bytes: image.resized(width: size.width, height: size.height, filter: .bicubic).png()
            )
        } catch {
            throw Fault(
                .badInput,
                "picture \(picture.digest.short) in shard \(picture.shard) does not decode",
                remedy: "run `pipeline run` again: a damaged shard is made anew",
                cause: error.detail)
        }
    }
}
