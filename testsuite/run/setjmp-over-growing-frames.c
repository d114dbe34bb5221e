/* SPDX-License-Identifier: MIT */
/* Purpose: longjmp over a hundred frames whose growth has moved the stack since setjmp; locals and
   pointers to locals of the caller hold. */
/* Output: 7 from depth 100: first 10 20 second 3 */
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

static jmp_buf buffer;

static __attribute__ ((noinline)) int descend (int n, int *p)
{
  volatile char room[500];
  memset ((char *) room, n, sizeof room);
  if (n == 100) {
    *p += 10;
    longjmp (buffer, 7);
  }
  return descend (n + 1, p) + room[n];
}

static __attribute__ ((noinline)) int caller (const char *text, int a, int *third)
{
  volatile int b = 10;
  int changed = 10;
  int *p = &changed;
  char copy[16];
  strcpy (copy, text);
  int value = setjmp (buffer);
  if (value == 0) {
    descend (1, p);
    return 1;
  }
  b += a;
  printf ("%d from depth 100: %s %d %d second %d\n", value, copy, b - a, *p, *third);
  return b != 15;
}

int main (void)
{
  int third = 3;
  return caller ("first", 5, &third);
}
