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

    var bytes: [UInt8] {
        var file: [UInt8] = [0xFF, 0xD8] + before
        file += segment(0xDB, [0] + [UInt8](repeating: 1, count: 64))
        var header: [UInt8] = [precision] + big(height) + big(width) + [UInt8(components)]
        for component in 1...components { header += [UInt8(component), 0x11, 0] }
        file += segment(frame, header)
        // One code of one bit: no difference, and end of block.
        for table: UInt8 in [0x00, 0x10] {
            file += segment(0xC4, [table, 1] + [UInt8](repeating: 0, count: 15) + [0])
        }
        var scan: [UInt8] = [UInt8(components)]
        for component in 1...components { scan += [UInt8(component), 0] }
        file += segment(0xDA, scan + [0, 63, 0])
        let blocks = (width + 7) / 8 * ((height + 7) / 8) * components
        file += [UInt8](repeating: 0, count: max(0, (blocks * 2 + 7) / 8 - missing))
        return missing > 0 ? file : file + [0xFF, 0xD9]
    }

    private func segment(_ marker: UInt8, _ data: [UInt8]) -> [UInt8] {
        [0xFF, marker] + big(data.count + 2) + data
    }

    private func big(_ value: Int) -> [UInt8] {
        [UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)]
    }
}
