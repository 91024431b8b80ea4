extension EndpointPolicy {
    /// The same servers, asked other prompts: they are not probed again, and requests of both share
    /// their limits.
    public func asking(
        _ prompts: [DrawPrompt], pictures: any PictureSource
    ) -> EndpointPolicy {
        EndpointPolicy(self, prompts: prompts, pictures: pictures)
    }
}
