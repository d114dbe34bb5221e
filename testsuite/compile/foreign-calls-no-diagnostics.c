/* SPDX-License-Identifier: MIT */
/* Purpose: Foreign calls of all kinds bring no message of the plugin's. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <pthread.h>

static int compare (const void *a, const void *b) { return *(const int *) a - *(const int *) b; }
static void *run (void *p) { return p; }

int test (int *a, size_t n)
{
  pthread_t thread;
  int local[4] = { 3, 1, 2, 0 };
  void *result;

  qsort (a, n, sizeof *a, compare);
  qsort (local, 4, sizeof *local, compare);
  pthread_create (&thread, NULL, run, local);
  pthread_join (thread, &result);
  return printf ("%p %f %zu\n", result, 0.5, strlen ("text")) + (int) div (7, 2).quot;
}
