#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: a folder of summaries that cannot be made, read or written is an error; a damaged file in it, or one of another version, is left out
# with a warning that names it; a file of which nothing changes is not touched; parallel compilations leave whole files.

cp "$GORO_SRC/testsuite/shell/support/summaries-callee.c" callee.c
cp "$GORO_SRC/testsuite/shell/support/summaries-caller.c" caller.c
cc="$GORO_CC -O2 -fplugin-arg-goro-m"

says () { grep -q "$1" messages || { echo "no message: $1"; cat messages; exit 1; }; }

if $cc -fplugin-arg-goro-summaries -c callee.c 2> messages; then echo "compiles without a folder"; exit 1; fi
says 'needs a value'
if $cc -fplugin-arg-goro-summaries=no/such/folder -c callee.c 2> messages; then echo "makes folders of folders"; exit 1; fi
says 'error: goro: .-fplugin-arg-goro-summaries=no/such/folder.: cannot make the folder: No such file'
: > file
if $cc -fplugin-arg-goro-summaries=file -c callee.c 2> messages; then echo "takes a file for a folder"; exit 1; fi
says 'error: goro: .-fplugin-arg-goro-summaries=file.: cannot read the folder: Not a directory'
if $cc -fplugin-arg-goro-summaries= -c callee.c 2> messages; then echo "compiles with a folder without a name"; exit 1; fi
says 'error: goro: .-fplugin-arg-goro-summaries. needs a value'

cc="$cc -fplugin-arg-goro-summaries=summaries"
$cc -c callee.c
set -- summaries/*.goro
[ $# = 1 ] && grep -q '^scale 2: 1 stays; result from-arguments$' "$1" || { echo "the summary is wrong"; cat summaries/*; exit 1; }
good=$1
cp "$good" good
touch -d '2001-01-01' "$good"
$cc -c callee.c
[ -z "$(find "$good" -newermt 2002-01-01)" ] || { echo "written although nothing has changed"; exit 1; }

with () # message, then the file's text on standard input
{
  cat > "$good"
  rm -f caller.o
  $cc -c caller.c 2> messages
  says "moved to heap: 'x'"
  if [ -n "$1" ]; then
    says "warning: goro: .$good. $1; it is left out"
  elif grep -q warning messages; then
    cat messages
    exit 1
  fi
}
sed 's/goro summaries 2/goro summaries 999/' good | with 'is of another version of goro'
sed 1d good | with 'is no file of summaries'
printf '' | with 'is no file of summaries'
sed '$d' good | with 'is damaged'
sed 2d good | with 'is damaged'
sed 3d good | with 'is damaged'
sed '3s/program/nothing/' good | with 'is damaged'
sed 's/ stays/ stays stays/' good | with 'is damaged'
sed 's/ stays/ flies/' good | with 'is damaged'
sed 's/1 stays/3 stays/' good | with 'is damaged'
sed 's/; result.*//' good | with 'is damaged'
sed 's/from-arguments/& 1 stays/' good | with 'is damaged'
{ cat good; printf 'scale\0 2\nend\n'; } | with 'is damaged'
sed 's/^unit .*/unit gone.c/' good | with ''
sed '3s/program/library/' good | with ''
cp good "$good"
$cc -c caller.c 2> messages
says 'summary of callee.c'
if grep -q "moved to heap" messages; then echo "a good file is not used"; exit 1; fi

# It cannot be written: something else is in its place.
mv "$good" away
mkdir "$good"
if $cc -c callee.c 2> messages; then echo "compiles although the summary cannot be written"; exit 1; fi
says "error: goro: .-fplugin-arg-goro-summaries=summaries.: cannot write .$good.: "
rmdir "$good"
mv away "$good"

# What the folder says is not believed: the object tells.
sed 's/1 stays/1 stays, 2 stays/' good > "$good"
echo 'int *kept; int scale (int *p, int by) { kept = p; return by; }' > other.c
$GORO_CC -O2 -c other.c
if $GORO_CC -shared caller.o other.o -o library.so 2> messages; then echo "links with what keeps its parameter"; exit 1; fi
says 'goro: scale: 1 stays'

for i in 1 2 3 4 5 6 7 8; do
  $cc -c callee.c -o callee$i.o 2> log$i &
done
wait
for file in summaries/*; do
  [ "$(tail -n 1 "$file")" = end ] || { echo "$file is not whole"; exit 1; }
done
[ "$(ls summaries | wc -l)" = 9 ] || { ls summaries; exit 1; }
