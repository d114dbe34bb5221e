#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: goro-gcc says that it does not compile C++, whatever way it is asked.

echo 'int main () {}' > p.cc
cp p.cc p.C
cp p.cc p.c
for options in p.cc p.C '-x c++ p.c' '-xc++ p.c' '-c p.cc'; do
  # shellcheck disable=SC2086
  if $GORO_CC $options > output 2>&1; then
    echo "compiled: $options"
    exit 1
  fi
  grep -q 'not C++' output || { cat output; exit 1; }
done
# A folder or an output with such a name is no C++.
$GORO_CC p.c -o p.cc.out
mkdir x.cc
$GORO_CC -I x.cc p.c -o p
