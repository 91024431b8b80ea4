import Glibc
import Storage
import Testing

@testable import Training

@Suite struct TensorBoardFileTests {
    @Test func `sessions of one second have files of their own, whose names sort as they began`()
        throws
    {
        let folder = "/tmp/tensorboard-\(getpid())-\(UInt64.random(in: .min ... .max))"
        try FileSystem.createFolder(folder)
        defer { try? FileSystem.remove(folder) }
        var begun: [String] = []
        for session in 1...5 {
            var file = try TensorBoardFile(session: folder, first: session)
            try file.flush()
            let names = try FileSystem.list(folder)
            begun += names.filter { !begun.contains($0) }
            #expect(names == begun)
        }
        #expect(begun.count == 5)
    }
}
