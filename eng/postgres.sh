#!/usr/bin/env bash
# Starts a PostgreSQL of this working copy's own, under .run/pg, and prints its connection string; 'stop' ends it.
# Without PostgreSQL on the machine it is installed where that is possible (root on Debian); otherwise nothing is printed, and tests that
# need it are shown as skipped.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."
folder="$PWD/.run/pg"
port="${PARLEY_TEST_PG_PORT:-55437}"

binaries() {
  local found
  found="$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)"
  if [[ -z "$found" ]] && command -v initdb >/dev/null; then
    found="$(dirname "$(readlink -f "$(command -v initdb)")")"
  fi
  echo "$found"
}

as_owner() {
  # PostgreSQL refuses to run as root.
  if [[ "$(id -u)" == 0 ]]; then
    (cd / && runuser -u postgres -- "$@")
  else
    "$@"
  fi
}

reachable() {
  # Every folder above the data must let the owner through.
  local parent="$folder"
  while [[ "$parent" != / ]]; do
    parent="$(dirname "$parent")"
    as_owner test -x "$parent" || return 1
  done
}

mkdir -p .run
if [[ "$(id -u)" == 0 ]] && id postgres >/dev/null 2>&1 && ! reachable; then
  folder="/tmp/parley-pg-$port"
fi

bin="$(binaries)"
if [[ "${1:-start}" == stop ]]; then
  if [[ -n "$bin" && -f "$folder/data/postmaster.pid" ]]; then
    as_owner "$bin/pg_ctl" -D "$folder/data" -m fast -w stop >/dev/null
  fi
  exit 0
fi

if [[ -z "$bin" && "$(id -u)" == 0 ]] && command -v apt-get >/dev/null; then
  echo "test: installing PostgreSQL …" >&2
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends postgresql; } >/dev/null 2>&1 || true
  bin="$(binaries)"
fi

if [[ -z "$bin" ]]; then
  echo "test: no PostgreSQL here; its tests are skipped" >&2
  exit 0
fi

if [[ "$(id -u)" == 0 ]]; then
  # The owner may have come with the installation just now.
  reachable || folder="/tmp/parley-pg-$port"
  install -d -o postgres -m 700 "$folder"
else
  install -d -m 700 "$folder"
fi

if [[ ! -f "$folder/data/PG_VERSION" ]]; then
  as_owner "$bin/initdb" -D "$folder/data" -U app --auth=trust -E UTF8 --locale=C.UTF-8 >/dev/null
fi

# Another working copy may have its own PostgreSQL at the usual port.
taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

if as_owner "$bin/pg_ctl" -D "$folder/data" status >/dev/null 2>&1; then
  port="$(as_owner sed -n 4p "$folder/data/postmaster.pid")"
else
  while taken "$port"; do port=$((port + 1)); done
fi

if ! as_owner "$bin/pg_ctl" -D "$folder/data" status >/dev/null 2>&1; then
  # What the tests end by force is Parley, never the database or the machine: it need not wait for the disk.
  as_owner "$bin/pg_ctl" -D "$folder/data" -l "$folder/pg.log" -w -t 30 \
    -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$folder -c max_connections=200 -c fsync=off" start >/dev/null
fi

echo "Host=127.0.0.1;Port=$port;Username=app;Database=postgres"
