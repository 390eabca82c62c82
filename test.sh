#!/usr/bin/env bash
# Builds everything once and runs all tests. The last line is 'N passed, N failed, N skipped'; the exit code is not 0 when a test failed,
# when none ran, or when a test program broke off.
set -uo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"

dotnet build Parley.slnx -v quiet --nologo -clp:ErrorsOnly || exit 70

if [[ -z "${PARLEY_TEST_POSTGRES:-}" ]]; then
  PARLEY_TEST_POSTGRES="$(eng/postgres.sh start)" || PARLEY_TEST_POSTGRES=""
  export PARLEY_TEST_POSTGRES
  trap 'eng/postgres.sh stop' EXIT
fi

if [[ -z "${PARLEY_TEST_PROVIDER:-}" ]]; then
  PARLEY_TEST_PROVIDER="$(eng/provider.sh)" || PARLEY_TEST_PROVIDER=""
  export PARLEY_TEST_PROVIDER
fi

passed=0 failed=0 skipped=0 broken=0
log="$(mktemp)"
for project in tests/*/*.csproj; do
  name="$(basename "$project" .csproj)"
  echo "== $name"
  dotnet "artifacts/bin/$name/debug/$name.dll" --no-progress --no-ansi "$@" >"$log" 2>&1
  code=$?
  cat "$log"
  count() { grep -E "^  $1: [0-9]+" "$log" | tail -n 1 | grep -oE '[0-9]+' || echo 0; }
  passed=$((passed + $(count succeeded)))
  failed=$((failed + $(count failed)))
  skipped=$((skipped + $(count skipped)))
  # 8 says that no test ran: a filter may leave a program without any.
  if [[ $code != 0 && $code != 8 && $(count failed) == 0 ]]; then
    echo "test: $name broke off with exit code $code" >&2
    broken=1
  fi
done
rm -f "$log"

echo "$passed passed, $failed failed, $skipped skipped"
[[ $failed == 0 && $broken == 0 && $passed -gt 0 ]]
