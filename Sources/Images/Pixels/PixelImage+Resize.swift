extension PixelImage {
    /// The picture in another size, without regard to its aspect.
    ///
    /// The filter is widened where the picture shrinks, as Pillow's `resize` does
    /// (src/libImaging/Resample.c): first along rows, then along columns, sums in whole numbers
    /// with weights of 22 bits. The result is the same on every machine.
    /// The bytes equal those of Pillow 11.3; Pillow 13 rounds some tall pictures otherwise.
    ///
    /// - Precondition: both sides are positive.
    public func resized(
        width: Int, height: Int, filter: ResizeFilter = .bilinear
    ) -> PixelImage {
        precondition(width > 0 && height > 0, "a picture has pixels")
        let narrowed = width == self.width ? self : resizedRows(width, filter)
        return height == narrowed.height ? narrowed : narrowed.resizedColumns(height, filter)
    }

    private func resizedRows(_ count: Int, _ filter: ResizeFilter) -> PixelImage {
        let weights = ResizeWeights(from: width, to: count, filter)
        var result = [UInt8](repeating: 0, count: count * height * 3)
        var out = result.mutableSpan
        let source = pixels.span
        for row in 0..<height {
            for column in 0..<count {
                var sums = (ResizeWeights.half, ResizeWeights.half, ResizeWeights.half)
                var pixel = (row * width + weights.starts[column]) * 3
                for weight in weights.of(column) {
                    sums.0 += Int(source[pixel]) * weight
                    sums.1 += Int(source[pixel + 1]) * weight
                    sums.2 += Int(source[pixel + 2]) * weight
                    pixel += 3
                }
                let place = (row * count + column) * 3
                out[place] = ResizeWeights.byte(sums.0)
                out[place + 1] = ResizeWeights.byte(sums.1)
                out[place + 2] = ResizeWeights.byte(sums.2)
            }
        }
        return PixelImage(width: count, height: height, pixels: result)
    }

    private func resizedColumns(_ count: Int, _ filter: ResizeFilter) -> PixelImage {
        let weights = ResizeWeights(from: height, to: count, filter)
        let stride = width * 3
        var result = [UInt8](repeating: 0, count: count * stride)
        var out = result.mutableSpan
        let source = pixels.span
        for row in 0..<count {
            let start = weights.starts[row] * stride
            for byte in 0..<stride {
                var sum = ResizeWeights.half
                var place = start + byte
                for weight in weights.of(row) {
                    sum += Int(source[place]) * weight
                    place += stride
                }
                out[row * stride + byte] = ResizeWeights.byte(sum)
            }
        }
        return PixelImage(width: width, height: count, pixels: result)
    }
}
