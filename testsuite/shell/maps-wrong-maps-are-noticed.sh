#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: the run tests are able to fail: without one class of words in the maps programs among them break when
# their stacks move, and with it they do not.

# works OPTION PROGRAM: true if it compiles and then passes.  What does not compile ends the test.
works ()
{
  $GORO_CC -w -std=gnu11 -O2 "-fplugin-arg-goro-drop=$1" "$GORO_SRC/testsuite/run/$2.c" -o program || exit 1
  GOROMAXPROCS=1 GORODEBUG=stackmove=1 timeout 20 ./program > output 2>&1
}

# breaks CLASS PROGRAM...: at least one of the programs does.
breaks ()
{
  class=$1
  shift
  broken=
  for program do
    works nothing "$program" || { echo "$program fails with whole maps"; exit 1; }
    works "$class" "$program" || broken="$broken $program"
  done
  [ -n "$broken" ] || { echo "nobody notices maps without $class: $*"; exit 1; }
  echo "without $class these break:$broken"
}

breaks pointer-registers stack-pointer-to-caller-local stack-list-through-recursion stack-pointer-several-frames-up
breaks pointer-slots stack-vla-of-pointers stack-wide-numbers stack-many-live-pointers
breaks ambiguous stack-pointer-in-bit-field stack-union-and-bytes stack-va-list-passed-on
breaks arguments stack-pointer-to-caller-local stack-many-arguments

# The random programs notice too.
command -v csmith > /dev/null || exit 0
for class in pointer-registers pointer-slots arguments; do
  printf '#!/bin/sh\nexec %s -fplugin-arg-goro-drop=%s "$@"\n' "$GORO_CC" "$class" > compiler
  chmod +x compiler
  noticed=
  for seed in 25 27 28 29 30 34; do
    GORO_CC=$PWD/compiler "$GORO_SRC/testsuite/csmith/try" "$seed" -O2 > output
    ! grep -q ^FAIL output || noticed="$noticed $seed"
  done
  [ -n "$noticed" ] || { echo "no random program notices maps without $class"; exit 1; }
  echo "without $class these seeds fail:$noticed"
done
