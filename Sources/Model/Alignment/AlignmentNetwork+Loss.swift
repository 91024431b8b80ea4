extension AlignmentNetwork {
    /// InfoNCE over a batch of pictures and their descriptions, with corrupted descriptions as
    /// further negatives: picture i should choose text i among all 2n texts, text i picture i among
    /// the n pictures. Adds the gradient and returns the mean of both losses and the share of
    /// pictures that choose right.
    ///
    /// - Parameter texts: n matching descriptions, then n corrupted ones.
    func contrast(
        _ patches: UnsafePointer<Scalar>, count: Int, texts: [[[Int]]], _ pictureState: State,
        _ textState: State, addingTo gradient: Buffer<Scalar>
    ) -> (loss: Scalar, accuracy: Double) {
        let width = shape.width
        let target = gradient.pointer
        let pictures = Buffer<Scalar>(count: count * width)
        let descriptions = Buffer<Scalar>(count: texts.count * width)
        encodePictures(patches, count: count, pictureState, into: pictures.pointer)
        encodeTexts(texts, textState, into: descriptions.pointer)
        let pictureNorms = normalize(pictures, rows: count)
        let textNorms = normalize(descriptions, rows: texts.count)

        let scale = Scalar.exponential(.init(repeating: weights.pointer[layout.scale]))[0]
        let cosines = Buffer<Scalar>(count: count * texts.count)
        Scalar.multiply(
            pictures.pointer, width, transposed: false, descriptions.pointer, width,
            transposed: true, into: cosines.pointer, texts.count, m: count, n: texts.count,
            k: width, beta: 0)
        let (loss, accuracy, slopes) = choices(
            cosines, pictures: count, texts: texts.count, scale: scale)

        for index in 0..<cosines.count {
            target[layout.scale] += slopes.pointer[index] * cosines.pointer[index] * scale
            slopes.pointer[index] *= scale
        }
        let dPictures = Buffer<Scalar>(count: count * width)
        Scalar.multiply(
            slopes.pointer, texts.count, transposed: false, descriptions.pointer, width,
            transposed: false, into: dPictures.pointer, width, m: count, n: width,
            k: texts.count, beta: 0)
        let dTexts = Buffer<Scalar>(count: texts.count * width)
        Scalar.multiply(
            slopes.pointer, texts.count, transposed: true, pictures.pointer, width,
            transposed: false, into: dTexts.pointer, width, m: texts.count, n: width, k: count,
            beta: 0)
        normalizeBackward(pictures, pictureNorms, dPictures)
        normalizeBackward(descriptions, textNorms, dTexts)
        picturesBackward(
            patches, count: count, pictureState, dSums: dPictures.pointer, addingTo: target)
        textsBackward(texts, textState, dSums: dTexts.pointer, addingTo: target)
        return (loss, accuracy)
    }

    /// What it costs to choose by cosines `[pictures, texts]`, how many pictures choose right, and the
    /// slopes: the loss's derivatives by the scaled cosines.
    private func choices(
        _ cosines: Buffer<Scalar>, pictures: Int, texts: Int, scale: Scalar
    ) -> (loss: Scalar, accuracy: Double, slopes: Buffer<Scalar>) {
        let slopes = Buffer<Scalar>(count: pictures * texts)
        var loss = Scalar(0)
        var right = 0
        let share = 1 / Scalar(2 * pictures)
        func choose(_ indices: [Int], _ wanted: Int) {
            let row = Buffer<Scalar>(indices.map { cosines.pointer[$0] })
            LogSoftmax.apply(row.pointer, count: indices.count, inverseTemperature: scale)
            loss -= row.pointer[wanted] * share
            LogSoftmax.exponentiate(row.pointer, count: indices.count)
            for (place, index) in indices.enumerated() {
                slopes.pointer[index] += row.pointer[place] * share
            }
            slopes.pointer[indices[wanted]] -= share
        }
        for picture in 0..<pictures {
            let row = picture * texts
            choose((0..<texts).map { row + $0 }, picture)
            let best = (0..<texts).max {
                cosines.pointer[row + $0] < cosines.pointer[row + $1]
            }
            if best == picture { right += 1 }
        }
        for text in 0..<pictures { choose((0..<pictures).map { $0 * texts + text }, text) }
        return (loss, Double(right) / Double(pictures), slopes)
    }

    /// Makes rows unit vectors and returns their lengths; a row of zeros stays one.
    func normalize(_ rows: Buffer<Scalar>, rows count: Int) -> [Scalar] {
        (0..<count).map { row in
            let start = rows.pointer + row * shape.width
            var squares = Scalar(0)
            for column in 0..<shape.width { squares += start[column] * start[column] }
            let length = squares.squareRoot()
            if length > 0 { for column in 0..<shape.width { start[column] /= length } }
            return length
        }
    }

    /// dx = (dy − y·(y·dy)) / length, in place of dy.
    private func normalizeBackward(
        _ y: Buffer<Scalar>, _ lengths: [Scalar], _ dy: Buffer<Scalar>
    ) {
        for (row, length) in lengths.enumerated() {
            let unit = y.pointer + row * shape.width
            let slope = dy.pointer + row * shape.width
            var along = Scalar(0)
            for column in 0..<shape.width { along += unit[column] * slope[column] }
            for column in 0..<shape.width {
                slope[column] = length > 0 ? (slope[column] - unit[column] * along) / length : 0
            }
        }
    }
}
