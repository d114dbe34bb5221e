#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: Jim, an interpreter of Tcl: its own configure script with CC=goro-gcc, and its own tests.

. "$GORO_SRC/testsuite/programs/support/program.sh"

build ()
{
  cc=$1
  shift
  CC=$cc CFLAGS="$*" "$source/configure" --disable-docs --disable-ssl --without-ext=history --math --utf8 &&
    make -j "${JOBS:-2}" jimsh
}

run ()
{
  # Left out: what needs a network or a terminal, and what prints times or who was first (event.test prints more when it is slow).
  mkdir -p tests
  cp "$source"/tests/* tests && cp "$source"/*.tcl . || return
  cd tests || return
  for file in *.test; do
    case $file in
      lock.test | event.test | ssl.test | tty.test | history.test | interactive.test | load.test | perf.test | socket.test | timer.test | jimsh.test | exitpackage.test) continue ;;
    esac
    echo "== $file"
    status=0
    timeout 900 ../jimsh "$file" > said 2>&1 || status=$?
    sed 's/[0-9.]* *ms//' said
    [ "$status" != 124 ] || { echo "FAIL: $file takes more than 900 s"; return 1; }
  done
}

program jimtcl
