#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: nothing on the path that grows a stack touches a vector register.

if objdump -d --no-show-raw-insn "$GORO_BUILD/libgoro/.libs/libregs.a" | grep -E '%[xyz]mm[0-9]' > found; then
  head found
  exit 1
fi
