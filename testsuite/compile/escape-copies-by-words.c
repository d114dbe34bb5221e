/* SPDX-License-Identifier: MIT */
/* Purpose: Memory that is copied word by word, as whatever type, is a copy of the pointers in it; what a naked function keeps nobody knows. */
/* Options: -fplugin-arg-goro-m */
typedef long two_longs __attribute__ ((vector_size (16)));
int *out[2];

static void as_long (void *d, void *s) { *(long *) d = *(long *) s; } /* { dg-note "'d' does not escape" } */ /* { dg-note "leaking param content: 's'" } */
static void as_double (void *d, void *s) { *(double *) d = *(double *) s; } /* { dg-note "'d' does not escape" } */ /* { dg-note "leaking param content: 's'" } */
static void as_vector (void *d, void *s) { *(two_longs *) d = *(two_longs *) s; } /* { dg-note "'d' does not escape" } */ /* { dg-note "leaking param content: 's'" } */
static void as_words (void *d, void *s) /* { dg-note "'d' does not escape" } */ /* { dg-note "leaking param content: 's'" } */
{
  unsigned long *to = d, *from = s, first = from[0], second = from[1];
  to[0] = first;
  to[1] = second;
}
static void keep (int *p) { out[0] = p; } /* { dg-note "leaking param: 'p'" } */
__attribute__ ((naked)) static void keep_nakedly (int *p) { asm ("jmp *%0" : : "i" (keep)); }

void a_long (void) { int x = 1, *p = &x; as_long (out, &p); } /* { dg-note "moved to heap: 'x'" } */
void a_double (void) { int x = 1, *p = &x; as_double (out, &p); } /* { dg-note "moved to heap: 'x'" } */
void a_vector (void) { int x = 1, *p[2] = { &x, &x }; as_vector (out, p); } /* { dg-note "moved to heap: 'x'" } */
void words (void) { int x = 1, *p[2] = { &x, &x }; as_words (out, p); } /* { dg-note "moved to heap: 'x'" } */
void naked (void) { int x = 1; keep_nakedly (&x); } /* { dg-note "moved to heap: 'x'" } */
