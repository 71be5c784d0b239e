#!/bin/sh
# Bundles the browser telephone into the folder given. Run by Maven; does nothing when neither the sources nor the
# result have changed. Node comes from $ALLO_NODE (a folder with node and npm in it) or from the PATH.
# Without it the build goes on, and says what is missing.
set -u
cd "$(dirname "$0")" || exit 1
target=$1/jssip.js
[ -n "${ALLO_NODE:-}" ] && PATH=$ALLO_NODE:$PATH
stamp=$(cat package.json package-lock.json jssip.js build.sh | cksum)

without() {
  echo "The browser telephone is left out of this build: $1. Calls then need a SIP telephone; all the rest works." >&2
  exit 0
}

[ -f "$target" ] && [ "$(cat dist/stamp 2>/dev/null)" = "$stamp" ] && exit 0
if [ ! -f dist/jssip.js ] || [ "$(cat dist/stamp 2>/dev/null)" != "$stamp" ]; then
  command -v node >/dev/null && command -v npm >/dev/null || without "node and npm are not on this machine"
  log=$(npm ci --ignore-scripts --no-audit --no-fund 2>&1) || without "npm could not fetch it ($(echo "$log" | tail -n 1))"
  log=$(npm run --silent build 2>&1) || without "esbuild failed ($(echo "$log" | tail -n 1))"
  echo "$stamp" >dist/stamp
fi
mkdir -p "$1"
cp dist/jssip.js "$target"
