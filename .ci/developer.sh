# Sourced by ../ballast for what only developers need: build, format, bench, test. Ends the script.
# Uses its functions (maven, build, problem) and variables (root, state, best, best_rank).
# shellcheck shell=sh disable=SC2154

venv=$root/.venv
requirements=e2e/python/requirements.txt

# find_chromium: prints the path of a Chromium, or nothing.
find_chromium() {
  command -v chromium || command -v chromium-browser || command -v google-chrome
}

# count FILES: adds the tests of JUnit reports to passed, failed and skipped; sets counted to their number.
count() {
  numbers=$(cat "$@" 2>/dev/null | grep -o '<testsuite [^>]*>' | awk '
    function value(name) { return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : 0 }
    { tests += value("tests"); bad += value("failures") + value("errors"); skipped += value("skipped") }
    END { print tests + 0, bad + 0, skipped + 0 }')
  # shellcheck disable=SC2086 # three numbers
  set -- $numbers
  counted=$1
  passed=$((passed + $1 - $2 - $3)) failed=$((failed + $2)) skipped=$((skipped + $3))
}

# report NAME FILES: the line of a suite that may have run.
report() {
  name=$1
  shift
  count "$@"
  if [ "$counted" -gt 0 ]; then
    lines="$lines
$name: run, $counted tests"
  else
    lines="$lines
$name: not run, the arguments choose others, ./ballast test"
  fi
}

# run_clients LIBRARIES [OPTION]: the unmodified fiddler-client with its new or old libraries against a server.
run_clients() {
  if [ -x "$root/.venv-client-$1/bin/python" ] && [ -e "$root/cli/target/ballast.jar" ]; then
    mkdir -p "$state"
    BALLAST_JAVA=$best/bin/java BALLAST_JAR=$root/cli/target/ballast.jar \
      "$root/.venv-client-$1/bin/python" -m pytest -q -p no:cacheprovider "--junit-xml=$state/client-$1.xml" \
      ${2:-} "$root/e2e/python/fiddler" || [ -e "$state/client-$1.xml" ] || broken=client-$1
  fi
}

# report_clients LIBRARIES: the line of that suite.
report_clients() {
  if [ -x "$root/.venv-client-$1/bin/python" ]; then
    report "client-$1" "$state/client-$1.xml"
  else
    lines="$lines
client-$1: not run, there is no .venv-client-$1, python3 -m venv .venv-client-$1 && .venv-client-$1/bin/pip install -r e2e/python/fiddler/requirements-$1.txt"
  fi
}

# run_peer TOOL: the unmodified package of another monitor beside the figures of its parity mode.
run_peer() {
  if [ -x "$root/.venv-$1/bin/python" ] && [ -e "$root/cli/target/ballast.jar" ]; then
    mkdir -p "$state"
    BALLAST_PEER=$1 NML_DISABLE_USAGE_LOGGING=1 BALLAST_JAVA=$best/bin/java BALLAST_JAR=$root/cli/target/ballast.jar \
      "$root/.venv-$1/bin/python" -m pytest -q -p no:cacheprovider "--junit-xml=$state/peer-$1.xml" \
      "$root/e2e/python/parity" || [ -e "$state/peer-$1.xml" ] || broken=peer-$1
  fi
}

# report_peer TOOL: the line of that suite.
report_peer() {
  if [ -x "$root/.venv-$1/bin/python" ]; then
    report "peer-$1" "$state/peer-$1.xml"
  else
    lines="$lines
peer-$1: not run, there is no .venv-$1, python3 -m venv .venv-$1 && .venv-$1/bin/pip install -r e2e/python/parity/requirements-$1.txt"
  fi
}

# Runs what this machine can run; more arguments go to Maven and choose: ./ballast test -pl stats
run_tests() {
  rm -rf "$root"/*/target/surefire-reports "$root"/*/target/browser-reports "$state/python.xml" "$state"/client-*.xml "$state"/peer-*.xml
  passed=0 failed=0 skipped=0 lines='' broken=''
  browser=$(find_chromium)
  chosen=$#
  case " $* " in *" -pl "* | *" --projects "*) set -- "$@" -am ;; esac
  [ -z "$browser" ] || set -- "$@" -Pbrowser "-Dballast.chromium=$browser"
  maven --no-transfer-progress --fail-at-end -Dmaven.test.failure.ignore=true \
    -Dsurefire.failIfNoSpecifiedTests=false verify "$@" || broken=build

  python=''
  if [ -x "$venv/bin/python" ] && "$venv/bin/python" -c 'import pytest, schemathesis, scipy, sklearn' 2>/dev/null; then python=yes; fi
  if [ "$chosen" -eq 0 ] && [ -n "$python" ] && [ -e "$root/cli/target/ballast.jar" ]; then
    mkdir -p "$state"
    BALLAST_JAVA=$best/bin/java BALLAST_JAR=$root/cli/target/ballast.jar \
      "$venv/bin/python" -m pytest -q -p no:cacheprovider "--junit-xml=$state/python.xml" "--ignore=$root/e2e/python/fiddler" "--ignore=$root/e2e/python/parity" \
      "$root/e2e/python" ||
      [ -e "$state/python.xml" ] || broken=python
  fi
  if [ "$chosen" -eq 0 ]; then
    run_clients new
    # The kills are about the server, so that once is enough.
    run_clients old --ignore-glob=*test_kill.py
    for peer in evidently nannyml deepchecks; do run_peer "$peer"; done
  fi

  report 'java' "$root"/*/target/surefire-reports/TEST-*.xml
  if [ -n "$browser" ]; then
    report 'browser' "$root"/*/target/browser-reports/TEST-*.xml
  else
    lines="$lines
browser: not run, no Chromium is on the path, apt-get install chromium"
  fi
  if [ -n "$python" ]; then
    report 'python' "$state/python.xml"
  else
    lines="$lines
python: not run, .venv lacks pytest, schemathesis, scipy or scikit-learn, python3 -m venv .venv && .venv/bin/pip install -r $requirements"
  fi
  report_clients new
  report_clients old
  for peer in evidently nannyml deepchecks; do report_peer "$peer"; done
  printf '%s\n' "$lines"
  if [ -n "$broken" ] && [ "$failed" -eq 0 ]; then
    printf 'The %s itself has failed; it counts as one.\n' "$broken"
    failed=1
  fi
  printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  [ "$failed" -eq 0 ]
}

find_maven
command=$1
shift
case $command in
  build)
    rm -f "$state/cli.stamp"
    build cli
    ;;
  format)
    maven -q spotless:apply "$@"
    ;;
  bench)
    build benchmarks
    set -- "-Dballast.root=$root" io.ballast.benchmarks.Main "$@"
    [ "$best_rank" -lt 22000000 ] || set -- --enable-native-access=ALL-UNNAMED "$@"
    exec "$best/bin/java" -cp "$root/benchmarks/target/classes:$root/benchmarks/target/lib/*" "$@"
    ;;
  test)
    run_tests "$@"
    ;;
esac
exit $?
