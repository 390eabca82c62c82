#!/usr/bin/env bash
# Signs the sample workspace's agreements with keys made for the purpose and thrown away: the public halves go into organisations/*.yaml, the signatures
# beside the agreements, and the private halves are gone when this ends. Run it after any change to an agreement; without it the agreement is an unsigned one.
# In life each party keeps its own key and signs for itself: docs/how-to/protect-data.md.
set -euo pipefail
here="$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)"
workspace="$here/workspace"
parley="${PARLEY:-$here/../../parley}"
keys="$(mktemp -d)"
chmod 700 "$keys"
trap 'rm -rf "$keys"' EXIT

# council-safeguarding is proposed: Wexshire Police has not signed it.
unsigned="council-safeguarding:wexshire-police"

# Each signature is dated on the day that its agreement starts, not today: on a machine whose clock is behind, one of today would be of tomorrow and not
# count. The keys hold from the first of those days.
first="2024-01-01"

rm -f "$workspace"/agreements/*.jws
parties="$(sed -n 's/^  - { organisation: \([a-z0-9-]*\),.*/\1/p' "$workspace"/agreements/*.yaml | sort -u)"
for organisation in $parties; do
  file="$workspace/organisations/$organisation.yaml"
  sed -i '/^keys:/,$d' "$file"
  $parley key new "$keys/$organisation.pem" --id "sample-$(date -u +%Y-%m-%d)" --from "$first" 2>/dev/null > "$keys/public.yaml"
  grep -q '^keys:' "$keys/public.yaml" || echo 'keys:' >> "$file"
  cat "$keys/public.yaml" >> "$file"
done

for agreement in "$workspace"/agreements/*.yaml; do
  name="$(basename "$agreement" .yaml)"
  [[ "$name" == *.state ]] && continue
  for organisation in $(sed -n 's/^  - { organisation: \([a-z0-9-]*\),.*/\1/p' "$agreement"); do
    if [[ "$name:$organisation" != "$unsigned" ]]; then
      $parley agreement sign "$name" --organisation "$organisation" --key "$keys/$organisation.pem" --date "$(sed -n 's/^start: //p' "$agreement")" --workspace "$workspace" > /dev/null
    fi
  done
done
