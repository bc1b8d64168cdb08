#!/usr/bin/env bash
# Everbook's pipeline under several Javas and flags, in turns, a process each run; one table of medians at the end.
#   compare-jvms.sh [--jar everbook.jar] [--rounds 5] --java JAVA... --flags "FLAGS"... [-- OPTIONS of bench pipeline]
# --java names a java program, --flags a set of flags ("" for none); each may stand several times, and every pair is run.
# Example, from the root of the repository after the build:
#   docs/benchmarks/compare-jvms.sh --java java --java /opt/jdk-25/bin/java --flags "-XX:+UseG1GC" --flags "-XX:+UseZGC" \
#     -- --workload WORKLOAD.bin.gz --duration 5 --wait yielding
set -euo pipefail

jar=app/target/everbook.jar rounds=5 javas=() flags=()
while [ $# -gt 0 ] && [ "$1" != -- ]; do
  [ $# -ge 2 ] || { echo "compare-jvms: $1 needs a value" >&2; exit 2; }
  case $1 in
    --jar) jar=$2 ;; --rounds) rounds=$2 ;; --java) javas+=("$2") ;; --flags) flags+=("$2") ;;
    *) echo "compare-jvms: unknown option $1; the options are in the head of $0" >&2; exit 2 ;;
  esac
  shift 2
done
[ $# -eq 0 ] || shift
[ ${#javas[@]} -gt 0 ] || javas=(java)
[ ${#flags[@]} -gt 0 ] || flags=("")
[ -f "$jar" ] || { echo "compare-jvms: build Everbook first, or name the JAR: --jar=$jar" >&2; exit 2; }
work=$(mktemp -d "${TMPDIR:-.}/compare-jvms.XXXXXX")
trap 'rm -rf "$work"' EXIT

for _ in $(seq "$rounds"); do
  for java in "${javas[@]}"; do
    for set in "${flags[@]}"; do
      # shellcheck disable=SC2086
      "$java" $set -jar "$jar" bench pipeline --json "$work/json" "$@" >"$work/out" 2>&1 \
        || { echo "compare-jvms: $java $set failed:" >&2; tail -n 5 "$work/out" >&2; exit 1; }
      # The first figure of each name: throughput, the percentiles end to end, CPU and allocation of the process.
      awk -v name="$java $set" '
        { gsub(/[",]/, "") }
        $1 == "commandsPerSecond" && !rate { rate = $3 }
        $1 == "p50" && !p50 { p50 = $3 } $1 == "p99" && !p99 { p99 = $3 } $1 == "p99_9" && !p999 { p999 = $3 }
        $1 == "cpuNanosPerCommand" && !cpu { cpu = $3 }
        $1 == "collections" && collections == "" { collections = $3 }
        $1 == "loadNanos" && !probe { probe = $3 }
        END { printf "%s\t%.0f\t%.1f\t%.1f\t%.1f\t%.0f\t%d\t%d\n", name, rate, p50, p99, p999, cpu, collections, probe }
      ' "$work/json" | tee -a "$work/runs" >&2
    done
  done
done

echo "| Java and flags | commands/s | p50 us | p99 | p99.9 | CPU ns a command | collections | quiet runs |"
echo "|---|---:|---:|---:|---:|---:|---:|---:|"
awk -F'\t' '
  function median(name, field,   i, j, t, n, list) {
    n = runs[name]
    for (i = 1; i <= n; i++) list[i] = value[name, field, i]
    for (i = 2; i <= n; i++) { t = list[i]; for (j = i - 1; j > 0 && list[j] > t; j--) list[j + 1] = list[j]; list[j + 1] = t }
    return (list[int((n + 1) / 2)] + list[int(n / 2) + 1]) / 2
  }
  {
    if (!($1 in runs)) order[++names] = $1
    runs[$1]++
    for (f = 2; f <= 8; f++) value[$1, f, runs[$1]] = $f
    quiet[$1] += $8 <= 22
  }
  END {
    for (i = 1; i <= names; i++) {
      n = order[i]
      printf "| %s | %d | %.1f | %.1f | %.1f | %d | %d | %d of %d |\n", n, median(n, 2), median(n, 3), median(n, 4),
        median(n, 5), median(n, 6), median(n, 7), quiet[n], runs[n]
    }
  }' "$work/runs"
