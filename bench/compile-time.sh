#!/bin/bash
# SPDX-License-Identifier: MIT
# Compile existing C at -O2 with the plugin, and without it: processor time.
# Runs: 3
# Beside: gcc
# Goal: compile-time-sqlite 1.15
# Goal: compile-time-lua 1.15
# Goal: compile-time-zlib 1.15
set -u
here=$(cd "$(dirname "$0")" && pwd)
object=$OUT/compile-time.o

prepare ()
{
  "$here/get-source" sqlite >/dev/null || echo "no SQLite: compile-time-sqlite is left out" >&2
  "$here/get-source" lua >/dev/null || echo "no Lua: compile-time-lua is left out" >&2
  "$here/get-source" zlib >/dev/null || echo "no zlib: compile-time-zlib is left out" >&2
}

# compile NAME FILE...: with the command in $compiler.
compile ()
{
  local name=$1 file TIMEFORMAT='%U %S' seconds failed=$OUT/compile-time.failed
  shift
  rm -f "$failed"
  seconds=$( { time for file; do one "$file" || touch "$failed"; done; } 2>&1)
  [ ! -e "$failed" ] || { echo "$name: $compiler failed: see $OUT/compile-time.log" >&2; return 1; }
  echo "$name $(awk '{ print $1 + $2 }' <<< "$seconds") s"
}

one () { $compiler -O2 $flags -c "$1" -o "$object" >> "$OUT/compile-time.log" 2>&1; }

case $1 in
  prepare) prepare; exit ;;
  ours) compiler=$GORO_GCC ;;
  beside) compiler=$CC ;;
esac
flags=
: > "$OUT/compile-time.log"
if dir=$("$here/get-source" sqlite); then compile compile-time-sqlite "$dir/sqlite3.c"; fi
if dir=$("$here/get-source" lua); then compile compile-time-lua "$dir"/l*.c; fi
flags='-D_GNU_SOURCE -DHAVE_UNISTD_H'
if dir=$("$here/get-source" zlib); then
  compile compile-time-zlib "$dir"/{adler32,crc32,deflate,inflate,inffast,inftrees,trees,zutil,compress,uncompr}.c
fi
