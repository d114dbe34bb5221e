#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: goro-maps says what is wrong with a file that it cannot read, and survives damaged ones.

maps=$GORO_BUILD/goro-maps
# refuses FILE WORDS
refuses ()
{
  status=0
  $maps "$1" > output 2> errors || status=$?
  [ "$status" = 1 ] && grep -q "$2" errors && return
  echo "$1: status $status, $(cat errors)"
  exit 1
}

cat > p.c <<'END'
void g (int *);
int f (int n, int *p) { int a[4]; g (a); g (p); return a[n]; }
int (*table[]) (int, int *) = { f };
END
$GORO_CC -O2 -c p.c
$GORO_PLAIN_CC -O2 -c p.c -o plain.o
refuses plain.o 'not compiled with goro'
refuses p.c 'no ELF file'
refuses nowhere.o 'No such file'
refuses . 'is a folder'
: > empty.o
refuses empty.o 'is empty'
ar rc p.a p.o
refuses p.a 'ar x'

# Another version: the note's last word.
$GORO_CC -O2 -S p.c -o p.s
awk '/\.note\.goro/ { note = 1 } { if (note && /^\t\.long\t[0-9]+$/) { $0 = "\t.long\t77"; note = 0 } print }' p.s > other.s
$GORO_PLAIN_CC -c other.s
refuses other.o 'ABI version 77'
# Before there were notes.
sed 's/\.note\.goro/.note.other/' p.s > old.s
$GORO_PLAIN_CC -c old.s
refuses old.o 'ABI version 1'
sed 's/goro_line,/goro_lost,/' p.s > lines.s
$GORO_PLAIN_CC -c lines.s
refuses lines.o 'goro_line'

# Each file with one byte changed, or cut off: an error or a listing, no crash and no hang.
size=$(wc -c < p.o)
at=0
while [ "$at" -lt "$size" ]; do
  for byte in '\377' '\001'; do
    cp p.o bad.o
    printf "$byte" | dd of=bad.o bs=1 seek="$at" conv=notrunc 2> dd.out
    status=0
    timeout 10 "$maps" -a bad.o > output 2> errors || status=$?
    [ "$status" -le 1 ] || { echo "byte $at changed to $byte: status $status"; exit 1; }
  done
  at=$((at + 7))
done
for cut in 10 63 64 200 500 1000; do
  head -c "$cut" p.o > bad.o
  status=0
  timeout 10 "$maps" bad.o > output 2> errors || status=$?
  [ "$status" = 1 ] || { echo "cut to $cut bytes: status $status"; exit 1; }
done
