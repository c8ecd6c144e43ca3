#!/usr/bin/env bash
# Stops the server that tests/neo4j/start.sh started for FOLDER; does nothing if none runs.
set -euo pipefail

[[ $# -eq 1 && $1 != -* ]] || { echo "usage: tests/neo4j/stop.sh FOLDER" >&2; exit 2; }
folder=$(cd "$1" 2>/dev/null && pwd) || exit 0
[[ -s $folder/pid ]] || exit 0
pid=$(<"$folder/pid")

runs() { tr '\0' '\n' 2>/dev/null <"/proc/$pid/cmdline" | grep -qxF -- "--home-dir=$folder"; }

runs && kill "$pid"
for ((tenths = 0; tenths < 300; tenths++)); do
  runs || break
  sleep 0.1
done
runs && kill -KILL "$pid"
rm -f "$folder/pid" "$folder/url"
