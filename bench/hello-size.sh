#!/bin/bash
# SPDX-License-Identifier: MIT
# What a hello world weighs on disk, static and stripped: ours, and Go's with
# -ldflags "-s -w".  hello-added: what libgoro adds to plain gcc's.
# Goal: hello-added <150000
set -u
here=$(cd "$(dirname "$0")" && pwd)

# size COMPILER...: bytes of the hello that it makes.
size ()
{
  "$@" 2>"$OUT/hello-size.log" || { echo "hello-size: $1 failed: see $OUT/hello-size.log" >&2; return 1; }
  stat -c %s "$OUT/hello"
}

case $1 in
  ours)
    plain=$(size $CC -O2 -static -s "$here/existing/hello.c" -o "$OUT/hello") || exit 1
    with=$(size $GORO_GCC -O2 -static -s "$here/existing/hello.c" -o "$OUT/hello") || exit 1
    echo "hello-size $with bytes"
    echo "hello-added $((with - plain)) bytes"
    ;;
  beside)
    [ -n "$GO" ] || exit 0
    bytes=$(size "$GO" build -ldflags "-s -w" -o "$OUT/hello" "$here/go/hello.go") || exit 1
    echo "hello-size $bytes bytes"
    ;;
esac
exit 0
