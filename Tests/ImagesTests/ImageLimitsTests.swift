import Images
import Testing

@Suite struct ImageLimitsTests {
    struct Case {
        var width: Int
        var height: Int
        var byteCount = 1
        var reason: String?
    }

    @Test(arguments: [
        Case(width: 28, height: 28), Case(width: 27, height: 28, reason: ImageFault.tooSmall),
        Case(width: 28, height: 5600),
        Case(width: 28, height: 5601, reason: ImageFault.aspectRatio),
        Case(width: 8000, height: 8000),
        Case(width: 8000, height: 8001, reason: ImageFault.tooManyPixels),
        Case(width: 0x7FFF_FFFF, height: 0x7FFF_FFFF, reason: ImageFault.tooManyPixels),
        Case(width: .max, height: .max, reason: ImageFault.tooManyPixels),
        Case(width: 28, height: 28, byteCount: 64 << 20),
        Case(width: 28, height: 28, byteCount: (64 << 20) + 1, reason: ImageFault.entryTooLarge),
    ])
    func defaultsHoldAtTheirEdge(_ each: Case) {
        var reason: String?
        do throws(ImageFault) {
            try ImageLimits().check(
                width: each.width, height: each.height, byteCount: each.byteCount)
        } catch {
            reason = error.reason
        }
        #expect(reason == each.reason)
    }

    @Test func aHugeClaimIsRefusedBeforeMemoryIsTaken() {
        let file = PNGFixture(width: 0x7FFF_FFFF, height: 0x7FFF_FFFF).bytes
        for limits in [ImageLimits(), .unlimited] {
            let fault = #expect(throws: ImageFault.self) {
                try ImageDecoder.decode(file, limits: limits)
            }
            #expect(fault?.reason == ImageFault.tooManyPixels)
        }
    }
}
