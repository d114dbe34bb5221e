#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: each property that a summary of another file can have makes the locals move that it concerns, and no others; addresses that one file
# makes numbers are not lost in another.

cat > api.h <<'END'
#include <stdint.h>
struct list { struct list *next; int *value; };
struct num { long n; };
extern void keep (int *p), keep_value (struct list *l);
extern int *same (int *p), *value (struct list *l);
extern void give (int ***place), give_deep (int ****place);
extern void set (struct list *l, int *p), set_next (struct list *l, int *p), copy (struct list *to, struct list *from);
extern struct list *either (struct list *l, int which);
extern uintptr_t word (int *p);
extern void put_number (struct num *s, int *p);
extern void take_number (struct num *s);
END
cat > lib.c <<'END'
#include "api.h"
static int *kept;
static int **place = &kept;
static struct list global;
static long number;
void keep (int *p) { kept = p; }
void keep_value (struct list *l) { kept = l->value; }
int *same (int *p) { return p; }
int *value (struct list *l) { return l->value; }
void give (int ***p) { *p = place; }
void give_deep (int ****p) { **p = place; }
void set (struct list *l, int *p) { l->value = p; }
void set_next (struct list *l, int *p) { l->next->value = p; }
void copy (struct list *to, struct list *from) { to->value = from->value; }
struct list *either (struct list *l, int which) { return which ? l : &global; }
uintptr_t word (int *p) { return (uintptr_t) p; }
void take_number (struct num *s) { number = s->n; }
END
cat > numbers.c <<'END'
#include "api.h"
void put_number (struct num *s, int *p) { s->n = (long) p; }
END
cat > user.c <<'END'
#include "api.h"
static struct list global1, global2, global3;
long number1, number2;
void stays (void) { int s1 = 1, s2 = 2; struct list sl = { 0, &s1 }, sm; set (&sl, &s2); copy (&sm, &sl); sl.next = &sm; set_next (&sl, same (&s1)); *value (&sm) = 1; }
void kept (void) { int x1 = 1; keep (&x1); }
void content_kept (void) { int x2 = 1; struct list l2 = { 0, &x2 }; keep_value (&l2); }
int *returned (void) { int x3 = 1; return same (&x3); }
int *content_returned (void) { int x4 = 1; struct list l4 = { 0, &x4 }; return value (&l4); }
void given (void) { int *m5, **p5 = &m5, x5; give (&p5); *p5 = &x5; }
void given_deep (void) { int *m6, **p6 = &m6, ***q6 = &p6, x6; give_deep (&q6); *p6 = &x6; }
void stored (void) { int x7; set (&global1, &x7); }
void content_stored (void) { int x8; struct list l8 = { 0, &x8 }; copy (&global2, &l8); }
void stored_deep (void) { int x9; struct list l9 = { &global3, 0 }; set_next (&l9, &x9); }
void result (void) { int xa; struct list la; either (&la, 1)->value = &xa; }
void as_word (void) { int xb; number1 = word (&xb); }
void as_number (void) { int xc; struct num lc; put_number (&lc, &xc); number2 = lc.n; }
END
cat > maker.c <<'END'
#include "api.h"
void taken (void) { int xd; struct num ld; ld.n = (long) &xd; take_number (&ld); }
END
for x in 1 2 3 4 5 6 7 8 9 a b c d; do echo x$x; done > expected
for options in -O0 -O2; do
  rm -rf summaries
  for file in lib numbers user maker; do
    $GORO_CC $options -w -fplugin-arg-goro-summaries=summaries -fplugin-arg-goro-m -c $file.c 2> notes.$file || { cat notes.$file; exit 1; }
  done
  sed -n "s/.*moved to heap: '\(.*\)'.*/\1/p" notes.user notes.maker | sort > result
  cmp expected result || { echo "$options: moved are"; cat result; exit 1; }
done
