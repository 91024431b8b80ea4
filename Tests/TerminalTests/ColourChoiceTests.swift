import Engine
import Testing

@testable import Terminal

@Suite struct ColourChoiceTests {
    struct Case: Sendable {
        var choice = ColourChoice.auto
        var isTerminal = true
        var environment: [String: String] = [:]
        var isColoured: Bool
    }

    @Test(arguments: [
        Case(isColoured: true),
        Case(isTerminal: false, isColoured: false),
        Case(environment: ["NO_COLOR": "1"], isColoured: false),
        Case(environment: ["NO_COLOR": "0"], isColoured: false),
        Case(environment: ["NO_COLOR": ""], isColoured: true),
        Case(environment: ["CLICOLOR": "0"], isColoured: false),
        Case(isTerminal: false, environment: ["CLICOLOR": "1"], isColoured: false),
        Case(isTerminal: false, environment: ["CLICOLOR_FORCE": "1"], isColoured: true),
        Case(isTerminal: false, environment: ["CLICOLOR_FORCE": "0"], isColoured: false),
        Case(isTerminal: false, environment: ["CLICOLOR_FORCE": ""], isColoured: false),
        Case(environment: ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], isColoured: false),
        Case(choice: .always, environment: ["NO_COLOR": "1"], isColoured: true),
        Case(choice: .always, isTerminal: false, isColoured: true),
        Case(choice: .never, environment: ["CLICOLOR_FORCE": "1"], isColoured: false),
    ])
    func `the command line comes first, then the environment, then the terminal`(sample: Case) {
        let isColoured = sample.choice.isColoured(isTerminal: sample.isTerminal) {
            sample.environment[$0]
        }
        #expect(isColoured == sample.isColoured)
    }
}
