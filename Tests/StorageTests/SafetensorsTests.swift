import Records
import Storage
import TestSupport
import Testing

@Suite struct SafetensorsTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private let tensors: [(name: String, shape: [Int], values: [Float])] = [
        ("b.weight", [2, 3], [1, -2, 0.5, .infinity, Float(bitPattern: 1), 3]),
        ("a", [], [7]),
        ("none", [0, 4], []),
        ("wide", [70_000], (0..<70_000).map { Float($0) / 7 }),
    ]

    @Test func tensorsComeBack() throws {
        try Safetensors.write(tensors, metadata: ["b": "2", "a": "\"é\""], to: folder["t"])
        let file = try Safetensors(folder["t"])
        #expect(file.names == ["a", "b.weight", "none", "wide"])
        #expect(file.metadata == ["a": "\"é\"", "b": "2"])
        for tensor in tensors {
            let read = try file.floats(tensor.name)
            #expect(read.shape == tensor.shape)
            #expect(read.values.map(\.bitPattern) == tensor.values.map(\.bitPattern))
            #expect(try file.doubles(tensor.name).values == tensor.values.map { Double($0) })
        }
    }

    @Test func bytesDependOnTheContentAlone() throws {
        try Safetensors.write(tensors, metadata: ["b": "2", "a": "1"], to: folder["x"])
        try Safetensors.write(
            tensors.reversed(), metadata: ["a": "1", "b": "2"], to: folder["y"])
        let bytes = try FileSystem.read(folder["x"])
        #expect(try FileSystem.read(folder["y"]) == bytes)
        let length = bytes[..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
        #expect(length % 8 == 0)
    }

    private func file(_ header: String, data: [UInt8]) throws -> String {
        let bytes = Array(header.utf8)
        let length = (0..<8).map { UInt8(truncatingIfNeeded: bytes.count >> ($0 * 8)) }
        try FileSystem.write(length + bytes + data, to: folder["made"])
        return folder["made"]
    }

    @Test func otherTypesAreRead() throws {
        let header =
            #"{"i":{"dtype":"I64","shape":[2],"data_offsets":[0,16]},"#
            + #""d":{"dtype":"F64","shape":[1],"data_offsets":[16,24]}}"#
        let data: [UInt8] =
            [1, 0, 0, 0, 0, 0, 0, 0] + [UInt8](repeating: 255, count: 8)
            + [0, 0, 0, 0, 0, 0, 0xF8, 0x3F]
        let tensors = try Safetensors(try file(header, data: data))
        #expect(try tensors.integers("i").values == [1, -1])
        #expect(try tensors.doubles("d").values == [1.5])
        #expect(try tensors.floats("d").values == [1.5])
        #expect(throws: Fault.self) { try tensors.floats("i") }
        #expect(throws: Fault.self) { try tensors.integers("d") }
        #expect(throws: Fault.self) { try tensors.floats("absent") }
    }

    struct Broken {
        var header: String
        var count = 8
    }

    @Test(arguments: [
        Broken(header: "["), Broken(header: "[]"), Broken(header: "{}"),
        Broken(header: #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#, count: 9),
        Broken(header: #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#, count: 7),
        Broken(header: #"{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}"#),
        Broken(header: #"{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}"#),
        Broken(header: #"{"a":{"dtype":"F32","shape":[2.0],"data_offsets":[0,8]}}"#),
        Broken(header: #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}"#),
        Broken(header: #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}}"#),
        Broken(header: #"{"a":{"dtype":"Q4","shape":[2],"data_offsets":[0,8]}}"#),
        Broken(
            header: #"{"a":{"dtype":"F32","shape":[4294967296,4294967296,4],"data_offsets":[0,8]}}"#
        ),
        Broken(
            header: #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"#
                + #""b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, count: 4),
        Broken(
            header: #"{"a":{"dtype":"F32","shape":[0],"data_offsets":[9223372036854775807,9]}}"#),
    ])
    func aWrongHeaderIsAFault(_ each: Broken) throws {
        let path = try file(each.header, data: [UInt8](repeating: 0, count: each.count))
        #expect(throws: Fault.self) { try Safetensors(path) }
    }

    @Test(
        arguments: [
            [], [1, 0], [255, 255, 255, 255, 255, 255, 255, 255], [9, 0, 0, 0, 0, 0, 0, 0],
        ]
            as [[UInt8]])
    func aCutFileIsAFault(bytes: [UInt8]) throws {
        try FileSystem.write(bytes, to: folder["cut"])
        #expect(throws: Fault.self) { try Safetensors(folder["cut"]) }
    }
}
