#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: a traceback names functions, files and lines of a program compiled with -flto.

src=$GORO_SRC/testsuite/shell/support

for options in '-flto' '-flto=2 -flto-partition=max' '-flto -flto-partition=none -g'; do
  # shellcheck disable=SC2086
  $GORO_CC -O1 $options "$src/lto-main.c" "$src/lto-lib.c" -o p
  if ./p fault 2> messages; then
    echo "no fault"
    exit 1
  fi
  tr '\n\t' '  ' < messages > line
  grep -q 'goroutine 1 \[running\]: lib_fault(...)  *[^ ]*lto-lib.c:4[0-9] .*main(...)  *[^ ]*lto-main.c:3[0-9] ' line ||
    { echo "$options:"; cat messages; exit 1; }
done
