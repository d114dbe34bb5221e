#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: an unknown or malformed argument of the plugin is an error that names it.

echo 'int f (void) { return 0; }' > p.c
# refuses OPTION REGEXP
refuses ()
{
  if $GORO_CC "$1" -c p.c -o p.o 2> messages; then
    echo "accepted: $1"
    exit 1
  fi
  grep -q "error: goro: .*$2" messages || { cat messages; exit 1; }
}
refuses -fplugin-arg-goro-no-such-thing no-such-thing
refuses -fplugin-arg-goro-no-such-thing=1 no-such-thing
refuses -fplugin-arg-goro-local-address=perhaps 'local-address.*ignore'
refuses -fplugin-arg-goro-local-address 'local-address.*ignore'
refuses -fplugin-arg-goro-map-stats=5 'map-stats.*words'
$GORO_CC -fplugin-arg-goro-local-address=error -c p.c -o p.o
