import Manifests
import Testing
import Training

@testable import Stages

@Suite struct GradientSettingsTests {
    @Test(arguments: [false, true])
    func `a corrected divergence is weighted by the ratio`(isCorrected: Bool) {
        var settings = ReinforcementSettings()
        settings.kl = 0.02
        settings.klCorrection = isCorrected
        let term = settings.gradientSettings.objective.kl
        #expect(term?.weight == 0.02)
        #expect(term?.isRatioWeighted == isCorrected)
    }
}
