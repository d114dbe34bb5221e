#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: the folder of summaries may have any name, with equals signs, spaces and letters beyond ASCII, absolute or relative to where the compiler runs;
# texts of other options too.

cp "$GORO_SRC/testsuite/shell/support/summaries-callee.c" callee.c
cp "$GORO_SRC/testsuite/shell/support/summaries-caller.c" caller.c
cp "$GORO_SRC/testsuite/shell/support/summaries-main.c" main.c

# used FOLDER OPTION...: compiles with it, and what it says is used.
used ()
{
  folder=$1
  shift
  for file in main callee caller; do
    $GORO_CC -O2 "$@" "-fplugin-arg-goro-summaries=$folder" -fplugin-arg-goro-m -c $file.c 2> notes.$file || { cat notes.$file; exit 1; }
  done
  set -- "$folder"/callee*.goro
  [ -f "$1" ] || { echo "no summary in '$folder'"; ls; exit 1; }
  grep -q "argument 1 of 'scale' does not escape (summary of callee.c)" notes.caller || { echo "'$folder' is not read"; exit 1; }
  $GORO_CC -O2 main.o callee.o caller.o -o p
  [ "$(GORODEBUG=stackmove=1 ./p 2>&1)" = 42 ]
}
for name in 'a=b' '=' 'a=b==c=d' 'two words' 'été' '-dash' "it's" 'a,b' 'a;b$HOME'; do
  mkdir sub
  used "sub/$name"
  used "$PWD/sub/absolute $name"
  rm -r sub
  mkdir sub
  used "sub/$name" -flto
  rm -r sub
done
used 'a=b'
[ -d a=b ] || { echo "a=b is called otherwise"; ls; exit 1; }

# Relative: each folder of the build has its own.
mkdir part
cp callee.c caller.c part
printf 'all:\n\t$(CC) -c callee.c\n\t$(CC) -c caller.c\n' > part/Makefile
MAKEFLAGS='' make -s -C part CC="$GORO_CC -fplugin-arg-goro-summaries=facts -fplugin-arg-goro-m" 2> notes
grep -q 'summary of callee.c' notes
[ -d part/facts ] && [ ! -d facts ]

$GORO_CC -fplugin-arg-goro-m-json=notes=1=2.json -c caller.c
[ -s notes=1=2.json ] || { echo "the file of notes is called otherwise"; ls; exit 1; }
