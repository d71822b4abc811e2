# Sourced by ./tidemark and ./mvnw: sets JAVA_HOME to a JDK 25 or newer, or leaves it as it is and returns 1.
# The `release` file says the version without starting a JVM.

jdk_wanted=25

is_wanted_jdk() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
    while IFS== read -r key value; do
        [ "$key" = JAVA_VERSION ] || continue
        value=${value#\"}
        value=${value%%[!0-9]*}
        [ "${value:-0}" -ge "$jdk_wanted" ]
        return
    done <"$1/release"
    return 1
}

# The folder of the JDK whose `java` comes first on the PATH, through any links.
jdk_on_path() {
    java_on_path=$(command -v java) || return 1
    java_on_path=$(readlink -f "$java_on_path" 2>/dev/null) || return 1
    printf '%s\n' "${java_on_path%/bin/java}"
}

find_jdk() {
    if [ -n "${JAVA_HOME-}" ] && is_wanted_jdk "$JAVA_HOME"; then
        return 0
    fi
    for candidate in \
        "$(jdk_on_path)" \
        /usr/lib/jvm/* \
        "$HOME"/.sdkman/candidates/java/* \
        "$HOME"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/*; do
        if is_wanted_jdk "$candidate"; then
            JAVA_HOME=$candidate
            export JAVA_HOME
            return 0
        fi
    done
    return 1
}
