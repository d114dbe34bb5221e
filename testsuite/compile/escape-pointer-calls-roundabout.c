/* SPDX-License-Identifier: MIT */
/* Purpose: A function that keeps its argument is found, or anything assumed, on whatever way its address gets into the pointer. */
/* Options: -fplugin-arg-goro-m */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
typedef void visit (int *);
struct step { visit *f; long n; };
struct changing { visit *volatile f; };
union either { visit *f; struct { long number; visit *g; } s; };
int *sink, count;

static void look (int *p) { count += *p; } /* { dg-note "'p' does not escape" } */
static void keep (int *p) { sink = p; } /* { dg-note "leaking param: 'p'" } */
static visit *kept_last = look;
static struct changing changing = { look };

static void by_value (struct step s, int *p) { s.f (p); } /* { dg-note "leaking param: 'p'" } */ /* { dg-note "'s' does not escape" } */
void passed_by_value (void) { int x = 1; struct step s = { keep, 0 }; by_value (s, &x); } /* { dg-note "moved to heap: 'x'" } */
static struct step make (visit *f) { struct step s = { f, 1 }; return s; } /* { dg-note "leaking param: 'f' to result level=0" } */
void returned_by_value (void) { int x = 1; make (keep).f (&x); } /* { dg-note "moved to heap: 'x'" } */
void copied_by_memcpy (void) { int x = 1; struct step s = { look, 0 }, t = { keep, 0 }; memcpy (&s, &t, sizeof s); s.f (&x); } /* { dg-note "moved to heap: 'x'" } */
void by_nested_function (int n) { int x = 1; visit *f = look; void set (void) { f = n ? keep : look; } set (); f (&x); } /* { dg-note "moved to heap: 'x'" } */
void by_number (void) { int x = 1; long l = (long) keep; visit *f = look; if (x) f = (visit *) l; f (&x); } /* { dg-note "moved to heap: 'x'" } */
static void store (visit **pp) { *pp = keep; } /* { dg-note "'pp' does not escape" } */
void by_pointer_to_pointer (void) { int x = 1; visit *f = look; store (&f); f (&x); } /* { dg-note "moved to heap: 'x'" } */
static void swap (visit **a, visit **b) { visit *t = *a; *a = *b; *b = t; } /* { dg-note "leaking param content: 'a' to '\\*b'" } */ /* { dg-note "leaking param content: 'b' to '\\*a'" } */
void by_swap (void) { int x = 1; visit *f = keep; swap (&f, &kept_last); kept_last (&x); } /* { dg-note "moved to heap: 'x'" } */
static void variadic (int n, ...) { va_list l; va_start (l, n); visit *f = va_arg (l, visit *); f (va_arg (l, int *)); va_end (l); }
void by_va_arg (void) { int x = 1; variadic (1, keep, &x); } /* { dg-note "moved to heap: 'x'" } */
void by_malloc (void) { int x = 1; struct step *s = malloc (sizeof *s); s->f = keep; s->f (&x); } /* { dg-note "moved to heap: 'x'" } */
void by_volatile_member (void) { int x = 1; changing.f (&x); } /* { dg-note "moved to heap: 'x'" } */
void by_next_element (int n) { int x = 1; struct step t[3] = { { look, 0 }, { keep, 0 }, { look, 0 } }, *p = t; p++; p += n; p->f (&x); } /* { dg-note "moved to heap: 'x'" } */
void by_other_member (void) { int x = 1; union either u; u.f = look; u.s.number = (long) keep; u.f (&x); } /* { dg-note "moved to heap: 'x'" } */
void by_loop (void) { int x = 1; visit *f[2] = { look, look }; for (int i = 0; i < 2; i++) { f[i] (&x); f[1 - i] = keep; } } /* { dg-note "moved to heap: 'x'" } */
static void recurse (visit *f, int n, int *p) { if (n) recurse (keep, n - 1, p); f (p); } /* { dg-note "'f' does not escape" } */ /* { dg-note "leaking param: 'p'" } */
void by_recursion (void) { int x = 1; recurse (look, 3, &x); } /* { dg-note "moved to heap: 'x'" } */
static visit *fetch (void) { return keep; }
void by_result_as_number (void) { int x = 1; long (*f) (void) = (long (*) (void)) fetch; ((visit *) f ()) (&x); } /* { dg-note "moved to heap: 'x'" } */
