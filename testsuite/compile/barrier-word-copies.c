/* SPDX-License-Identifier: MIT */
/* Purpose: Words that are copied as integers from a plain place to another have a write barrier, as pointers have; sums, constants, parameters and members of structures have none. */
/* Options: -O2 -fplugin-arg-goro-d=wb */
struct count { long n; };
void copied (long *to, long *from) { *to = *from; } /* { dg-note "write barrier" } */
void chosen (void *to, void *a, void *b, int which) { *(long *) to = which ? *(long *) a : *(long *) b; } /* { dg-note "write barrier" } */
void swapped (unsigned long *a, unsigned long *b)
{
  unsigned long t = *a;
  *a = *b; /* { dg-note "write barrier" } */
  *b = t; /* { dg-note "write barrier" } */
}
void added (long *to, long *from) { *to = *from + 1; }
void given (long *to, long n) { *to = n; }
void cleared (long *to) { *to = 0; }
void member (struct count *to, struct count *from) { to->n = from->n; }
void number (double *to, double *from) { *to = *from; }
