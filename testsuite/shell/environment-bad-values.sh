#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: a malformed GORODEBUG or GOROMAXPROCS is a warning that names it, and the program runs.

$GORO_CC -O2 "$GORO_SRC/examples/squares.c" -o squares
# warns VARIABLE=VALUE REGEXP
warns ()
{
  env "$1" ./squares > output 2> messages || { echo "$1: status $?"; cat messages; exit 1; }
  [ "$(cat output)" = 285 ]
  grep -q "$2" messages || { echo "$1: no warning"; cat messages; exit 1; }
}
warns GORODEBUG=nosuchkey=1 'GORODEBUG.*nosuchkey'
warns GORODEBUG=stackmove=x 'GORODEBUG.*stackmove'
warns GORODEBUG=stackmove=1,nosuchkey 'GORODEBUG.*nosuchkey'
warns GOROMAXPROCS=many 'GOROMAXPROCS.*many'
warns GOROMAXPROCS=-3 'GOROMAXPROCS.*-3'
warns GOROMAXPROCS=0 'GOROMAXPROCS.*0'
warns GOROMAXPROCS=2x 'GOROMAXPROCS.*2x'
warns GOROMAXPROCS=99999999999999999999 GOROMAXPROCS

# What is right, and what is empty, is not talked about.
for setting in GORODEBUG= GOROMAXPROCS= GOROMAXPROCS=2 GORODEBUG=stackmove=1 GORODEBUG=stackmove=0,stackpoison=1; do
  env "$setting" ./squares > output 2> messages
  [ ! -s messages ] || { echo "$setting: said something"; cat messages; exit 1; }
done
