/* SPDX-License-Identifier: MIT */
/* Purpose: An address stays one through casts, arithmetic, integers, members and bytes. */
/* Options: -fplugin-arg-goro-m */
#include <stddef.h>
#include <stdint.h>
struct member { int a; int b; };
struct holder { char c; struct member m; };
int *sink;
void *sinkv;
char *sinkc;
uintptr_t sinki;
const int *sinkq;

void cast (void) { int x = 1; sinkc = (char *) &x; } /* { dg-note "moved to heap: 'x'" } */
void cast_twice (void) { int x = 1; sink = (int *) (void *) (char *) &x; } /* { dg-note "moved to heap: 'x'" } */
void qualified (void) { const int x = 1; sinkq = &x; } /* { dg-note "moved to heap: 'x'" } */
void plus (void) { int x[4] = { 0 }; sink = x + 2; } /* { dg-note "moved to heap: 'x'" } */
void minus (void) { int x[4] = { 0 }; sink = &x[4] - 1; } /* { dg-note "moved to heap: 'x'" } */
void indexed (int i) { int x[4] = { 0 }; sink = &x[i]; } /* { dg-note "moved to heap: 'x'" } */
void as_integer (void) { int x = 1; sinki = (uintptr_t) &x; } /* { dg-note "moved to heap: 'x'" } */
void integer_sum (void) { int x[4] = { 0 }; sinki = (uintptr_t) x + 8; } /* { dg-note "moved to heap: 'x'" } */
void integer_masked (void) { int x = 1; sinki = (uintptr_t) &x & ~(uintptr_t) 3; } /* { dg-note "moved to heap: 'x'" } */
void integer_tagged (void) { int x = 1; sinki = (uintptr_t) &x | 1; } /* { dg-note "moved to heap: 'x'" } */
void integer_back (void) { int x = 1; sink = (int *) ((uintptr_t) &x ^ 1); } /* { dg-note "moved to heap: 'x'" } */
int alignment (void) { int x = 1; return (uintptr_t) &x % 16 == 0; }
ptrdiff_t distance (void) { int x[4] = { 0 }; return &x[3] - x; }
void member (void) { struct holder h = { 0 }; sink = &h.m.b; } /* { dg-note "moved to heap: 'h'" } */
void containing (int *p) { sinkv = (char *) p - offsetof (struct holder, m); } /* { dg-note "leaking param: 'p'" } */
int container_read (struct member *m) { return ((struct holder *) ((char *) m - offsetof (struct holder, m)))->c; }
  /* { dg-note "'m' does not escape" "" { target *-*-* } .-1 } */
void two_dimensions (int i) { int x[3][3] = { { 0 } }; sink = x[i]; } /* { dg-note "moved to heap: 'x'" } */
int two_dimensions_read (int i) { int x[3][3] = { { 0 } }; int (*row)[3] = &x[i]; return (*row)[0]; }
void bytes (const void *p) { const char *c = p; sinkc = (char *) c + 1; } /* { dg-note "leaking param: 'p'" } */
void of_string (void) { const char *s = "text"; sinkc = (char *) s; }
void of_string_array (void) { char s[] = "text"; sinkc = s; } /* { dg-note "moved to heap: 's'" } */
void of_function (void) { void (*f) (void) = of_string; sinkv = (void *) f; }
void difference_of_two (int *p, int *q) { sinki = (uintptr_t) p - (uintptr_t) q; }
  /* { dg-note "leaking param: 'p'" "" { target *-*-* } .-1 } */ /* { dg-note "leaking param: 'q'" "" { target *-*-* } .-1 } */
void boolean (void) { int x = 1; sinki = &x != 0; }
