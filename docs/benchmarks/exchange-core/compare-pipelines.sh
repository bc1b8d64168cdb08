#!/usr/bin/env bash
# Everbook's whole pipeline and exchange-core's on the same messages, in turns, a process each run; one table at the end.
#   compare-pipelines.sh --workload FILE [--jar everbook.jar] [--rounds 5] [--seconds 5] [--warm-up 5] [--data DIR]
#                        [--probe PROGRAM] [--wait YIELDING] [--everbook "OPTIONS of bench pipeline"]
# --probe names a program that exits with 0 where the machine is quiet and prints one line; it runs before and after each
# round, and a round is set aside by it alone. Run it from the root of the repository after both were built (README.md).
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
jar=app/target/everbook.jar rounds=5 seconds=5 warm_up=5 data= probe= wait=YIELDING workload= options="--wait yielding"
while [ $# -gt 0 ]; do
  [ $# -ge 2 ] || { echo "compare-pipelines: $1 needs a value" >&2; exit 2; }
  case $1 in
    --workload) workload=$2 ;; --jar) jar=$2 ;; --rounds) rounds=$2 ;; --seconds) seconds=$2 ;; --warm-up) warm_up=$2 ;;
    --data) data=$2 ;; --probe) probe=$2 ;; --wait) wait=$2 ;; --everbook) options=$2 ;;
    *) echo "compare-pipelines: unknown option $1; the options are in the head of $0" >&2; exit 2 ;;
  esac
  shift 2
done
[ -f "$workload" ] || { echo "compare-pipelines: no such file: --workload=$workload" >&2; exit 2; }
[ -f "$jar" ] || { echo "compare-pipelines: build Everbook first, or name the JAR: --jar=$jar" >&2; exit 2; }
[ -d "$here/target/lib" ] || { echo "compare-pipelines: build $here first: mvn -q -f $here package" >&2; exit 2; }
work=$(mktemp -d "${data:-${TMPDIR:-.}}/compare-pipelines.XXXXXX")
trap 'rm -rf "$work"' EXIT
table=$work/table

everbook() { # SYNC: messages a second
  # shellcheck disable=SC2086
  java -Xms4g -Xmx4g -XX:+AlwaysPreTouch -jar "$jar" bench pipeline --workload "$workload" --duration "$seconds" \
    --warm-up "$warm_up" --sync "$1" --data "$work/everbook" --json "$work/json" $options >"$work/out" 2>&1 \
    || { cat "$work/out" >&2; return 1; }
  rm -rf "$work/everbook"
  awk '/"medianMessagesPerSecond"/ { gsub(/,/, ""); printf "%.0f\n", $3 }' "$work/json"
}

exchange_core() { # journal|none: messages a second
  java @"$here/jvm.options" -cp "$here/target/classes:$here/target/lib/*" \
    io.everbook.benchmarks.ExchangeCorePipelineBench "$workload" "$1" "$warm_up" "$seconds" 1 "$work/exchange" "$wait" \
    >"$work/out" 2>&1 || { cat "$work/out" >&2; return 1; }
  rm -rf "$work/exchange"
  awk '/median/ { for (i = 1; i < NF; i++) if ($i == "median") print $(i + 1) }' "$work/out"
}

quiet=yes
look() { # sets said to what the probe says, and quiet to no where it says so
  said=-
  [ -z "$probe" ] || said=$("$probe") || quiet=no
  said=${said// //}
}

: >"$table"
for round in $(seq "$rounds"); do
  quiet=yes
  look; before=$said
  # Each of the three comes first in turn.
  case $((round % 3)) in
    1) a=$(everbook 100); b=$(exchange_core journal); c=$(exchange_core none) ;;
    2) b=$(exchange_core journal); c=$(exchange_core none); a=$(everbook 100) ;;
    0) c=$(exchange_core none); a=$(everbook 100); b=$(exchange_core journal) ;;
  esac
  look; after=$said
  echo "$round $a $b $c $before $after $quiet" | tee -a "$table" >&2
done

# Medians of the rounds that count (all where no probe was given), of figures and of the rounds' own ratios.
awk -v asked="$([ -n "$probe" ] && echo 1 || echo 0)" '
  function median(list, n,   i, j, t) {
    for (i = 2; i <= n; i++) { t = list[i]; for (j = i - 1; j > 0 && list[j] > t; j--) list[j + 1] = list[j]; list[j + 1] = t }
    return n == 0 ? 0 : (list[int((n + 1) / 2)] + list[int(n / 2) + 1]) / 2
  }
  BEGIN {
    print "| round | Everbook, journal | exchange-core, journal | exchange-core, no journal | ratio | ratio | probe | counts |"
    print "|---|---:|---:|---:|---:|---:|---|---|"
  }
  {
    printf "| %s | %d | %d | %d | %.2f | %.2f | %s, %s | %s |\n", $1, $2, $3, $4, $2 / $3, $2 / $4, $5, $6, asked ? $7 : "yes"
    all++; x[all] = $2 / $3; y[all] = $2 / $4
    if ($7 == "yes") { n++; a[n] = $2; b[n] = $3; c[n] = $4; r[n] = $2 / $3; s[n] = $2 / $4 }
  }
  END {
    if (n) printf "medians of %d rounds that count: %d, %d, %d messages/s; ratios %.2f and %.2f\n",
      n, median(a, n), median(b, n), median(c, n), median(r, n), median(s, n)
    printf "%d of %d rounds (%.0f%%) set aside\n", all - n, all, 100 * (all - n) / all
    printf "medians of all %d rounds: ratios %.2f and %.2f\n", all, median(x, all), median(y, all)
  }' "$table"
