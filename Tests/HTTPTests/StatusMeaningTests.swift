import HTTP
import Testing

@Suite struct StatusMeaningTests {
    @Test(arguments: [408, 409, 429, 500, 502, 503, 504, 599])
    func `what a server may get over is sent again`(status: Int) {
        #expect(StatusMeaning(status).mayPass)
    }

    @Test(arguments: [99, 100, 201, 204, 301, 307, 400, 401, 403, 404, 413, 422, 600, 999])
    func `what stays as it is is not sent again`(status: Int) {
        #expect(!StatusMeaning(status).mayPass)
    }

    @Test func `a full server is told from one that failed, a refusal from a bad request`() {
        #expect([429, 503].map { StatusMeaning($0) } == [.overloaded, .overloaded])
        #expect([500, 408].map { StatusMeaning($0) } == [.failed, .failed])
        #expect([302, 401, 403, 404].allSatisfy { StatusMeaning($0) == .refused })
        #expect([400, 422].allSatisfy { StatusMeaning($0) == .hopeless })
        #expect([202, 204].allSatisfy { StatusMeaning($0) == .unexpected })
    }

    @Test func `a broken connection is tried again, a certificate is not`() {
        #expect(HTTPFailure(.connect, "").mayPass && HTTPFailure(.timeout, "").mayPass)
        #expect(!HTTPFailure(.certificate, "").mayPass && !HTTPFailure(.cancelled, "").mayPass)
    }
}
