# Sourced by build and test: puts a Node.js that Vite runs on first on the PATH, or leaves it as it is and returns 1.
# Where the machine's own is too old, as on Debian 12, one of those will do that the live tests run against.

is_wanted_node() {
    "$1" -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 22 || (a == 22 && b >= 12) || (a == 20 && b >= 19) ? 0 : 1)' 2>/dev/null
}

find_node() {
    is_wanted_node node && return 0
    for candidate in "${TIDEMARK_NODES:-$HOME/.cache/tidemark/nodes}"/node-*/bin; do
        if is_wanted_node "$candidate/node"; then
            PATH=$candidate:$PATH
            export PATH
            return 0
        fi
    done
    return 1
}
