#!/bin/bash
# SPDX-License-Identifier: MIT
# Existing C compiled with the plugin, beside plain gcc -O2: processor time of
# SQLite, Lua and zlib at work (existing/).  What is compared is everything that
# goro inserts: stack checks, barriers, promoted locals, foreign calls, and main as goroutine 1.  GOROFLAGS adds to goro-gcc -O2.
# Beside: gcc
# Procs: 1
# Goal: stackcheck-sqlite 1.02
# Goal: stackcheck-lua 1.02
# Goal: stackcheck-zlib 1.02
set -u
here=$(cd "$(dirname "$0")" && pwd)

# build WHICH COMPILER: WHICH is ours or beside.  Programs that exist are kept.
build ()
{
  local which=$1 cc=$2 dir file files=()
  if dir=$("$here/get-source" sqlite); then
    make_program "$OUT/sqlite-$which" $cc -O2 -DSQLITE_THREADSAFE=0 -DSQLITE_OMIT_LOAD_EXTENSION -I"$dir" \
      "$here/existing/sqlite.c" "$dir/sqlite3.c" -lm
  fi
  if dir=$("$here/get-source" lua); then
    for file in "$dir"/l*.c; do
      # luac.c has a main of its own.
      [ "${file##*/}" = luac.c ] || files+=("$file")
    done
    make_program "$OUT/lua-$which" $cc -O2 -std=gnu99 -DLUA_COMPAT_5_3 -I"$dir" "${files[@]}" -lm
  fi
  if dir=$("$here/get-source" zlib); then
    make_program "$OUT/zlib-$which" $cc -O2 -D_GNU_SOURCE -DHAVE_UNISTD_H -I"$dir" "$here/existing/zlib.c" \
      "$dir"/{adler32,crc32,deflate,inflate,inffast,inftrees,trees,zutil,compress,uncompr}.c
  fi
}

make_program ()
{
  local program=$1
  shift
  [ -x "$program" ] || "$@" -o "$program" 2>"$program.log" ||
    echo "$(basename "$program"): does not build: see $program.log" >&2
}

run ()
{
  local program=$1
  shift
  [ -x "$program" ] || return
  timeout 120 "$program" "$@" || echo "$program failed: status $?" >&2
}

case $1 in
  prepare)
    rm -f "$OUT"/{sqlite,lua,zlib}-ours
    build beside "$CC"
    [ -z "$GORO_GCC" ] || build ours "$GORO_GCC ${GOROFLAGS:-}"
    ;;
  *)
    run "$OUT/sqlite-$1"
    run "$OUT/lua-$1" "$here/existing/work.lua"
    run "$OUT/zlib-$1"
    ;;
esac
exit 0
