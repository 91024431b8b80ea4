/// What rules change in a picture of any format.
struct PictureChange {
    /// The orientation to turn it from, as EXIF counts; 1 where it stays.
    var orientation = 1
    /// The size that it is made smaller to, before it is turned.
    var size: (width: Int, height: Int)?
    /// Whether metadata are left out.
    var strips = false
    /// Why.
    var notes: [PictureNote] = []

    /// How it is turned.
    var upright: Orientation { Orientation(exif: orientation) }

    /// The picture, smaller and upright.
    func apply(to image: PixelImage) -> PixelImage {
        var image = image
        if let size { image = image.resized(width: size.width, height: size.height) }
        return image.turned(upright)
    }
}
