#!/usr/bin/env bash
# Builds everything once, as it is released, and runs all tests. The last line is 'N passed, N failed, N skipped'; the exit code is not 0 when a
# test failed, when none ran, or when a test program broke off.
set -uo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"

logs="$(mktemp -d)"
beside=""
preparing=()
finish() {
  [[ -z "$beside" ]] || kill "$beside" 2>/dev/null
  [[ ${#preparing[@]} == 0 ]] || wait "${preparing[@]}"
  [[ -z "${own_postgres:-}" ]] || eng/postgres.sh stop
  rm -rf "$logs"
}
trap finish EXIT

# What the tests need beside the build is fetched while it runs.
if [[ -z "${PARLEY_TEST_POSTGRES:-}" ]]; then
  own_postgres=yes
  eng/postgres.sh start >"$logs/postgres" &
  preparing+=($!)
fi
if [[ -z "${PARLEY_TEST_PROVIDER:-}" ]]; then
  eng/provider.sh >"$logs/provider" &
  preparing+=($!)
fi

dotnet build Parley.slnx -c Release -v quiet --nologo -clp:ErrorsOnly || exit 70
[[ ${#preparing[@]} == 0 ]] || wait "${preparing[@]}"
export PARLEY_TEST_POSTGRES="${PARLEY_TEST_POSTGRES:-$(cat "$logs/postgres")}"
export PARLEY_TEST_PROVIDER="${PARLEY_TEST_PROVIDER:-$(cat "$logs/provider")}"

passed=0 failed=0 skipped=0 broken=0

# Shows what a test program said, and adds up what it counted.
show() {
  local name="$1" code="$2"
  echo "== $name"
  cat "$logs/$name"
  count() { grep -E "^  $1: [0-9]+" "$logs/$name" | tail -n 1 | grep -oE '[0-9]+' || echo 0; }
  passed=$((passed + $(count succeeded)))
  failed=$((failed + $(count failed)))
  skipped=$((skipped + $(count skipped)))
  # 8 says that no test ran: a filter may leave a program without any.
  if [[ $code != 0 && $code != 8 && $(count failed) == 0 ]]; then
    echo "test: $name broke off with exit code $code" >&2
    broken=1
  fi
}

# The end-to-end tests wait for processes of their own much of the time; the others run beside them, one after the other.
program() { echo "artifacts/bin/$1/release/$1.dll"; }
slow=Parley.EndToEnd.Tests
dotnet "$(program $slow)" --no-progress --no-ansi "$@" >"$logs/$slow" 2>&1 &
beside=$!
for project in tests/*/*.csproj; do
  name="$(basename "$project" .csproj)"
  if [[ "$name" != "$slow" ]]; then
    dotnet "$(program "$name")" --no-progress --no-ansi "$@" >"$logs/$name" 2>&1
    show "$name" $?
  fi
done
wait "$beside"
code=$?
beside=""
show $slow $code

echo "$passed passed, $failed failed, $skipped skipped"
[[ $failed == 0 && $broken == 0 && $passed -gt 0 ]]
