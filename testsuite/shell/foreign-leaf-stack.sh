#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: the C library functions that run on a goroutine's stack need little of it, in each
# variant the C library may choose for a processor.

$GORO_PLAIN_CC -O0 -fno-builtin -I"$GORO_SRC/libgoro" "$GORO_SRC/testsuite/shell/support/leaf-stack.c" -o leaf-stack 2>log || {
  cat log
  exit 1
}
for off in none -AVX512F,-AVX512VL,-AVX512BW -AVX512F,-AVX512VL,-AVX512BW,-AVX2_Usable,-AVX2 \
           -AVX512VL,-AVX512BW,-AVX2,-SSE4_2,-SSSE3,-SSE4_1,-AVX_Fast_Unaligned_Load; do
  GLIBC_TUNABLES=glibc.cpu.hwcaps=$off ./leaf-stack >log || {
    echo "without $off:"
    cat log
    exit 1
  }
done
