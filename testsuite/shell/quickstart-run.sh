#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: quickstart run: arguments after --, the exit status of the program, errors of the compiler.

[ "$GORO_BUILD" = "$GORO_SRC/build" ] || { echo "not the build tree of quickstart"; exit 77; }
unset GORO_CC CC JOBS
cat > 'my program.c' <<'END'
#include <goro.h>
#include <stdio.h>
int helper (int x);
int main (int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    printf ("[%s]", argv[i]);
  printf ("\n");
  return helper (7);
}
END
echo 'int helper (int x) { return x; }' > helper.c
for again in 1 2; do
  status=0
  "$GORO_SRC/quickstart" run 'my program.c' helper.c -- 'a b' -c > output 2> messages || status=$?
  [ "$status" = 7 ] || { cat messages; echo "$again: status $status"; exit 1; }
  [ "$(cat output)" = '[a b][-c]' ] || { cat output; exit 1; }
done
sed -i 's/return x/return x + 1/' helper.c
status=0
"$GORO_SRC/quickstart" run 'my program.c' helper.c > output 2> messages || status=$?
[ "$status" = 8 ] || { echo "a change is not seen: status $status"; exit 1; }

echo 'int main (void) { return no_such_name; }' > wrong.c
! "$GORO_SRC/quickstart" run wrong.c > output 2> messages || exit 1
grep -q 'no_such_name' messages
! "$GORO_SRC/quickstart" run no-such-file.c > output 2> messages || exit 1
grep -q 'no such file: no-such-file.c' messages
! "$GORO_SRC/quickstart" dance > output 2> messages || exit 1
grep -q 'usage:' messages
