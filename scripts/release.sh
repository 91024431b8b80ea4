# The release binary: where it is, whether it is older than the sources, how it is built. `pipeline`,
# `make` and the scripts that install and pack it read this; `root` is the checkout's folder.
binary="$root/.build/release/pipeline"
stamp="$root/.build/pipeline.built"

# Whether the binary is not there, or a source is newer than it.
release_is_stale() {
    [[ ! -x $binary || ! -e $stamp ]] ||
        [[ -n $(find "$root/Package.swift" "$root/Sources" -newer "$stamp" -print -quit) ]]
}

# What `--version` tells of the sources: the commit, with `+` where what is compiled was changed since,
# or `not in git`. A checkout inside of another repository is not in git.
release_identity() {
    local top commit changes
    # Root installs what a user has built, and changes nothing of the user's repository.
    local git=(git -c "safe.directory=*" --no-optional-locks -C "$root")
    top=$("${git[@]}" rev-parse --show-toplevel 2>/dev/null) || top=
    if [[ -z $top || $(realpath -- "$top") != "$(realpath -- "$root")" ]] ||
        ! commit=$("${git[@]}" rev-parse --short=7 HEAD 2>/dev/null); then
        echo "not in git"
        return
    fi
    changes=$("${git[@]}" status --porcelain --untracked-files=normal -- Package.swift Sources)
    echo "$commit${changes:+"+"}"
}

# Builds it, with no library looked for in the folder that it lies in, and notes what it was built from. The commit is a macro of one C file: where only the
# commit is another, that file is compiled and the binary linked.
release_build() {
    local started identity compiler
    "$root/scripts/install-packages" >&2
    echo "pipeline: building the release binary (a few minutes the first time)" >&2
    started=$(mktemp)
    identity=$(release_identity)
    compiler=$(swift --version 2>/dev/null | grep -oE 'Swift version [0-9.]+' | head -n 1)
    PIPELINE_COMMIT="$identity" PIPELINE_COMPILER="${compiler##* }" \
        swift build --package-path "$root" -c release --product pipeline \
        --static-swift-stdlib --disable-local-rpath >&2
    printf '%s\n' "$identity" >"$stamp.new"
    # Sources saved while it was building are newer than this and will be built next time.
    touch -r "$started" -- "$stamp.new"
    mv -f -- "$stamp.new" "$stamp"
    rm -f -- "$started"
}
