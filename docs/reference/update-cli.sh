#!/usr/bin/env bash
# Writes docs/reference/cli.md anew from the help texts of the executable. A test compares the two.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
help() { PARLEY_SERVER='' ${PARLEY:-./parley} "$@" --help | sed 's/[ ]*$//' | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}'; }
commands=$(help | sed -n '/^Commands:/,/^$/p' | tail -n +2 | awk 'NF { print $1 }')
{
  cat <<'TEXT'
# The command line

`parley` is the one executable. Results go to standard output, everything else (progress, issues of translations, reasons) to standard error, so
that results can be piped. Every command takes `--json`. Colours appear only on a terminal, and never when `NO_COLOR` is set. Keys are never
given on a command line: `--key` names where the key is.

From a clone, `./parley` builds when a source has changed and runs the result; on Windows use
`dotnet run --project src/Parley.Cli -c Release -- ARGUMENTS`.

The texts below are what `--help` prints; a test compares them, and `docs/reference/update-cli.sh` writes them anew.

TEXT
  printf '```text\n'; help; printf '```\n'
  for command in $commands; do
    printf '\n## parley %s\n\n```text\n' "$command"; help "$command"; printf '```\n'
    for inner in $(help "$command" | sed -n '/^Commands:/,/^$/p' | tail -n +2 | awk 'NF { print $1 }'); do
      printf '\n### parley %s %s\n\n```text\n' "$command" "$inner"; help "$command" "$inner"; printf '```\n'
      for last in $(help "$command" "$inner" | sed -n '/^Commands:/,/^$/p' | tail -n +2 | awk 'NF { print $1 }'); do
        printf '\n#### parley %s %s %s\n\n```text\n' "$command" "$inner" "$last"; help "$command" "$inner" "$last"; printf '```\n'
      done
    done
  done
} > docs/reference/cli.md
