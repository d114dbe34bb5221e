#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: a pointer that one file reads from memory as a number, and another file stores as a number, is not lost: what it points to moves.  A number that is
# a member of a structure, or a sum, is none, and what is read around it stays.

cat > api.h <<'END'
#include <stddef.h>
struct num { long n; };
struct text { char *start; size_t length; };
extern long get (void *p), get_copied (void *p), get_from_union (void *p), choose (void *p, void *q, int which), last (void *p, int n);
extern long without_tag (void *p), inner (void *p), atomically (void *p);
extern void to_static (void *p), to_place (void *to, void *p, void *q, int which), to_member (struct num *s, void *p);
extern void put (void *where, long word);
extern size_t length_of (struct text *t);
extern long sum (long *p, int n);
extern long word;
END
cat > reader.c <<'END'
#include <string.h>
#include "api.h"
long word;
long get (void *p) { return *(long *) p; }
long get_copied (void *p) { long t; memcpy (&t, p, sizeof t); return t; }
long get_from_union (void *p) { union { char bytes[8]; long n; } u; memcpy (u.bytes, p, 8); return u.n; }
long choose (void *p, void *q, int which) { return which ? *(long *) p : *(long *) q; }
long last (void *p, int n) { long t = 0, *w = p; while (n-- > 0) t = *w++; return t; }
long without_tag (void *p) { return *(long *) p & ~3L; }
static __attribute__ ((noipa)) long read_it (long *p) { return *p; }
long inner (void *p) { return read_it (p); }
long atomically (void *p) { return __atomic_load_n ((long *) p, __ATOMIC_SEQ_CST); }
void to_static (void *p) { word = *(long *) p; }
void to_place (void *to, void *p, void *q, int which) { *(long *) to = which ? *(long *) p : *(long *) q; }
void to_member (struct num *s, void *p) { s->n = *(long *) p; }
size_t length_of (struct text *t) { return t->length; }
long sum (long *p, int n) { long s = 0; while (n-- > 0) s += *p++; return s; }
END
cat > writer.c <<'END'
#include "api.h"
void put (void *where, long word) { *(long *) where = word; }
END
cat > user.c <<'END'
#include "api.h"
int *out[11];
void f0 (int n) { int x0 = n, *p = &x0; put (&out[0], get (&p)); }
void f1 (int n) { int x1 = n, *p = &x1; put (&out[1], get_copied (&p)); }
void f2 (int n) { int x2 = n, *p = &x2; put (&out[2], get_from_union (&p)); }
void f3 (int n) { int x3 = n, x3b = 0, *p = &x3, *q = &x3b; put (&out[3], choose (&p, &q, n != 0)); }
void f4 (int n) { int x4 = n, *p[2] = { 0, &x4 }; put (&out[4], last (p, 2)); }
void f5 (int n) { int x5 = n, *p = &x5; put (&out[5], without_tag (&p)); }
void f6 (int n) { int x6 = n, *p = &x6; put (&out[6], inner (&p)); }
void f7 (int n) { int x7 = n, *p = &x7; put (&out[7], atomically (&p)); }
void f8 (int n) { int x8 = n, *p = &x8; to_static (&p); put (&out[8], word); }
void f9 (int n) { int x9 = n, x9b = 0, *p = &x9, *q = &x9b; to_place (&out[9], &p, &q, n != 0); }
void f10 (int n) { static struct num last; int xa = n, *p = &xa; to_member (&last, &p); put (&out[10], last.n); }
long stays (void) { char b[8] = "", *p = b; struct text s1 = { p, 8 }; long s2[2] = { 3, 4 }; return length_of (&s1) + sum (s2, 2); }
END
cat > main.c <<'END'
#include <stdio.h>
extern int *out[11];
extern long stays (void);
extern void f0 (int), f1 (int), f2 (int), f3 (int), f4 (int), f5 (int), f6 (int), f7 (int), f8 (int), f9 (int), f10 (int);
static __attribute__ ((noipa)) int deep (int n) { volatile char b[300]; b[0] = 0; return n ? deep (n - 1) + b[0] : 0; }
int main (void)
{
  f0 (1), f1 (2), f2 (3), f3 (4), f4 (5), f5 (6), f6 (7), f7 (8), f8 (9), f9 (10), f10 (11);
  deep (20);
  for (int i = 0; i < 11; i++)
    printf ("%d ", *out[i]);
  printf ("%ld\n", stays ());
  return 0;
}
END
echo '1 2 3 4 5 6 7 8 9 10 11 15' > expected
printf '%s\n' x0 x1 x2 x3 x3b x4 x5 x6 x7 x8 x9 x9b xa | sort > moved
for options in -O0 -O2; do
  rm -rf summaries
  for build in 1 2 3; do
    for file in main user reader writer; do
      # shellcheck disable=SC2086
      $GORO_CC $options -w -fplugin-arg-goro-summaries=summaries -fplugin-arg-goro-m -c $file.c 2> notes.$file || { cat notes.$file; exit 1; }
    done
    # shellcheck disable=SC2086
    $GORO_CC $options main.o user.o reader.o writer.o -o p
    GORODEBUG=stackmove=1,escapeverify=1 ./p > result 2>&1
    cmp expected result || { echo "$options, build $build:"; cat result; exit 1; }
  done
  sed -n "s/.*moved to heap: '\(x.*\)'.*/\1/p" notes.user | sort > result
  cmp moved result || { echo "$options: moved are"; cat result; exit 1; }
  if grep "moved to heap: '[bs]" notes.user; then exit 1; fi
done
