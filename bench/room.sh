# Runs a class of a room's tests with the room's test class path: run_room ROOM CLASS ARGUMENTS
run_room() {
  room=$1 class=$2
  shift 2
  # Made again when anything of the build changed; without Maven it would start in a second instead of half a minute.
  path="$here/$room/target/quick/bench.classpath"
  if [ ! -e "$path" ] || [ -n "$(find "$here" -name '*.java' -newer "$path" -not -path '*/target/*' | head -1)" ]; then
    (cd "$here" && JAVA_HOME="$(jdk25)" mvn -q -Pquick -pl "$room" -am test-compile dependency:build-classpath \
      -Dmdep.outputFile=target/quick/bench.classpath -Dmdep.includeScope=test) >&2
    touch "$path"
  fi
  exec "$(jdk25)/bin/java" --enable-native-access=ALL-UNNAMED -Xmx1g \
    -Djava.util.logging.config.file="$here/.mvn/test-logging.properties" \
    -cp "$here/$room/target/quick/test-classes:$here/$room/target/quick/classes:$(cat "$path")" "$class" "$@"
}

# The first JDK 25 in the usual places; a JDK's release file names its version.
jdk25() {
  for candidate in "${JAVA25_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* /opt/java/* /opt/jdk*; do
    if [ -f "$candidate/release" ] && grep -q '^JAVA_VERSION="25[."]' "$candidate/release"; then
      echo "$candidate"
      return
    fi
  done
  echo "no JDK 25 found. Hint: point JAVA25_HOME at one" >&2
  exit 5
}
