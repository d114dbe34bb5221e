/* SPDX-License-Identifier: MIT */
/* Purpose: memcpy and its kin have a barrier, but to the frame and of less than a word. */
/* Options: -O2 -fplugin-arg-goro-d=wb */
#include <string.h>

void use (void *) __attribute__ ((goro_noescape (1)));

void blocks (void *p, void *q, size_t n)
{
  memcpy (p, q, n); /* { dg-message "write barrier" } */
  memmove (p, q, n); /* { dg-message "write barrier" } */
  memset (p, 0, n); /* { dg-message "write barrier" } */
  memcpy (p, q, 4);
  memset (p, 0, 7);
}

void frame (void *q, size_t n)
{
  void *local[100];
  memcpy (local, q, n);
  memset (local + 50, 0, 100);
  use (local);
  memcpy (__builtin_alloca (n), q, n);
}
