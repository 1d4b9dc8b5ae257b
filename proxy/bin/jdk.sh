# For bin/jianhu and bin/bench: sets jdk and version to a JDK of 21 or newer, or fails.

# A JDK says its version in a file; to start it only to ask takes longer than all else here.
version_of() {
  if [ -r "$1/release" ]; then
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
  else
    "$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1
  fi
}

find_jdk() {
  on_path=$(command -v javac 2>/dev/null || true)
  if [ -n "$on_path" ]; then
    on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  fi
  for jdk in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/*; do
    if [ -n "$jdk" ] && [ -x "$jdk/bin/java" ] && [ -x "$jdk/bin/javac" ]; then
      version=$(version_of "$jdk")
      [ "${version:-0}" -lt 21 ] || return 0
    fi
  done
  echo "$1: no JDK of 21 or newer found in JAVA_HOME, PATH or /usr/lib/jvm; install one, for example: apt-get install openjdk-21-jdk-headless" >&2
  return 1
}
