/// Makes flat JPEG files, marker by marker: each block is "no change" and "end of block".
struct JPEGFixture {
    var width = 16
    var height = 8
    var components = 1
    var frame: UInt8 = 0xC0
    var precision: UInt8 = 8
    var before: [UInt8] = []
    /// Bytes of pixels left off at the end.
    var missing = 0
    /// Blocks of the first component that come together, across and down.
    var sampling = (across: 1, down: 1)
    /// Units between restart markers; 0 without any.
    var restartInterval = 0
    /// Bytes between the pixels and the end mark.
    var surplus: [UInt8] = []

    var bytes: [UInt8] {
        var file: [UInt8] = [0xFF, 0xD8] + before
        file += segment(0xDB, [0] + [UInt8](repeating: 1, count: 64))
        var header: [UInt8] = [precision] + big(height) + big(width) + [UInt8(components)]
        for component in 1...components {
            let factors = sampling.across << 4 | sampling.down
            header += [UInt8(component), component == 1 ? UInt8(factors) : 0x11, 0]
        }
        file += segment(frame, header)
        // One code of one bit: no difference, and end of block.
        for table: UInt8 in [0x00, 0x10] {
            file += segment(0xC4, [table, 1] + [UInt8](repeating: 0, count: 15) + [0])
        }
        if restartInterval > 0 { file += segment(0xDD, big(restartInterval)) }
        var scan: [UInt8] = [UInt8(components)]
        for component in 1...components { scan += [UInt8(component), 0] }
        file += segment(0xDA, scan + [0, 63, 0])
        file += pixels.dropLast(missing)
        return missing > 0 ? file : file + surplus + [0xFF, 0xD9]
    }

    private var pixels: [UInt8] {
        let (across, down) = components == 1 ? (1, 1) : sampling
        let units =
            (width + across * 8 - 1) / (across * 8) * ((height + down * 8 - 1) / (down * 8))
        let blocksOfUnit = across * down + components - 1
        let step = restartInterval > 0 ? restartInterval : max(1, units)
        var result: [UInt8] = []
        for (index, start) in stride(from: 0, to: units, by: step).enumerated() {
            if start > 0 { result += [0xFF, 0xD0 + UInt8((index - 1) & 7)] }
            let blocks = min(step, units - start) * blocksOfUnit
            result += [UInt8](repeating: 0, count: (blocks * 2 + 7) / 8)
        }
        return result
    }

    private func segment(_ marker: UInt8, _ data: [UInt8]) -> [UInt8] {
        [0xFF, marker] + big(data.count + 2) + data
    }

    private func big(_ value: Int) -> [UInt8] {
        [UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)]
    }
}
