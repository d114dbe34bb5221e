#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: goro-gcc adds the library exactly when GCC links and has something to link.

cat > p.c <<'END'
#include <goro.h>
int main (void) { return 0; }
END

# says OPTION...: the commands that GCC would run.
says () { $GORO_CC '-###' "$@" 2>&1; }

for options in 'p.c' 'p.c -o p' 'p.c -shared -fPIC' '-xc p.c' 'p.c -static'; do
  # shellcheck disable=SC2086
  says $options | grep -q -e '-lgoro' || { echo "no library: $options"; exit 1; }
done
for options in 'p.c -r' 'p.c -nostdlib' 'p.c -nodefaultlibs' '-o p' '--version' '-v'; do
  # shellcheck disable=SC2086
  if says $options | grep -q -e '-lgoro'; then
    echo "the library is added: $options"
    exit 1
  fi
done

# Nothing is said about a library that is not used.
$GORO_CC -c p.c -o p.o 2> messages
$GORO_CC -S p.c -o p.s 2>> messages
$GORO_CC -E p.c -o p.i 2>> messages
$GORO_CC -M p.c > p.d 2>> messages
$GORO_CC -fsyntax-only p.c 2>> messages
[ ! -s messages ] || { cat messages; exit 1; }

# What configure scripts ask.
$GORO_CC --version > version
grep -q 'Free Software Foundation' version
$GORO_CC -dumpmachine > machine
[ "$(cat machine)" = "$($GORO_PLAIN_CC -dumpmachine)" ]
$GORO_CC --goro-version | grep -q '^goro [0-9.]* for GCC [0-9.]*$'
! $GORO_CC 2> messages || exit 1
grep -q 'no input files' messages

# From objects, from standard input, with a name that has a blank.
$GORO_CC p.o -o p && ./p
$GORO_CC -x c - -o p < p.c && ./p
cp p.c 'a b.c'
$GORO_CC -static-libgoro 'a b.c' -DX='"a b"' -o 'a b' && ./'a b'
