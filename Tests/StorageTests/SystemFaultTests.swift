import Glibc
import Records
import Storage
import Testing

/// What the system's errors become.
@Suite struct SystemFaultTests {
    struct Case: Sendable {
        var errorNumber: Int32
        var code: Fault.Code
        var codeOfResult: Fault.Code
    }

    @Test(arguments: [
        Case(errorNumber: ENOSPC, code: .tryAgain, codeOfResult: .tryAgain),
        Case(errorNumber: EDQUOT, code: .tryAgain, codeOfResult: .tryAgain),
        Case(errorNumber: EMFILE, code: .tryAgain, codeOfResult: .tryAgain),
        Case(errorNumber: EAGAIN, code: .tryAgain, codeOfResult: .tryAgain),
        Case(errorNumber: EIO, code: .inputOutput, codeOfResult: .inputOutput),
        Case(errorNumber: EBADF, code: .internalError, codeOfResult: .internalError),
        Case(errorNumber: ENOENT, code: .badInput, codeOfResult: .cannotCreate),
        Case(errorNumber: EACCES, code: .badInput, codeOfResult: .cannotCreate),
        Case(errorNumber: EROFS, code: .badInput, codeOfResult: .cannotCreate),
    ])
    func `the code follows the error, and what the path was for`(test: Case) {
        #expect(Fault.system("x", errorNumber: test.errorNumber).code == test.code)
        let result = Fault.system(
            "x", errorNumber: test.errorNumber, pathCode: .cannotCreate)
        #expect(result.code == test.codeOfResult)
        #expect(result.cause?.isEmpty == false)
    }

    @Test func `a folder that cannot be made ends with status 73`() {
        let fault = #expect(throws: Fault.self) {
            try FileSystem.createFolder("/proc/nothing/of/this")
        }
        #expect(fault?.exitStatus == 73)
    }
}
