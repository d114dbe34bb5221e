#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: each source file names its licence first, and the right one.

status=0
for file in $(cd "$GORO_SRC" && find libgoro tools plugin passes testsuite examples bench -type f \
  \( -name '*.[chS]' -o -name '*.cc' -o -name '*.def' -o -name '*.exp' -o -name '*.sh' -o -name '*.in' -o -name '*.go' \) \
  ! -path '*/build/*' ! -name '*.pc.in' ! -name Makefile.in); do
  case $file in
    plugin/* | passes/*) licence=GPL-3.0-or-later ;;
    *) licence=MIT ;;
  esac
  if ! head -n 2 "$GORO_SRC/$file" | grep -q "SPDX-License-Identifier: $licence"; then
    echo "$file does not name $licence in its first line"
    status=1
  fi
done
exit $status
