#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: a go statement compiled without the plugin is an error that says what to do.

cat > p.c <<'END'
#include <goro.h>
void f (int);
void test (void) { go f (1); }
END
if $GORO_PLAIN_CC -I"$GORO_SRC/libgoro/include" -O2 -c p.c -o p.o 2> messages; then
  echo "compiled without the plugin"
  exit 1
fi
cat messages
grep -q 'p.c:3:.*error\|goro.h.*error' messages
grep -q 'plugin' messages
grep -q 'goro-gcc' messages
