import Model
import Records
import Storage
import Testing

@testable import Training

/// What a run leaves beside its checkpoint.
@Suite("What the steps of a run measured and took")
struct TrainingRecordTests {
    static func record() -> TrainingRecord {
        var record = TrainingRecord()
        record.append(
            StepMetrics([("loss", 2), ("reward", 0.25)]),
            StepTiming(endedAt: 1000, wallSeconds: 0.5, cpuSeconds: 0.75, tokenCount: 100))
        record.append(
            StepMetrics([("loss", 1), ("kl", 0.125)]),
            StepTiming(endedAt: 1001, wallSeconds: 0.25, cpuSeconds: 0.5, tokenCount: 0))
        return record
    }

    @Test("the tables have a row a step, one every metric of any step, one what each took")
    func tables() throws {
        let scratch = try TrainingLoopTests.Scratch()
        try TrainingRecordTests.record().write(to: scratch.path)
        let metrics = try ParquetTableReader.read(
            Row.self, from: scratch.path + "/metrics.parquet")
        #expect(
            metrics.map(\.json) == [
                ["step": 1, "loss": .real(2.0), "reward": .real(0.25), "kl": .null],
                ["step": 2, "loss": .real(1.0), "reward": .null, "kl": .real(0.125)],
            ])
        let timings = try ParquetTableReader.read(
            Row.self, from: scratch.path + "/timings.parquet")
        #expect(
            timings.map(\.json) == [
                [
                    "step": 1, "wall_seconds": .real(0.5), "cpu_seconds": .real(0.75),
                    "tokens_per_second": .real(200.0),
                ],
                [
                    "step": 2, "wall_seconds": .real(0.25), "cpu_seconds": .real(0.5),
                    "tokens_per_second": .null,
                ],
            ])
    }

    @Test("what steps took changes no published byte but its own table's")
    func sameBytes() throws {
        let scratch = try TrainingLoopTests.Scratch()
        let record = TrainingRecordTests.record()
        var slower = record
        slower.timings = record.timings.map { timing in
            timing.map {
                StepTiming(
                    endedAt: $0.endedAt + 7, wallSeconds: $0.wallSeconds * 2, cpuSeconds: 3,
                    tokenCount: $0.tokenCount)
            }
        }
        for (name, record) in [("one", record), ("two", slower)] {
            try FileSystem.createFolder(scratch.path + "/" + name)
            try record.write(to: scratch.path + "/" + name)
        }
        func bytes(_ name: String, _ file: String) throws -> [UInt8] {
            try FileSystem.read("\(scratch.path)/\(name)/\(file)")
        }
        let events = "tensorboard/events.out.tfevents.pipeline"
        for file in ["metrics.parquet", events] {
            #expect(try bytes("one", file) == bytes("two", file))
        }
        #expect(try bytes("one", "timings.parquet") != bytes("two", "timings.parquet"))
    }

    /// A row as it is.
    private struct Row: TableRow {
        var json: JSONValue
    }

    @Test("times survive a resumed run, and a torn file of them loses nothing else")
    func timings() throws {
        let scratch = try TrainingLoopTests.Scratch()
        let record = TrainingRecordTests.record()
        try FileSystem.write(record.lines, to: scratch.path + "/rows")
        try record.saveTimings(to: scratch.path + "/times")
        let again = try TrainingRecord(
            rows: scratch.path + "/rows", timings: scratch.path + "/times")
        #expect(again.rows == record.rows)
        #expect(again.timings == record.timings)
        try FileSystem.write(Array("{\"ended".utf8), to: scratch.path + "/times")
        let torn = try TrainingRecord(
            rows: scratch.path + "/rows", timings: scratch.path + "/times")
        #expect(torn.rows == record.rows)
        #expect(torn.timings == [nil, nil])
    }

    @Test("the checksum is that of RFC 3720, masked as TensorFlow's records have it")
    func checksum() {
        #expect(CRC32C.checksum(Array("123456789".utf8)) == 0xE306_9283)
        #expect(CRC32C.checksum(Array(repeating: 0, count: 32)) == 0x8A91_36AA)
        // Of the eight zeros that stand for a length of 0.
        let plain = CRC32C.checksum(Array(repeating: 0, count: 8))
        #expect(
            CRC32C.masked(Array(repeating: 0, count: 8))
                == (plain >> 15 | plain << 17) &+ 0xA282_EAD8)
    }

    @Test("an event is the record that TensorFlow writes")
    func event() {
        var bytes: [UInt8] = []
        TensorBoardEvent(time: 0, step: 300, content: .scalars([("a", 1)])).append(to: &bytes)
        let message: [UInt8] =
            [0x09] + Array(repeating: 0, count: 8)  // wall_time
            + [0x10, 0xAC, 0x02]  // step
            + [0x2A, 0x0A, 0x0A, 0x08]  // summary, value
            + [0x0A, 0x01, 0x61]  // tag
            + [0x15, 0x00, 0x00, 0x80, 0x3F]  // simple_value
        #expect(bytes.prefix(8) == [UInt8(message.count), 0, 0, 0, 0, 0, 0, 0])
        #expect(Array(bytes.dropFirst(12).dropLast(4)) == message)
        #expect(bytes.count == message.count + 16)
    }
}
