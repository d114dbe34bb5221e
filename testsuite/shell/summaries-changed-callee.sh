#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: a file that relied on the summary of a function in another one does not link when that has changed, until it is compiled again;
# with whatever linker, in whatever kind of output; a function that does less than before does no harm.

cat > callee.c <<'END'
int *kept;
int scale (int *p, int by)
{
#ifdef KEEP
  kept = p;
#endif
  return *p * by;
}
END
cp "$GORO_SRC/testsuite/shell/support/summaries-caller.c" caller.c
cp "$GORO_SRC/testsuite/shell/support/summaries-main.c" main.c
cc="$GORO_CC -O2 -fplugin-arg-goro-summaries=summaries -fplugin-arg-goro-m"

fails () # link arguments
{
  rm -f p
  if $GORO_CC "$@" -o p 2> messages; then echo "links: $*"; exit 1; fi
  grep -q 'caller\.c (compile it again: a summary has changed)' messages || { echo "$*: no file is named"; cat messages; exit 1; }
  grep -q 'goro: scale: 1 stays' messages || { echo "$*: no function is named"; cat messages; exit 1; }
}
runs ()
{
  $GORO_CC "$@" -o p || { echo "does not link: $*"; exit 1; }
  [ "$(GORODEBUG=stackmove=1,mapverify=1 ./p 2>&1)" = 42 ] || { echo "$*: wrong"; exit 1; }
}

$cc -c main.c
$cc -DKEEP -c callee.c -o callee-keeps.o
$cc -c caller.c -o caller-careful.o 2> messages
grep -q "moved to heap: 'x'" messages
rm -r summaries
$cc -c callee.c
$cc -c caller.c 2> messages
if grep -q "moved to heap" messages; then echo "the summary was not used"; exit 1; fi
grep -q "argument 1 of 'scale' does not escape (summary of callee.c)" messages
runs main.o caller.o callee.o
runs main.o caller-careful.o callee.o
runs main.o caller-careful.o callee-keeps.o
$GORO_PLAIN_CC -c callee.c -o callee-plain.o

rm -f changed.a right.a plain.a
ar rc changed.a callee-keeps.o
ar rc right.a callee.o
ar rc plain.a callee-plain.o
$GORO_PLAIN_CC -r caller.o main.o -o both.o
every='-no-pie -Wl,--unresolved-symbols=ignore-all'
for linker in '' -fuse-ld=gold -fuse-ld=lld; do
  if [ -n "$linker" ] && ! command -v "ld.${linker#-fuse-ld=}" > path; then continue; fi
  for options in '' -Wl,--gc-sections $every; do
    every=
    # shellcheck disable=SC2086
    {
      runs $linker $options main.o caller.o callee.o
      runs $linker $options main.o caller.o right.a
      fails $linker $options main.o caller.o callee-keeps.o
      fails $linker $options main.o caller.o changed.a
      fails $linker $options main.o caller.o callee-plain.o
      fails $linker $options both.o plain.a
    }
  done
done
runs -static main.o caller.o right.a
fails -static main.o caller.o changed.a

# A shared library, whose functions may be replaced by others unless it hides them.
rm -r summaries
$cc -fPIC -fvisibility=hidden -c callee.c -o callee-pic.o
$cc -fPIC -c caller.c -o caller-pic.o
$cc -fPIC -fvisibility=hidden -DKEEP -c callee.c -o callee-pic-keeps.o
$cc -fPIC -c callee.c -o callee-pic-open.o
$GORO_CC -shared caller-pic.o callee-pic.o -o library.so
fails -shared caller-pic.o callee-pic-keeps.o
fails -shared caller-pic.o callee-pic-open.o
fails -shared caller-pic.o

# What has changed is compiled again, and so is what relied on it.
rm -r summaries
$cc -c callee.c
$cc -c caller.c
$cc -DKEEP -c callee.c
fails main.o caller.o callee.o
$cc -c caller.c 2> messages
grep -q "moved to heap: 'x'" messages
runs main.o caller.o callee.o
