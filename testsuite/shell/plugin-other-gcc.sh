#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: the plugin refuses a GCC that it was not built for.

echo 'int f (void) { return 0; }' > p.c
# The same plugin, built for a GCC of another day.
day=$(strings "$GORO_BUILD/goro.so" | grep -xE '20[0-9]{6}' | head -n 1)
[ -n "$day" ] || { echo "the plugin does not know its GCC"; exit 1; }
sed "s/$day/20010101/g" "$GORO_BUILD/goro.so" > goro.so
if $GORO_PLAIN_CC -fplugin="$PWD/goro.so" -c p.c -o p.o 2> messages; then
  echo "the plugin was loaded"
  exit 1
fi
cat messages
grep -q 'goro: this plugin was built for GCC' messages
