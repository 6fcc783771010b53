#!/usr/bin/env bash
# Formats every C++ file of the repository: scripts/format.sh [--check]
# --check changes nothing and fails when a file is not in form.
set -euo pipefail
cd "$(dirname "$0")/.."

how=(-i)
case "${1:-}" in
  '') ;;
  --check) how=(--dry-run --Werror) ;;
  *) echo "usage: scripts/format.sh [--check]" >&2; exit 2 ;;
esac
command -v clang-format-14 >/dev/null || {
  echo "expected to run clang-format-14, but it is not installed: scripts/setup --dev" >&2
  exit 1
}
git ls-files -z --cached --others --exclude-standard --deduplicate '*.h' '*.hpp' '*.cpp' |
  while IFS= read -r -d '' file; do [ -f "$file" ] && printf '%s\0' "$file"; done |
  xargs -0 --no-run-if-empty clang-format-14 "${how[@]}"
