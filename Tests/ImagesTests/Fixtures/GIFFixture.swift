/// Makes GIF files whose codes are never compressed, block by block.
struct GIFFixture {
    var screen = (width: 4, height: 2)
    var colours: [UInt8] = [0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255]
    var frames: [Frame] = []
    var hasEnd = true

    struct Frame {
        var place = (x: 0, y: 0)
        var size = (width: 4, height: 2)
        /// Two bits a pixel, row by row as the file has them.
        var indexes: [UInt8] = []
        var isInterlaced = false
        var colours: [UInt8]?
        var clearIndex: UInt8?
        /// Codes of three bits instead of the pixels.
        var codes: [Int]?
    }

    var bytes: [UInt8] {
        var file = Array("GIF89a".utf8) + little(screen.width) + little(screen.height)
        file += [0x81, 0, 0] + colours
        for frame in frames { file += block(frame) }
        return hasEnd ? file + [0x3B] : file
    }

    private func block(_ frame: Frame) -> [UInt8] {
        var block: [UInt8] = []
        if let index = frame.clearIndex { block += [0x21, 0xF9, 4, 1, 0, 0, index, 0] }
        block += [0x2C] + little(frame.place.x) + little(frame.place.y)
        block += little(frame.size.width) + little(frame.size.height)
        block.append((frame.colours == nil ? 0 : 0x81) | (frame.isInterlaced ? 0x40 : 0))
        block += (frame.colours ?? []) + [2]
        // A clear code after every two pixels keeps the codes at three bits.
        let codes =
            frame.codes
            ?? frame.indexes.indices.flatMap {
                ($0 % 2 == 0 ? [4] : []) + [Int(frame.indexes[$0])]
            } + [5]
        let data = pack(codes)
        for start in stride(from: 0, to: data.count, by: 255) {
            let part = data[start..<min(data.count, start + 255)]
            block += [UInt8(part.count)] + part
        }
        return block + [0]
    }

    private func pack(_ codes: [Int]) -> [UInt8] {
        var bytes: [UInt8] = []
        var (buffer, count) = (0, 0)
        for code in codes {
            buffer |= code << count
            count += 3
            while count >= 8 {
                bytes.append(UInt8(buffer & 255))
                buffer >>= 8
                count -= 8
            }
        }
        return count > 0 ? bytes + [UInt8(buffer & 255)] : bytes
    }

    private func little(_ value: Int) -> [UInt8] { [UInt8(value & 255), UInt8(value >> 8 & 255)] }
}
