#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: what a summary of another file says: stays, is returned, is stored behind which parameter, leads to what escapes; the locals
# that move are those and no others, and the program is right on stacks that move.

cat > api.h <<'END'
struct list { struct list *next; int *value; };
extern int sum (const struct list *l);
extern int *pick (int *a, int *b, int which);
extern void link_to (struct list *l, struct list *next, int *value, int *only_read);
extern int *first_value (struct list *l);
extern void publish_values (struct list *l);
extern void publish (int *p);
extern void swap (int **a, int **b);
extern void give_static (int **out);
extern int even (int *n), odd (int *n);
extern int many (int count, ...);
extern int *published;
extern long as_number (int *p);
END
cat > lib.c <<'END'
#include "api.h"
int *published;
static int one = 1;
int sum (const struct list *l) { int s = 0; for (; l; l = l->next) s += *l->value; return s; }
int *pick (int *a, int *b, int which) { return which ? a : b; }
void link_to (struct list *l, struct list *next, int *value, int *only_read) { l->next = next; l->value = value; *value += *only_read; }
int *first_value (struct list *l) { return l->value; }
void publish_values (struct list *l) { published = l->value; }
void publish (int *p) { published = p; }
void swap (int **a, int **b) { int *t = *a; *a = *b; *b = t; }
void give_static (int **out) { *out = &one; }
int even (int *n) { if (*n == 0) return 1; int m = *n - 1; return odd (&m); }
int many (int count, ...)
{
  __builtin_va_list ap;
  __builtin_va_start (ap, count);
  int s = 0;
  while (count-- > 0)
    s += *__builtin_va_arg (ap, int *);
  __builtin_va_end (ap);
  return s;
}
END
cat > number.c <<'END'
#include "api.h"
long as_number (int *p) { return (long) p; }
END
cat > odd.c <<'END'
#include "api.h"
int odd (int *n) { if (*n == 0) return 0; int k = *n - 1; return even (&k); }
END
cat > main.c <<'END'
#include <stdio.h>
#include "api.h"
static __attribute__ ((noipa)) int deep (int n) { volatile char b[300]; b[0] = 0; return n ? deep (n - 1) + b[0] : 0; }
static __attribute__ ((noipa)) int stays (void)
{
  int a = 1, b = 2, c = 3;
  struct list l1, l2;
  link_to (&l2, 0, &b, &c);
  link_to (&l1, &l2, &a, &c);
  deep (9);
  *pick (&a, &b, 0) += 10;
  int *p = &a, *q = &b;
  swap (&p, &q);
  deep (20);
  *p += 100;
  return sum (&l1) + *first_value (&l2) - *q;
}
static __attribute__ ((noipa)) int *returned (void) { int kept1 = 7; int other = 8; return pick (&kept1, &other, 1); }
static __attribute__ ((noipa)) void escapes (void) { int kept2 = 8; struct list holder = { 0, &kept2 }; publish_values (&holder); }
static __attribute__ ((noipa)) void escapes_itself (void) { int kept6 = 9; publish (&kept6); }
static __attribute__ ((noipa)) void into_static (void)
{
  static struct list global;
  int kept3 = 5, read = 1;
  link_to (&global, 0, &kept3, &read);
  published = global.value;
}
static __attribute__ ((noipa)) int **through_result (int **unknown)
{
  int *place; int kept4 = 3;
  give_static (&place);
  *pick (place, place, 0) = 1;
  **unknown = 1;
  *unknown = &kept4;
  return unknown;
}
static __attribute__ ((noipa)) int variadic (void) { int named = 1, extra = 2; return many (2, &named, &extra); }
static __attribute__ ((noipa)) long number (void) { int kept5 = 3; long n = as_number (&kept5); return n != 0; }
int main (void)
{
  int n = 7, scratch = 0, *u = &scratch;
  printf ("%d %d %d %d %ld\n", stays (), even (&n), odd (&n), variadic (), number ());
  int *r = returned ();
  escapes ();
  deep (30);
  /* With scope these have ended with their functions, as in C.  */
  printf ("%d %d", SCOPE ? 7 : *r, SCOPE ? 8 : *published);
  escapes_itself ();
  deep (30);
  printf (" %d", SCOPE ? 9 : *published);
  into_static ();
  deep (30);
  printf (" %d", SCOPE ? 6 : *published);
  through_result (&u);
  deep (30);
  printf (" %d\n", SCOPE ? 3 : *u);
  return 0;
}
END
printf '230 0 1 3 1\n7 8 9 6 3\n' > expected
printf '%s\n' extra kept1 kept2 kept3 kept4 kept5 kept6 named other > moved
for options in -O2 -O0 '-O2 -flto' '-O2 -flto -ffat-lto-objects' '-O2 -fPIC -fvisibility=hidden'; do
  for unknown in heap scope; do
    [ $unknown = scope ] && scope=1 || scope=0
    rm -rf summaries
    # The second time even and odd know of one another.
    for round in 1 2 3; do
      for file in main odd lib number; do
        # shellcheck disable=SC2086
        $GORO_CC $options -DSCOPE=$scope -w -fplugin-arg-goro-summaries=summaries -fplugin-arg-goro-unknown-calls=$unknown -fplugin-arg-goro-m -c $file.c \
          2> notes.$file || { cat notes.$file; exit 1; }
      done
      # shellcheck disable=SC2086
      $GORO_CC $options main.o lib.o odd.o number.o -o p
      GORODEBUG=stackmove=1,mapverify=1,escapeverify=1 ./p > result 2>&1
      cmp expected result || { echo "$options $unknown, round $round:"; cat result; exit 1; }
      if [ $round = 1 ]; then
        grep -q "moved to $unknown: 'l1'" notes.main || { echo "$options $unknown: known before it can be"; exit 1; }
      fi
    done
    sed -n "s/.*moved to .*: '\(.*\)'.*/\1/p" notes.main notes.odd notes.lib notes.number | grep -v '^n$\|^scratch$' | sort -u > result
    cmp moved result || { echo "$options $unknown: moved are" ; cat result; exit 1; }
  done
done
