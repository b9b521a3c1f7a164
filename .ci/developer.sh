# Sourced by ../ballast: build, format, bench. Uses its functions and ends the script.
# shellcheck shell=sh

case $1 in
  build)
    rm -f "$state/cli.stamp"
    build cli
    exit 0
    ;;
  format)
    maven -q spotless:apply
    exit $?
    ;;
  bench)
    shift
    build benchmarks
    [ "$best_rank" -lt 22000000 ] || set -- --enable-native-access=ALL-UNNAMED "$@"
    exit 0
    ;;
esac
