import Records

extension RewardSettings {
    /// The `reward` key of a `train` stage of method `grpo`.
    static let schema = ObjectSchema(
        "a weighted sum of terms, each from 0 to 1", initial: RewardSettings(),
        fields: [
            Field("accuracy", \.accuracy, .real(from: 0), "weight of a right answer"),
            Field(
                "keywords", \.keywords, .real(from: 0),
                "weight of the share of keywords that the description mentions"),
            Field(
                "keyword_match", \.keywordMatch, .choice,
                "what mentions a keyword: its `words` side by side in the description, or as a "
                    + "`substring` anywhere in the response, whatever the case, as PeBR-R1's code"),
            Field(
                "alignment", \.alignment, .real(from: 0),
                "weight of the scorer's word on how well the description fits the picture"),
            Field("format", \.format, .real(from: 0), "weight of a well-formed response"),
            Field("length", \.length, .real(from: 0), "weight of a short response"),
            Field(
                "length_limit", \.lengthLimit, .integer(from: 1, to: 1_000_000),
                "up to how many tokens a response counts as short"),
            Field(
                "length_buffer", \.lengthBuffer, .optional(.integer(from: 1, to: 1_000_000)),
                "over how many tokens before `length_limit` the length term falls from 0 to -1 "
                    + "(DAPO's soft overlong punishment); without it, it is 1 up to `length_limit`"),
            Field(
                "description", \.description, .real(from: 0),
                "weight of a description from which the same policy answers right without the "
                    + "picture"),
            Field(
                "description_format", \.descriptionFormat, .real(from: 0),
                "weight of the format of what was answered from the description"),
            Field(
                "description_leak", \.descriptionLeak, .choice,
                "what keeps a description from that reward: a mark of an answer or a tag in it, or "
                    + "also that it ends in the gold answer, where no keyword holds that"),
            Field(
                "second_pass", \.secondPass, .choice,
                "how a description is answered from: by one draw, or greedily"),
            Field(
                "external", \.external, .optional(.object(ExternalRewardSettings.schema)),
                "a program or a service that scores responses"),
        ],
        rules: [
            { settings, path, decoding in
                guard settings.descriptionFormat > 0, settings.description == 0 else { return }
                decoding.report(
                    "`description_format` has a weight and `description` has none: nothing is "
                        + "answered from descriptions",
                    field: Wording.join(path, "description_format"),
                    remedy: "weigh `description`, too")
            },
            { settings, path, decoding in
                guard let buffer = settings.lengthBuffer, buffer > settings.lengthLimit else {
                    return
                }
                decoding.report(
                    "`length_buffer` is \(buffer); expected at most `length_limit`, which is "
                        + "\(settings.lengthLimit)", field: Wording.join(path, "length_buffer"),
                    remedy: "write the longest response's tokens as `length_limit`")
            },
        ])
}

extension ExternalRewardSettings {
    /// The `external` key of a reward.
    static let schema = ObjectSchema(
        "a program or a service that scores responses", initial: ExternalRewardSettings(),
        fields: [
            Field("weight", \.weight, .real(above: 0), "weight of the score"),
            Field(
                "command", \.command, .list(of: .someText),
                "the program and its arguments, without a shell; it works at the repository's root, "
                    + "and reads and writes JSON Lines"),
            Field(
                "files", \.files, .list(of: .someText, isUnique: true),
                "files of the repository that the scores depend on, beside those that `command` "
                    + "names"),
            Field(
                "environment", \.environment, .list(of: .variableName, isUnique: true),
                affectsResult: false,
                "names of environment variables that the program gets beside PATH, HOME, LANG and "
                    + "TMPDIR"),
            Field(
                "url", \.url, .optional(.serverAddress),
                "the address that a step's responses are posted to"),
            Field(
                "api_key", \.keyVariable, .optional(.variableName), affectsResult: false,
                "the environment variable that holds the service's key"),
            Field(
                "timeout", \.timeout, .duration, affectsResult: false,
                "how long the program may take over a step, or the service over a request; a "
                    + "request is made up to five times"),
            Field(
                "pictures", \.pictures, .bool,
                "whether it gets the questions' pictures: a program their files, a service their bytes"
            ),
            Field("least", \.least, .real(), "the least score"),
            Field("most", \.most, .real(), "the greatest score"),
            Field(
                "version", \.version, .optional(.someText),
                "a text to change when the scores of the same responses change"),
        ],
        rules: [
            { settings, path, decoding in
                let isCommand = !settings.command.isEmpty
                if isCommand == (settings.url != nil) {
                    decoding.report(
                        isCommand
                            ? "`command` and `url` are both given; expected one of the two"
                            : "neither `command` nor `url` is given",
                        field: isCommand ? Wording.join(path, "url") : path,
                        remedy: isCommand ? nil : "add `command: [PROGRAM, ARGUMENT, …]`")
                }
                if settings.least >= settings.most {
                    decoding.report(
                        "`least` is \(NumberText.short(settings.least)) and `most` is "
                            + "\(NumberText.short(settings.most)); expected less and more",
                        field: Wording.join(path, "least"))
                }
            },
            { $0.reportIdleKeys($1, &$2) },
            { settings, path, decoding in
                for (index, file) in settings.files.enumerated() where !FilePath.isInside(file) {
                    decoding.report(
                        "`\(file)` is no path inside the repository",
                        field: Wording.join(path, "files.\(index)"),
                        remedy: "write a path without `..` that does not start with `/`")
                }
            },
        ])
}

extension ExternalRewardSettings {
    /// Reports keys of a program beside `url`, those of a service beside `command`, and variables that
    /// every program gets.
    fileprivate func reportIdleKeys(_ path: String, _ decoding: inout Decoding) {
        func report(_ isIdle: Bool, _ field: String, _ message: String, _ remedy: String) {
            guard isIdle else { return }
            decoding.report(message, field: Wording.join(path, field), remedy: remedy)
        }
        let (isCommand, isService) = (!command.isEmpty, url != nil)
        guard isCommand != isService else { return }
        report(
            isService && !environment.isEmpty, "environment",
            "`environment` is for a program, and `url` names a service",
            "leave it out; a service gets a key by `api_key`")
        report(
            isService && !files.isEmpty, "files",
            "`files` are those of a program, and `url` names a service",
            "leave them out, and change `version` when the service's scores change")
        report(
            isCommand && keyVariable != nil, "api_key",
            "`api_key` is for a service, and `command` names a program",
            "name the variable in `environment`, so that the program gets it")
        for (index, name) in environment.enumerated()
        where CommandSettings.standardEnvironment.contains(name) {
            report(
                isCommand, "environment.\(index)", "every program gets `\(name)`",
                "leave it out")
        }
    }
}
