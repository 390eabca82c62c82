#!/usr/bin/env bash
# Installs the OpenID provider that sign-in is tested against (npm, from the committed lock file) under .run/provider, and prints that folder.
# Without Node.js nothing is printed, and the tests that need it are shown as skipped.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."
source="$PWD/tests/Parley.Server.Tests/Provider"
folder="$PWD/.run/provider"

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  echo "test: no Node.js here; the tests against a real identity provider are skipped" >&2
  exit 0
fi

mkdir -p "$folder"
if ! cmp -s "$source/package-lock.json" "$folder/installed-lock.json"; then
  cp "$source/package.json" "$source/package-lock.json" "$folder/"
  echo "test: installing the identity provider …" >&2
  if ! (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund >npm.log 2>&1); then
    echo "test: the identity provider cannot be installed (see .run/provider/npm.log); its tests are skipped" >&2
    exit 0
  fi
  cp "$source/package-lock.json" "$folder/installed-lock.json"
fi

cp "$source/provider.mjs" "$folder/"
echo "$folder"
