#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: the README's program prints what the README says.

awk '/^```c$/ { on = 1; next } /^```$/ { if (on) exit } on' "$GORO_SRC/README.md" > squares.c
[ -s squares.c ]
wanted=$(awk 'said { print; exit } /run squares.c$/ { said = 1 }' "$GORO_SRC/README.md")
$GORO_CC -O2 -Wall -Wextra -Werror squares.c -o squares
output=$(./squares)
[ "$output" = "$wanted" ] || { echo "it prints $output, not $wanted"; exit 1; }
