#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: -fdump-tree-goro_escape shows the flows, the sets, what calls through pointers reach, the summaries, and why an object moves.

cat > p.c <<'END'
struct box { int *p; };
int *sink;
static int *both (int *p, struct box *b, int *unused)
{
  b->p = p;
  return p;
}
int kept (void)
{
  int lost = 2, found = 3;
  struct box b;
  sink = both (&lost, &b, 0);
  return *both (&found, &b, &found);
}
static int one (void) { return 1; }
static int two (void) { return 2; }
int through (int n, int (*given) (void))
{
  int (*f) (void) = n ? one : two;
  return f () + given ();
}
END

# has FUNCTION LINE: in what is said of the function, up to the next.
has ()
{
  awk -v name="$1" '/^function /{ in_it = $2 == name } in_it' dump > part
  grep -qxF -- "$2" part || { echo "$1: there is no line: $2"; cat part; exit 1; }
}
look ()
{
  has both '  *b_2(D) = p_3(D)   p.c:5:8'
  has both '  result = { *p }'
  has both '  p: returned, stored in *b'
  has both '  b: does not escape'
  has both '  unused: does not escape'
  has kept '  b = { lost found }'
  has kept '  lost: moved to heap, kept'
  has kept '    kept = _1   p.c:12:8'
  has kept '  found: stays'
  has through '  p.c:20:10: one two'
  has through '  p.c:20:17: anybody'
  grep -q '__goro_promote' dump || { echo 'the code is not there'; exit 1; }
}

for option in -fdump-tree-goro_escape -fdump-ipa-goro_escape -fplugin-arg-goro-dump=goro_escape; do
  for level in -O0 -O2; do
    rm -f p.c.*
    $GORO_CC $level "$option" -c p.c -o p.o
    mv p.c.*i.goro_escape dump || { echo "$option: no dump"; exit 1; }
    look
  done
done
$GORO_CC -fdump-tree-goro_escape=dump -c p.c -o p.o
look
$GORO_CC -fdump-rtl-goro_dataflow -c p.c -o p.o
ls p.c.*r.goro_dataflow > names || { echo 'another pass: no dump'; exit 1; }
if $GORO_CC -fplugin-arg-goro-dump=goro_no_such_pass -c p.c -o p.o 2> messages; then
  echo 'a pass that is not there is accepted'
  exit 1
fi
grep -q 'goro_no_such_pass.*no such pass' messages || { cat messages; exit 1; }
