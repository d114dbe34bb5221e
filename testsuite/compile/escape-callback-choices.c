/* SPDX-License-Identifier: MIT */
/* Purpose: Comparators that are defined later, or chosen at run time, and one that keeps what it is given by a recursion. */
/* Options: -fplugin-arg-goro-m */
#include <stdlib.h>
int *sink;
static int order (const void *a, const void *b);
static void hand (int n, int *p, int *q);

void sort (void) { int x = 1, y = 2; int *a[2] = { &x, &y }; qsort (a, 2, sizeof a[0], order); } /* { dg-note "moved to heap: 'x'" } */ /* { dg-note "moved to heap: 'y'" } */
/* That q is kept shows when hand has been looked at twice.  */
static void keep (int n, int *p, int *q) { if (n) hand (n - 1, q, p); sink = p; } /* { dg-note "leaking param: 'p'" } */ /* { dg-note "leaking param: 'q'" } */
static void hand (int n, int *p, int *q) { keep (n, p, q); } /* { dg-note "leaking param: 'p'" } */ /* { dg-note "leaking param: 'q'" } */
static int order (const void *a, const void *b) { hand (2, 0, *(int *const *) a); return a > b; } /* { dg-note "leaking param content: 'a'" } */ /* { dg-note "'b' does not escape" } */
static int plain (const void *a, const void *b) { return **(int *const *) a - **(int *const *) b; } /* { dg-note "'a' does not escape" } */ /* { dg-note "'b' does not escape" } */
static int reverse (const void *a, const void *b) { return plain (b, a); } /* { dg-note "'a' does not escape" } */ /* { dg-note "'b' does not escape" } */
void sort_either (int up) { int x = 1, y = 2; int *a[2] = { &x, &y }; qsort (a, 2, sizeof a[0], up ? plain : reverse); }
void sort_one_keeps (int up) { int x = 1, y = 2; int *a[2] = { &x, &y }; qsort (a, 2, sizeof a[0], up ? plain : order); } /* { dg-note "moved to heap: 'x'" } */ /* { dg-note "moved to heap: 'y'" } */
