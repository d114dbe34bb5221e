#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: libgoro.so exports what its version map names, binds everything at load and needs no PLT.

library=$GORO_BUILD/libgoro/.libs/libgoro.so
nm -D --defined-only "$library" | awk '{ sub (/@.*/, "", $3); print $3 }' | sort -u > exports
wrong=$(grep -vE '^(goro_[a-z0-9][a-z0-9_]*|__goro_[a-z0-9_]+|goro\..+|GORO_0)$' exports || :)
[ -z "$wrong" ] || { echo "exported: $wrong"; exit 1; }
for name in __goro_main __goro_spawn goro_spawn goro_yield; do
  grep -qx "$name" exports || { echo "not exported: $name"; exit 1; }
done
readelf -dW "$library" | grep -q BIND_NOW
# libc's own archive part of pthread_atfork has the one call through a PLT there is.
! readelf -rW "$library" | grep JUMP_SLO | grep -v ' __register_atfork' || exit 1
readelf -lW "$library" | grep GNU_STACK | grep -q 'RW '
