import Records

/// The JSON text of a list of pictures, as it stands in tables and in a sample's text.
enum PictureList {
    /// The pictures with their places in a shard: `Question.json`'s value of `images`.
    static func placed(_ pictures: [Picture], in shard: String) -> [UInt8] {
        text(of: pictures, in: shard)
    }

    /// The pictures without a place, so that the text does not depend on the shard's name.
    static func described(_ pictures: [Picture]) -> [UInt8] { text(of: pictures, in: nil) }

    private static func text(of pictures: [Picture], in shard: String?) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(2 + 200 * pictures.count)
        bytes.append(UInt8(ascii: "["))
        for (index, picture) in pictures.enumerated() {
            bytes += (index == 0 ? "{\"sha256\":\"" : ",{\"sha256\":\"").utf8
            picture.digest.appendHex(to: &bytes)
            bytes += "\",\"format\":\"".utf8
            bytes += picture.format.rawValue.utf8
            bytes += "\",\"width\":".utf8
            append(picture.width, to: &bytes)
            bytes += ",\"height\":".utf8
            append(picture.height, to: &bytes)
            if let shard {
                bytes += ",\"shard\":".utf8
                JSONValue.append(string: shard, to: &bytes)
                bytes += ",\"offset\":".utf8
                append(picture.offset, to: &bytes)
            }
            bytes += ",\"bytes\":".utf8
            append(picture.byteCount, to: &bytes)
            bytes.append(UInt8(ascii: "}"))
        }
        bytes.append(UInt8(ascii: "]"))
        return bytes
    }

    private static func append(_ number: Int, to bytes: inout [UInt8]) {
        bytes += String(number).utf8
    }
}
