#!/usr/bin/env bash
# Starts Neo4j Community for the tests, reachable from this machine only and without a password, and prints
# its URL. Called again for the same folder it prints the URL of the server that runs.
#
#   tests/neo4j/start.sh FOLDER [PORT]      FOLDER keeps the database; PORT is 7687 if left out
#   tests/neo4j/stop.sh FOLDER
#
# Needs Java 17 or 21 and, the first time, Maven (Debian: openjdk-17-jre-headless, maven), which fetches about
# 125 MB to ~/.cache/interphase. With NEO4J_PASSWORD (8 characters or more) set when a FOLDER is first used,
# its server asks for it.
set -euo pipefail

fail() { echo "tests/neo4j/start.sh: $*" >&2; exit 1; }

[[ ${1:-} && ${1:-} != -* ]] || { sed -n '2,10s/^# \{0,1\}//p' "$0" >&2; exit 2; }
port=${2:-7687}
[[ $port =~ ^[1-9][0-9]{0,4}$ ]] || fail "$port is not a port"
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
mkdir -p "$1"
folder=$(cd "$1" && pwd)
url=bolt://127.0.0.1:$port

accepts() { (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; }

# A number may belong to another program by now, so the command line must name this folder.
runs() { [[ -s $folder/pid ]] && tr '\0' '\n' 2>/dev/null <"/proc/$(<"$folder/pid")/cmdline" | grep -qxF -- "--home-dir=$folder"; }

if runs; then
  [[ $(<"$folder/url") == "$url" ]] || fail "the server of $folder runs at $(<"$folder/url"); stop it first"
  echo "$url"
  exit 0
fi
accepts && fail "port $port is taken by another program; name another one"

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
version=$("$java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p') || true
[[ ${version:-0} -ge 17 ]] || fail "Java 17 is needed and not found: install openjdk-17-jre-headless or set JAVA_HOME"

# The jars are moved into place in one step: a download that broke off is never used.
cache=${XDG_CACHE_HOME:-$HOME/.cache}/interphase
jars=$cache/neo4j-$(cksum <"$here/pom.xml" | cut -d' ' -f1)
if [[ ! -d $jars ]]; then
  command -v mvn >/dev/null || fail "Maven is needed once, to fetch the server: install maven"
  mkdir -p "$cache"
  partial=$(mktemp -d "$cache/partial.XXXXXX")
  trap 'rm -rf "$partial"' EXIT
  mvn -B -q -f "$here/pom.xml" dependency:copy-dependencies -DincludeScope=runtime \
    -DoutputDirectory="$partial/jars" >"$partial/log" 2>&1 || { tail -n 20 "$partial/log" >&2; fail "Maven could not fetch the server"; }
  mv -T "$partial/jars" "$jars" 2>/dev/null || [[ -d $jars ]] || fail "cannot write $jars"
fi

mkdir -p "$folder"/{conf,data,import,logs,plugins}
cat >"$folder/conf/neo4j.conf" <<CONF
server.default_listen_address=127.0.0.1
server.default_advertised_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:$port
server.bolt.advertised_address=127.0.0.1:$port
server.http.enabled=false
server.https.enabled=false
server.memory.pagecache.size=128m
dbms.security.auth_enabled=$([[ ${NEO4J_PASSWORD:-} ]] && echo true || echo false)
dbms.security.allow_csv_import_from_file_urls=false
internal.dbms.cypher_ip_blocklist=0.0.0.0/0,::/0
dbms.security.procedures.allowlist=db.awaitIndexes,db.ping,dbms.components
db.memory.transaction.max=512m
dbms.usage_report.enabled=false
client.allow_telemetry=false
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
db.tx_log.preallocate=false
CONF
if [[ ${NEO4J_PASSWORD:-} && ! -e $folder/data/databases ]]; then
  # Through a file, so that no list of processes shows it.
  arguments=$(mktemp "$folder/admin.XXXXXX")
  printf 'dbms set-initial-password "%s"\n' "${NEO4J_PASSWORD//[\"\\]/\\&}" >"$arguments"
  NEO4J_HOME=$folder NEO4J_CONF=$folder/conf "$java" -cp "$jars/*" org.neo4j.cli.AdminTool "@$arguments" \
    >"$folder/logs/admin.log" 2>&1 || { rm -f "$arguments"; fail "Neo4j did not take the password; see $folder/logs/admin.log"; }
  rm -f "$arguments"
fi

opens=()
for package in java.nio java.io sun.nio.ch java.util.concurrent; do
  opens+=("--add-opens=java.base/$package=ALL-UNNAMED")
done
: >"$folder/logs/neo4j.log"
setsid "$java" -Xms512m -Xmx512m -XX:+UseG1GC -XX:+ExitOnOutOfMemoryError -Dfile.encoding=UTF-8 "${opens[@]}" \
  -Dio.netty.tryReflectionSetAccessible=true -cp "$jars/*" org.neo4j.server.CommunityEntryPoint \
  "--home-dir=$folder" "--config-dir=$folder/conf" >"$folder/logs/console.log" 2>&1 </dev/null &
pid=$!
echo "$pid" >"$folder/pid"
echo "$url" >"$folder/url"

for ((tenths = 0; tenths < 1200; tenths += 2)); do
  if grep -q 'INFO  Started\.$' "$folder/logs/neo4j.log" && accepts; then
    echo "$url"
    exit 0
  fi
  kill -0 "$pid" 2>/dev/null || break
  sleep 0.2
done
tail -n 15 "$folder/logs/console.log" >&2
kill "$pid" 2>/dev/null || true
rm -f "$folder/pid" "$folder/url"
fail "Neo4j did not start; see $folder/logs"
