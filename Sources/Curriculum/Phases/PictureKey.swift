/// A question's place among those of its picture.
struct PictureKey: Sendable, BitwiseCopyable, Comparable {
    var picture: TextHash
    var key: Double
    var id: TextHash
    var row: Int
    var source: UInt32

    static func < (left: PictureKey, right: PictureKey) -> Bool {
        if left.picture != right.picture { return left.picture < right.picture }
        return left.key != right.key ? left.key < right.key : left.id < right.id
    }
}
