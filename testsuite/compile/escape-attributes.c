/* SPDX-License-Identifier: MIT */
/* Purpose: goro_noescape and the attributes of GCC's own that say that a callee keeps nothing. */
/* Options: -fplugin-arg-goro-m */
int *sink;
extern void unseen (int *);
extern void promises (int *, int *) __attribute__ ((goro_noescape (1)));
extern void promises_both (int *, int *) __attribute__ ((goro_noescape (1), goro_noescape (2)));
extern int pure_one (const int *) __attribute__ ((pure));
extern int const_one (const int *) __attribute__ ((const));

void to_unseen (void) { int x = 1; unseen (&x); } /* { dg-note "moved to heap: 'x'" } */
void to_promising (void) { int x = 1, y = 2; promises (&x, &y); } /* { dg-note "moved to heap: 'y'" } */
void to_both (void) { int x = 1, y = 2; promises_both (&x, &y); }
int to_pure (void) { int x = 1; return pure_one (&x); }
int to_const (void) { int x = 1; return const_one (&x); }
